"""Train the embedded model: one vector per subword, a sentence is their mean, then unit length.

In-batch contrastive learning on translation pairs (``aligner.learning``), on a CPU.
"""

import argparse
import random
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from aligner.encoder import FloatArray
from aligner.learning.bags import numbered, tokenize
from aligner.learning.contrast import Pairs, Table, learn
from aligner.learning.save import save_model
from aligner.static import StaticEncoder
from training.noise import misspell
from training.pairs import WORD_LISTS, Pair, draws, epoch, read_all


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that changes the outcome, besides the data and the tokenizer."""

    dimension: int = 512
    batch: int = 2_048
    epochs: int = 7
    rate: float = 0.02
    warm_up: float = 0.05
    scale: float = 20.0
    dropout: float = 0.1
    misspelled: float = 0.1  # share of pairs of which a misspelled copy is drawn too
    one_sided: float = 0.0  # share of these copies of which one side stays as it is
    pivoted: float = 0.2  # share of the sentences that also meet one in a third language
    lists: float = 1.0  # factor on the draws of word lists
    authored: float = 2.0  # draws of a pair of our own
    arabic: float = 1.0  # factor on the draws of Arabic
    kept: float = 0.0  # how much of the vectors that training began with is in the result
    longest: int = 128
    seed: int = 20261121


def weight(pair: Pair, recipe: Recipe) -> float:
    """Expected draws of ``pair`` in one epoch."""
    factor = recipe.arabic if pair.language == "ar" else 1.0
    if pair.source.startswith("authored"):
        return recipe.authored * factor
    return draws(pair.source) * (recipe.lists if pair.source in WORD_LISTS else 1.0) * factor


def misspelled(pairs: Iterable[Pair], share: float, one_sided: float, seed: int) -> Iterator[Pair]:
    """Copies of some pairs with about every tenth character wrong: of both sides, or of one by chance."""
    chance = random.Random(seed)
    for pair in pairs:
        if len(pair.foreign) > 20 and chance.random() < share:
            side = chance.randrange(2) if chance.random() < one_sided else None
            foreign = pair.foreign if side == 1 else misspell(pair.foreign, 0.1, chance)
            english = pair.english if side == 0 else misspell(pair.english, 0.1, chance)
            yield replace(pair, foreign=foreign, english=english)


def pivoted(pairs: Iterable[Pair], share: float, seed: int) -> list[Pair]:
    """Pairs without English: sentences of two languages that translate the same English one.

    Each sentence meets one in another language, by chance; ``share`` of these pairs is kept.
    """
    chance = random.Random(seed)
    by_english: dict[str, list[Pair]] = {}
    for pair in pairs:
        if pair.source not in WORD_LISTS:
            by_english.setdefault(pair.english, []).append(pair)
    found: list[Pair] = []
    for group in by_english.values():
        chance.shuffle(group)
        for one, other in zip(group, group[1:] + group[:1], strict=True):
            if one.language != other.language and one.foreign != other.foreign and chance.random() < share:
                found.append(replace(one, english=other.foreign))
    return found


def train(tokenizer: Tokenizer, pairs: list[Pair], recipe: Recipe, start: FloatArray | None = None) -> FloatArray:
    """The table of vectors, float32 (pieces x dimension), from ``start`` or from chance.

    The mean of both ends of a training is often better than either (Wortsman et al. 2022, "Robust fine-tuning of
    zero-shot models").
    """
    chance = np.random.default_rng(recipe.seed)
    torch.manual_seed(recipe.seed)
    foreign, english = [pair.foreign for pair in pairs], [pair.english for pair in pairs]
    learned = Pairs(
        tokenize(tokenizer, foreign, recipe.longest),
        tokenize(tokenizer, english, recipe.longest),
        numbered(foreign),
        numbered(english),
    )
    weights = np.array([weight(pair, recipe) for pair in pairs])
    chosen = torch.randn(tokenizer.get_vocab_size(), recipe.dimension) * 0.1
    table = Table(chosen if start is None else torch.from_numpy(start.copy()))
    steps = int(weights.sum() / recipe.batch) * recipe.epochs
    rise = int(steps * recipe.warm_up) + 1
    done = 0
    for number in range(recipe.epochs):
        order, losses, started = epoch(weights, chance), [], time.perf_counter()
        for first in range(0, len(order) - recipe.batch + 1, recipe.batch):
            rows = order[first : first + recipe.batch]
            done += 1
            rate = recipe.rate * min(done / rise, max(0.0, (steps - done) / (steps - rise)))
            step = learn(table, learned, rows, rate=rate, scale=recipe.scale, dropout=recipe.dropout, chance=chance)
            losses.append(step.loss)
        print(f"epoch {number + 1}: loss {np.mean(losses):.3f}, {time.perf_counter() - started:.0f} s", flush=True)
    vectors: FloatArray = table.vectors.numpy()
    return vectors if start is None else recipe.kept * start + np.float32(1 - recipe.kept) * vectors


def read_table(path: Path) -> FloatArray:
    """The vectors of a ``.npy``, or those of a model as they were rounded."""
    if path.is_dir():
        return StaticEncoder(path, path.name).vectors()
    return np.asarray(np.load(path), np.float32)


def main() -> None:
    """Read, train, save."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pairs", type=Path, nargs="+", help="folders xx-en of SOURCE.tsv.gz, or folders of those")
    arguments.add_argument("--tokenizer", type=Path, required=True, help="from training.tokenizer")
    arguments.add_argument("--version", required=True, help="goes into every signature, e.g. multi-2")
    arguments.add_argument("-o", "--output", type=Path, required=True, help="folder of the model")
    arguments.add_argument("--floats", type=Path, help="keep the table before rounding, as .npy")
    arguments.add_argument("--start", type=Path, help="go on from such a table, or from the folder of a model")
    for name, value in ((name, getattr(Recipe(), name)) for name in Recipe.__dataclass_fields__):
        arguments.add_argument(f"--{name}".replace("_", "-"), type=type(value), default=value)
    chosen = vars(arguments.parse_args())
    folders, output, version, floats = (chosen.pop(name) for name in ("pairs", "output", "version", "floats"))
    tokenizer = Tokenizer.from_file(str(chosen.pop("tokenizer")))
    start = chosen.pop("start")
    recipe = Recipe(**chosen)
    pairs = read_all(folders)
    pairs += [
        *misspelled(pairs, recipe.misspelled, recipe.one_sided, recipe.seed),
        *pivoted(pairs, recipe.pivoted, recipe.seed),
    ]
    print(
        f"{len(pairs)} pairs, {sum(weight(pair, recipe) for pair in pairs):.0f} drawn in an epoch; {recipe}", flush=True
    )
    output.mkdir(parents=True, exist_ok=True)  # now, not after hours
    vectors = train(tokenizer, pairs, recipe, read_table(start) if start else None)
    if floats:
        np.save(floats, vectors)
    save_model(output, tokenizer, vectors, version)


if __name__ == "__main__":
    main()
