"""Train the embedded model: one vector per subword, a sentence is their mean, then unit length.

In-batch contrastive learning on translation pairs (symmetric InfoNCE, as in Yang et al. 2019,
"Improving Multilingual Sentence Embedding using Bi-directional Dual Encoder"), on a CPU.
"""

import argparse
import random
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from training.pairs import draws, epoch, read_pairs
from training.save import save_model
from training.tokenizer import train_tokenizer


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that changes the outcome, besides the data."""

    vocabulary: int = 48_000
    dimension: int = 256
    batch: int = 2_048
    epochs: int = 16
    learning_rate: float = 0.01
    warm_up: float = 0.05
    scale: float = 20.0
    token_dropout: float = 0.1
    longest: int = 128
    seed: int = 20261121


@dataclass(frozen=True, slots=True)
class Side:
    """Token ids of many texts end to end; text i is ``ids[starts[i]:starts[i + 1]]``."""

    ids: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    same: npt.NDArray[np.int64]  # equal texts have equal numbers


def tokenize(tokenizer: Tokenizer, texts: list[str], longest: int) -> Side:
    """Token ids of ``texts``, each cut to ``longest`` tokens."""
    rows = [encoding.ids[:longest] for encoding in tokenizer.encode_batch_fast(texts)]
    starts = np.cumsum([0] + [len(row) for row in rows], dtype=np.int64)
    ids = np.fromiter((token for row in rows for token in row), np.int64, int(starts[-1]))
    numbers: dict[str, int] = {}
    same = np.array([numbers.setdefault(text.lower(), len(numbers)) for text in texts], np.int64)
    return Side(ids, starts, same)


def bags(
    side: Side, rows: npt.NDArray[np.int64], dropout: float, chance: np.random.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """Flat token ids and offsets of ``rows`` for an embedding bag, some tokens left out."""
    lengths = side.starts[rows + 1] - side.starts[rows]
    owner = np.repeat(np.arange(len(rows)), lengths)
    first = np.cumsum(lengths) - lengths
    flat = side.ids[np.arange(len(owner)) - first[owner] + side.starts[rows][owner]]
    # A text of one or two tokens loses nothing.
    keep = (chance.random(len(flat)) >= dropout) | (lengths[owner] <= 2)
    kept = np.bincount(owner[keep], minlength=len(rows))
    return torch.from_numpy(flat[keep]), torch.from_numpy(np.cumsum(kept) - kept)


def contrast(
    table: torch.nn.EmbeddingBag,
    a: Side,
    b: Side,
    rows: npt.NDArray[np.int64],
    recipe: Recipe,
    chance: np.random.Generator,
) -> torch.Tensor:
    """Symmetric InfoNCE of one batch; a pair with the same text on a side is no negative."""
    left = functional.normalize(table(*bags(a, rows, recipe.token_dropout, chance)))
    right = functional.normalize(table(*bags(b, rows, recipe.token_dropout, chance)))
    logits = recipe.scale * left @ right.T
    same = (a.same[rows][:, None] == a.same[rows]) | (b.same[rows][:, None] == b.same[rows])
    np.fill_diagonal(same, False)
    logits = logits.masked_fill(torch.from_numpy(same), -1e4)
    truth = torch.arange(len(rows))
    return (functional.cross_entropy(logits, truth) + functional.cross_entropy(logits.T, truth)) / 2


def train(tokenizer: Tokenizer, a: Side, b: Side, weights: list[float], recipe: Recipe) -> torch.Tensor:
    """The table of vectors, float32 (pieces x dimension)."""
    torch.manual_seed(recipe.seed)
    chance, shuffle = np.random.default_rng(recipe.seed), random.Random(recipe.seed)
    table = torch.nn.EmbeddingBag(tokenizer.get_vocab_size(), recipe.dimension, mode="mean")
    torch.nn.init.normal_(table.weight, std=0.1)
    optimizer = torch.optim.Adam(table.parameters(), lr=recipe.learning_rate)
    steps = int(sum(weights) / recipe.batch) * recipe.epochs
    rise = int(steps * recipe.warm_up) + 1
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / rise, max(0.0, (steps - step) / (steps - rise)))
    )
    for number in range(recipe.epochs):
        order = np.array(epoch(weights, shuffle), np.int64)
        losses, started = [], time.perf_counter()
        for first in range(0, len(order) - recipe.batch + 1, recipe.batch):
            loss = contrast(table, a, b, order[first : first + recipe.batch], recipe, chance)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]  # torch has no type for it
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {number + 1}: loss {np.mean(losses):.3f}, {time.perf_counter() - started:.0f} s", flush=True)
    return table.weight.detach()


def main() -> None:
    """Read, train, save."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pairs", type=Path, nargs="+", help="folders of SOURCE.tsv.gz")
    arguments.add_argument("--version", required=True, help="goes into every signature, e.g. ar-en-1")
    arguments.add_argument("-o", "--output", type=Path, required=True, help="folder of the model")
    for name, value in ((name, getattr(Recipe(), name)) for name in Recipe.__dataclass_fields__):
        arguments.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    chosen = vars(arguments.parse_args())
    folders, output, version = chosen.pop("pairs"), chosen.pop("output"), chosen.pop("version")
    recipe = Recipe(**chosen)

    pairs = [pair for folder in folders for pair in read_pairs(folder)]
    weights = [draws(pair.source) for pair in pairs]
    foreign, english = [pair.foreign for pair in pairs], [pair.english for pair in pairs]
    print(f"{len(pairs)} pairs, {sum(weights):.0f} drawn in an epoch; {recipe}", flush=True)
    tokenizer = train_tokenizer([*foreign, *english], recipe.vocabulary)
    vectors = train(
        tokenizer,
        tokenize(tokenizer, foreign, recipe.longest),
        tokenize(tokenizer, english, recipe.longest),
        weights,
        recipe,
    )
    save_model(output, tokenizer, vectors.numpy(), version)


if __name__ == "__main__":
    main()
