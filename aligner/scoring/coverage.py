"""How much of a bead's text finds its words on the other side.

For every run of source segments and every run of target segments: the share of the words, by
importance, that have a counterpart in the other run. Both directions count; a pooled sentence
vector hardly changes when a clause without counterpart is added, coverage falls.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from aligner.encoder import FloatArray, Words

# A word's similarity to what it meets anywhere in the other text is worth this much nothing:
# "in" finds its counterpart in every sentence and so says little.
_CHANCE = 0.4
_FEWEST, _MOST = 24, 128  # texts of the other side that tell what is chance
_COMPARED = 400_000  # words with texts, more or less: fewer texts where there are many words
_BLOCK = 4096  # word types compared at a time


@dataclass(frozen=True, slots=True)
class Coverage:
    """Covered and whole importance of one side's segments, as prefix sums over them.

    ``covered[m - 1]`` has shape (segments + 1, other segments - m + 1): column j for the run of m
    segments of the other side that begins at j. ``whole`` has shape (segments + 1).
    """

    covered: tuple[FloatArray, ...]
    whole: FloatArray

    def share(self, size: int, run: int) -> FloatArray:
        """Share, in 0..1, of each run of ``size`` segments that each run of ``run`` others covers."""
        sums = self.covered[run - 1]
        whole = self.whole[size:] - self.whole[:-size]
        share: FloatArray = (sums[size:] - sums[:-size]) / np.maximum(whole, 1e-9)[:, None]
        return np.clip(share, 0, 1)


def with_chance(words: Words, others: Words) -> Words:
    """``words`` with what each reaches by chance: its mean similarity to texts of the other side."""
    number = min(max(_FEWEST, min(_MOST, _COMPARED // max(len(words.vectors), 1))), len(others))
    sample = others.part(np.linspace(0, len(others), number, endpoint=False).astype(int).tolist())
    chance = _best_by_text(words, sample).sum(axis=1)
    return replace(words, chance=chance * np.float32(_CHANCE / max(number, 1)))


def coverage(words: Words, others: Words, longest: int) -> Coverage:
    """Coverage of ``words`` by every run of up to ``longest`` of the texts of ``others``."""
    weights = words.weights
    similarity = _best_by_text(words, others)
    chance = np.zeros(len(similarity), np.float32) if words.chance is None else words.chance
    credit = np.clip((similarity - chance[:, None]) / (1 - chance[:, None]), 0, 1)
    return Coverage(
        tuple(_sums(words, weights, best) for best in _runs(credit, longest)),
        np.concatenate(([0], np.cumsum(weights[words.types], dtype=np.float64)))[words.starts].astype(np.float32),
    )


def _best_by_text(words: Words, others: Words) -> FloatArray:
    """Highest cosine of each word type with any word of each other text (types x texts)."""
    best = np.zeros((len(others), len(words.vectors)), np.float32)
    filled = np.flatnonzero(np.diff(others.starts))
    if len(filled):
        for first in range(0, len(words.vectors), _BLOCK):
            block = slice(first, first + _BLOCK)
            cosines = others.vectors @ words.vectors[block].T
            best[filled, block] = np.maximum.reduceat(cosines[others.types], others.starts[filled], axis=0)
    return np.ascontiguousarray(best.T)


def _runs(credit: FloatArray, longest: int) -> Iterator[FloatArray]:
    best = credit
    for size in range(1, min(longest, credit.shape[1]) + 1):
        if size > 1:
            best = np.maximum(best[:, :-1], credit[:, size - 1 :])
        yield best


def _sums(words: Words, weights: FloatArray, best: FloatArray) -> FloatArray:
    """Prefix sums over texts of the words' weighted credit (texts + 1 x runs)."""
    sums = np.zeros((len(words) + 1, best.shape[1]), np.float32)
    for number in range(len(words)):
        text = words.types[words.starts[number] : words.starts[number + 1]]
        sums[number + 1] = sums[number] + weights[text] @ best[text]
    return sums
