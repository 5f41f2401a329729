"""Fit the two numbers that turn a bead's score into log-odds (``aligner.confidence.COVERAGE``).

Right beads: those that the aligner finds in gold sets and that touch a gold link on both sides.
Wrong beads: those that it finds between documents that are no translations of each other (the
source of one document against the reversed target of every other). Logistic regression, both
classes with the same weight.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from aligner import load_encoder
from aligner.align import find_path
from aligner.encoder import Encoder
from aligner.evaluation import GoldDocument, read_set
from aligner.search import Step


def paired_steps(source: Sequence[str], target: Sequence[str], encoder: Encoder) -> list[Step]:
    """The beads with text on both sides, and their raw scores."""
    return [step for step in find_path(source, target, encoder) if step.is_paired]


def right_scores(document: GoldDocument, encoder: Encoder) -> Iterator[float]:
    """Raw scores of the beads that are right, at least laxly."""
    for step in paired_steps(document.source, document.target, encoder):
        if any(set(step.source) & set(link[0]) and set(step.target) & set(link[1]) for link in document.links):
            yield step.score


def main() -> None:
    """Print the fit and how well it separates."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("sets", type=Path, nargs="+", help="gold sets of one language pair")
    arguments.add_argument("--model", default=None)
    given = arguments.parse_args()
    encoder = load_encoder(given.model)
    documents = [document for folder in given.sets for document in read_set(folder).documents]
    right = [score for document in documents for score in right_scores(document, encoder)]
    wrong = [
        step.score
        for one in documents
        for other in documents
        if one is not other
        for step in paired_steps(one.source, other.target[::-1], encoder)
    ]
    truth = np.array([1] * len(right) + [0] * len(wrong))
    column = np.array(right + wrong)[:, None]
    fit = LogisticRegression(C=1e6, class_weight="balanced").fit(column, truth)
    slope = float(fit.coef_[0, 0])
    for name, values in (("right", right), ("wrong", wrong)):
        print(f"{name}: {len(values)} beads, deciles {np.round(np.percentile(values, range(10, 100, 20)), 3)}")
    print(f"slope={slope:.1f}, midpoint={-float(fit.intercept_[0]) / slope:.3f}")


if __name__ == "__main__":
    main()
