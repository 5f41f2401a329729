"""Adapt a static model to a user's own pairs without making it forget the rest.

The same contrastive learning that made the model goes on, slowly, with the user's pairs. What
keeps the other languages: only rows of subwords that the pairs contain move, and a spring pulls
each of them back to where it was (L2-SP, Li et al. 2018, "Explicit Inductive Bias for Transfer
Learning with Convolutional Networks").
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer

from aligner.encoder import FloatArray, Progress
from aligner.learning.bags import Bags, numbered, tokenize
from aligner.learning.contrast import Pairs, Table, learn
from aligner.learning.pairs import Pair


@dataclass(frozen=True, slots=True)
class Adaptation:
    """How far a model goes towards new pairs; the defaults are measured in training/EXPERIMENTS.md."""

    epochs: int = 10
    rate: float = 0.002
    pull: float = 0.02  # share of the way back that a row goes after each step
    batch: int = 1024
    scale: float = 20.0
    dropout: float = 0.1
    longest: int = 128  # tokens of a text
    seed: int = 1


def adapt(
    tokenizer: Tokenizer,
    vectors: FloatArray,
    pairs: Sequence[Pair],
    how: Adaptation | None = None,
    progress: Progress | None = None,
) -> FloatArray:
    """``vectors`` (pieces x dimension) moved towards ``pairs``, of which there is at least one."""
    how = how or Adaptation()
    sources, targets = [source for source, _ in pairs], [target for _, target in pairs]
    source, target = (tokenize(tokenizer, texts, how.longest) for texts in (sources, targets))
    # A table of the rows that occur: the rest of the model need not be in memory three times.
    rows = np.unique(np.concatenate([source.ids, target.ids]))
    one, other = (Bags(np.searchsorted(rows, side.ids).astype(np.int32), side.starts) for side in (source, target))
    learned = Pairs(one, other, numbered(sources), numbered(targets))
    before = torch.from_numpy(vectors[rows])
    table = Table(before.clone())
    chance = np.random.default_rng(how.seed)
    batches = math.ceil(len(pairs) / how.batch)
    steps, done = how.epochs * batches, 0
    for _ in range(how.epochs):
        for some in np.array_split(chance.permutation(len(pairs)), batches):
            rate = how.rate * (1 - done / steps)
            step = learn(table, learned, some, rate=rate, scale=how.scale, dropout=how.dropout, chance=chance)
            table.vectors[step.touched] += how.pull * (before[step.touched] - table.vectors[step.touched])
            done += 1
            if progress:
                progress(done, steps)
    moved = vectors.copy()
    moved[rows] = table.vectors.numpy()
    return moved
