"""How well files that belong together are found: 1,000 documents in two languages, shuffled.

    python -m benchmarks.pairing ../shared/data > benchmarks/pairing.txt

The documents are runs of 12 to 60 lines from the Arabic-English training pairs; those of one source are
about the same things. A third of the files have names that tell nothing, some hold both languages, and
of a tenth the partner is missing. The embedded model has learnt from these pairs, sentence by sentence:
on other texts expect somewhat less. The weights of aligner.batch.content are fitted on the same runs, cut
elsewhere.
"""

import gzip
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import aligner
from aligner import load_encoder
from aligner.batch.content import Content, features, read_content
from aligner.batch.pairing import PairingOptions, find_pairs
from aligner.encoder import Encoder

SOURCES = (
    *("quran", "reactjs-docs", "scratch-l10n", "tico19", "ms-azd", "open-sdg", "opensource-guide", "mozilla-www"),
    *(f"authored-{name}" for name in ("politics", "novel", "security", "economy", "society", "science", "world")),
    *("authored-statement", "authored-narrative", "tatoeba-challenge"),
)
NUMBER = 1_000
SCHEMES = (("{}.en.txt", "{}.ar.txt"), ("en/{}.txt", "ar/{}.txt"), ("{}_EN.txt", "{}-ar.txt"), ("{}.txt", "{}_ar.txt"))


@dataclass(frozen=True)
class Texts:
    """A document in both languages, a line for each segment."""

    english: str
    arabic: str


def documents(data: Path, chance: random.Random) -> list[Texts]:
    """Runs of the training pairs, shuffled."""
    found: list[Texts] = []
    for source in SOURCES:
        with gzip.open(data / "train" / "ar-en" / f"{source}.tsv.gz", "rt", encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines]
        place = chance.randrange(12)
        while place + 12 <= len(rows):
            run = rows[place : place + chance.randint(12, 60)]
            place += len(run)
            found.append(Texts("\n".join(row[1] for row in run), "\n".join(row[0] for row in run)))
    chance.shuffle(found)
    return found


def lay_out(texts: Sequence[Texts], folder: Path, chance: random.Random) -> set[frozenset[str]]:
    """Write the files; the pairs that are to be found, each as the paths of its files."""
    expected: set[frozenset[str]] = set()
    for number, text in enumerate(texts):
        kind = chance.random()
        if kind < 0.05:
            expected.add(write(folder, {f"note {number}.txt": f"{text.english}\n\n{text.arabic}"}))
            continue
        if kind < 0.35:
            names = (f"scan{chance.randrange(10**8):08}.txt", f"document {chance.randrange(10**8):08}.txt")
        else:
            one, other = chance.choice(SCHEMES)
            names = (one.format(f"report-{number}"), other.format(f"report-{number}"))
        files = dict(zip(names, (text.english, text.arabic), strict=True))
        if number % 10 == 0:
            write(folder, dict([chance.choice(list(files.items()))]))
        else:
            expected.add(write(folder, files))
    return expected


def write(folder: Path, files: dict[str, str]) -> frozenset[str]:
    """Write files by name; their paths."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return frozenset(str(folder / name) for name in files)


def figures(found: set[frozenset[str]], expected: set[frozenset[str]]) -> str:
    """Precision, recall and F1."""
    right = len(found & expected)
    precision, recall = right / max(len(found), 1), right / max(len(expected), 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{len(expected):5} pairs to find  {len(found):5} found  P {precision:.4f}  R {recall:.4f}  F1 {score:.4f}"


def samples(contents: Sequence[tuple[Content, Content]], chance: random.Random) -> Iterator[tuple[list[float], bool]]:
    """Candidates of small and large batches with missing partners: their features, and whether they are right."""
    for _ in range(300):
        size = chance.choice((1, 2, 3, 5, 10, 30, 100))
        drawn = chance.sample(range(len(contents)), 2 * size)
        missing = 0.7 * chance.random()
        own = drawn[:size]
        other = [number for number in own if chance.random() > missing] + drawn[
            size : size + chance.randrange(size + 1)
        ]
        sides = [contents[number][0] for number in own], [contents[number][1] for number in other]
        for pair, row in features(*sides):
            yield row, own[pair[0]] == other[pair[1]]


def fit(texts: Sequence[Texts], encoder: Encoder, folder: Path, chance: random.Random) -> str:
    """The weights of the features, and how well a probability made with them is calibrated."""
    from sklearn.linear_model import LogisticRegression

    contents = []
    for number, text in enumerate(texts):
        paths = [folder / f"{number}.{language}.txt" for language in ("en", "ar")]
        for path, side in zip(paths, (text.english, text.arabic), strict=True):
            path.write_text(side, encoding="utf-8")
        contents.append(tuple(read_content(path, encoder, ("en", "ar")) for path in paths))
    rows, right = zip(*samples(contents, chance), strict=True)  # type: ignore[arg-type]
    model = LogisticRegression(C=10).fit(np.array(rows), np.array(right))
    likely = model.predict_proba(np.array(rows))[:, 1]
    bins = Counter((likely * 10).astype(int).clip(0, 9).tolist())
    error = sum(
        count / len(likely) * abs(likely[chosen].mean() - np.array(right)[chosen].mean())
        for place, count in bins.items()
        if (chosen := (likely * 10).astype(int).clip(0, 9) == place).any()
    )
    weights = " ".join(f"{value:.2f}" for value in (*model.coef_[0], model.intercept_[0]))
    return f"weights (cosine, share, bias) {weights}; {len(likely):,} candidates, calibration error {error:.4f}"


def main(data: Path) -> None:
    """Print the figures."""
    encoder = load_encoder()
    print(f"# pairing {NUMBER} documents, ar-en; encoder:{encoder.name}|loom:{aligner.__version__}")
    with tempfile.TemporaryDirectory() as name:
        print(fit(documents(data, random.Random(1))[:NUMBER], encoder, Path(name), random.Random(2)))
    for seed in (3, 4):
        chance = random.Random(seed)
        texts = documents(data, chance)[:NUMBER]
        for label, options in (
            ("names and content", PairingOptions()),
            ("names alone", PairingOptions(by_content=False)),
        ):
            with tempfile.TemporaryDirectory() as name:
                expected = lay_out(texts, Path(name), random.Random(seed))
                start = time.perf_counter()
                found = find_pairs([Path(name)], options, encoder)
                seconds = time.perf_counter() - start
                pairs = {frozenset(str(path) for path in (job.source, job.target) if path) for job in found.jobs}
                by = ", ".join(
                    f"{kind} {count}" for kind, count in sorted(Counter(job.by.value for job in found.jobs).items())
                )
                print(f"seed {seed}  {label:18} {figures(pairs, expected)}  {seconds:5.1f} s  ({by})")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
