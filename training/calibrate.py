"""Fit the confidence of a bead (``aligner.searching.confidence``): a translation at all, and the right bead.

    python -m training.calibrate ../shared/data/dev/alignar/law ... [--pooled]

Right beads: those that the aligner finds in gold sets and that touch a gold link on both sides.
Wrong beads: those that it finds between documents that are no translations of each other (the
source of one document against the reversed target of every other). Logistic regression; every set
has the same weight, and so have both classes. A second regression turns posteriors in gold sets into
probabilities of strictly right beads.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from aligner import Encoder, Options, load_encoder
from aligner.align import find_beads, prepare
from aligner.evaluation import GoldSet, read_set
from aligner.searching.confidence import log_odds
from training.weights import Pooled


@dataclass(frozen=True, slots=True)
class Example:
    """What is known of a bead, whether it is right, and what it counts."""

    evidence: float
    company: float
    posterior: float
    is_right: bool
    weight: float


def examples(gold: GoldSet, encoder: Encoder) -> Iterator[Example]:
    """Right and wrong beads of a set, half of the weight each."""
    for is_right in (True, False):
        found = [
            row
            for one in gold.documents
            for other in gold.documents
            if (one is other) == is_right
            for row in _rows(one.source, other.target if is_right else other.target[::-1], encoder)
        ]
        for row in found:
            yield Example(*row, is_right, 1 / len(found))


def _rows(source: Sequence[str], target: Sequence[str], encoder: Encoder) -> Iterator[tuple[float, float, float]]:
    searcher = prepare(source, target, encoder, Options())
    beads = [bead for bead in find_beads(searcher) if not bead.is_null]
    for bead, around in zip(beads, searcher.company.around(beads).tolist(), strict=True):
        yield bead.evidence, around, bead.score


def judgements(gold: GoldSet, encoder: Encoder) -> Iterator[tuple[float, bool, float]]:
    """Log-odds of each bead's posterior, whether it is strictly right, and what it counts."""
    found: list[tuple[float, bool]] = []
    for document in gold.documents:
        searcher = prepare(document.source, document.target, encoder, Options())
        beads = [bead for bead in find_beads(searcher) if not bead.is_null]
        odds = log_odds(np.array([bead.score for bead in beads]))
        right = [(tuple(bead.source), tuple(bead.target)) in document.links for bead in beads]
        found += zip(odds.tolist(), right, strict=True)
    for one, is_right in found:
        yield one, is_right, 1 / len(found)


def main() -> None:
    """Print the fit and how well it separates."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sets", type=Path, nargs="+")
    arguments.add_argument("--model", default=None)
    arguments.add_argument("--pooled", action="store_true", help="for encoders without word vectors")
    given = arguments.parse_args()
    encoder: Encoder = load_encoder(given.model)
    if given.pooled:
        encoder = Pooled(encoder)
    found = [example for folder in given.sets for example in examples(read_set(folder), encoder)]
    numbers = np.array([(example.evidence, example.company, example.posterior) for example in found])
    truth = np.array([example.is_right for example in found])
    weights = np.array([example.weight for example in found])
    fit = LogisticRegression(C=1e6).fit(numbers, truth, weights)
    for name, of in (("right", truth), ("wrong", ~truth)):
        near = f"company {numbers[of, 1].mean():.1f}, taken for translations {fit.predict(numbers[of]).mean():.3f}"
        print(f"{name}: {of.sum()} beads, evidence {np.round(np.percentile(numbers[of, 0], (10, 50, 90)), 2)}, {near}")
    evidence, near_weight, posterior = map(float, fit.coef_[0])
    offset = float(fit.intercept_[0])
    judged = [row for folder in given.sets for row in judgements(read_set(folder), encoder)]
    odds, strict, share = (np.array(column) for column in zip(*judged, strict=True))
    final = LogisticRegression(C=1e6).fit(odds[:, None], strict, share)
    print(f"slope={final.coef_[0, 0]:.2f}, shift={float(final.intercept_[0]):.2f}")
    print(f"evidence={evidence:.2f}, company={near_weight:.2f}, posterior={posterior:.2f}, offset={offset:.2f}")


if __name__ == "__main__":
    main()
