"""Fit the weights of the score of a pair of terms (``aligner/terminology/extraction/weights.json``).

    python -m training.term_score judged.tsv --train ../shared/data/train \
        -o aligner/terminology/extraction/weights.json

A line of ``judged.tsv`` has, between tabs: files of pairs under the folder of training pairs, between commas
(``ar-en/mozilla-www,ar-en/bitcoin-org``; TSV with English second); the units that must show a pair, ``least``; the
English term and its translation as they stand in a unit; and 1 or 0. 1 says that a terminologist keeps the pair:
a noun phrase, a name or a classifying adjective (``viral``, not ``happy``), its translation, both whole, no
clause, no list of two terms. The judgements that the weights were fitted on are of texts that are not ours to
pass on, so they are not in the repository.

A logistic regression with a square penalty, under which no weight has the sign that its column cannot
have: more units never speak against a pair. Printed are, of weights that were fitted on the other nine
tenths, the area under the curve, and by score how many pairs were judged and which share is right.
"""

import argparse
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

import aligner
from aligner.encoder import WordEncoder
from aligner.explanation import require_words
from aligner.terminology.extraction.cells import judged, learn
from aligner.terminology.extraction.classes import word_classes
from aligner.terminology.extraction.evidence import NAMES, evidence
from aligner.terminology.extraction.grams import Grams, find_grams
from aligner.terminology.extraction.links import link_words
from aligner.terminology.extraction.pairs import find_pairs
from aligner.terminology.extraction.side import Side, read_side

DoubleArray = npt.NDArray[np.float64]
Bound = tuple[float | None, float | None]

_AGAINST = (
    "left over",
    "connectors source",
    "connectors target",
    "common",
    "modifier",
    "part source",
    "part target",
    "adjective",
    "broken",
)
_EITHER = ("like sources",)
_LONGEST = 5  # words of a term
_PENALTY = 4.0
_PARTS = 10


def read_judged(path: Path) -> dict[tuple[str, int], dict[tuple[str, str], bool]]:
    """By texts and least count, the judgements of pairs."""
    found: dict[tuple[str, int], dict[tuple[str, str], bool]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        texts, least, source, target, right = line.split("\t")
        found[texts, int(least)][source, target] = right == "1"
    return found


def read_texts(names: str, train: Path) -> tuple[list[tuple[str, str]], str]:
    """Pairs of English and another language, and its code."""
    rows: list[tuple[str, str]] = []
    for name in names.split(","):
        with gzip.open(train / f"{name}.tsv.gz", "rt", encoding="utf-8", newline="\n") as file:
            rows += [(english, other) for other, english in (line.rstrip("\n").split("\t") for line in file)]
    return rows, names.split("-")[0]


def columns(
    rows: Sequence[tuple[str, str]],
    language: str,
    least: int,
    wanted: dict[tuple[str, str], bool],
    encoder: WordEncoder,
) -> tuple[DoubleArray, DoubleArray]:
    """The evidence for each judged pair that is found in the texts, and whether it is right."""
    texts = [one for one, _ in rows], [other for _, other in rows]
    sides = (
        read_side(texts[0], "en", encoder, word_classes("en")),
        read_side(texts[1], language, encoder, word_classes(language)),
    )
    grams = find_grams(sides[0], _LONGEST, len(rows)), find_grams(sides[1], _LONGEST, len(rows))
    links = link_words(sides, judged(sides, learn(sides)))
    pairs = find_pairs(sides, grams, links, least)
    values = evidence(sides, grams, links, pairs)
    found: dict[tuple[str, str], int] = {}
    for pair, own, other in zip(pairs.pairs.tolist(), pairs.owns.tolist(), pairs.partners.tolist(), strict=True):
        key = _text(sides[0], grams[0], own), _text(sides[1], grams[1], other)
        if key in wanted:
            found.setdefault(key, pair)
    print(f"{len(found)} of {len(wanted)} judged pairs found in {len(rows)} units", file=sys.stderr)
    return values[list(found.values())].astype(float), np.array([wanted[key] for key in found], float)


def _text(side: Side, grams: Grams, place: int) -> str:
    first = grams.starts[place]
    return side.text[side.starts[first] : side.ends[first + grams.lengths[place] - 1]]


def fit(values: DoubleArray, right: DoubleArray) -> tuple[float, DoubleArray]:
    """The bias and the weights under which the judgements are likeliest, less the penalty."""
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    scaled = (values - mean) / spread

    def loss(weights: DoubleArray) -> tuple[float, DoubleArray]:
        logits = weights[0] + scaled @ weights[1:]
        error = 1 / (1 + np.exp(-logits)) - right
        value = (np.logaddexp(0, logits) - right * logits).sum() + _PENALTY / 2 * (weights[1:] ** 2).sum()
        return float(value), np.append(error.sum(), scaled.T @ error + _PENALTY * weights[1:])

    bounds: list[Bound] = [(None, None)]
    for name in NAMES:
        bounds.append((None, None) if name in _EITHER else (None, 0) if name in _AGAINST else (0, None))
    found: DoubleArray = minimize(loss, np.zeros(len(NAMES) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = found[1:] / spread
    return float(found[0] - weights @ mean), weights


def predict(fitted: tuple[float, DoubleArray], values: DoubleArray) -> DoubleArray:
    """The scores of pairs."""
    return np.asarray(1 / (1 + np.exp(-(fitted[0] + values @ fitted[1]))))


def report(name: str, scores: DoubleArray, right: DoubleArray) -> None:
    """Area under the curve, and how sure a score is."""
    good, bad = scores[right == 1], scores[right == 0]
    area = ((good[:, None] > bad) + (good[:, None] == bad) / 2).mean()
    tenths = np.minimum((scores * 10).astype(int), 9)
    shares = "  ".join(
        f".{tenth}: {right[tenths == tenth].mean():.2f} of {(tenths == tenth).sum()}" for tenth in np.unique(tenths)
    )
    print(f"{name:8}{len(right):6} pairs, {right.mean():.2f} right, area {area:.3f}; right by score  {shares}")


def main() -> None:
    """Fit the weights, say how good they are, and write them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("judged", type=Path)
    arguments.add_argument("--train", type=Path, required=True, help="the folder with ar-en/")
    arguments.add_argument("-o", "--output", type=Path, required=True)
    given = arguments.parse_args()
    encoder = require_words(aligner.load_encoder())
    parts: list[tuple[str, DoubleArray, DoubleArray]] = []
    for (names, least), wanted in read_judged(given.judged).items():
        rows, language = read_texts(names, given.train)
        parts.append((language, *columns(rows, language, least, wanted, encoder)))
    values = np.concatenate([part[1] for part in parts])
    right = np.concatenate([part[2] for part in parts])
    languages = np.concatenate([np.repeat(part[0], len(part[2])) for part in parts])
    fold = np.random.default_rng(0).integers(0, _PARTS, len(right))
    scores = np.zeros(len(right))
    for number in range(_PARTS):
        scores[fold == number] = predict(fit(values[fold != number], right[fold != number]), values[fold == number])
    for language in np.unique(languages):
        report(f"{language}-en", scores[languages == language], right[languages == language])
    report("all", scores, right)
    bias, weights = fit(values, right)
    written = {"bias": bias} | dict(zip(NAMES, weights.tolist(), strict=True))
    rounded = {name: round(value, 4) for name, value in written.items()}
    given.output.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
