"""Fit the confidence of a bead (``aligner.searching.confidence``): is this a translation at all, and the right bead.

    python -m training.calibrate ../shared/data/dev/alignar/law ... [--pooled]

Logistic regressions; every set has the same weight. Of a translation at all, both classes weighing the same. Right
beads: those that the aligner finds in gold sets. Wrong beads: those that it finds between documents that are no
translations of each other (the source of one document against the reversed target of every other). Some of both kinds
are found in texts of a few beads, which have only their own evidence.
Of text in its place: right beads against those that take in a sentence with which a translation was replaced; a
hundredth is thought to be such. Of the right bead: from posteriors in gold sets to beads that are strictly right.
"""

import argparse
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from aligner import Encoder, load_encoder
from aligner.evaluation import read_set
from training.examples import examples, judgements, replaced
from training.weights import Pooled

_REPLACED = 0.01  # share of sentences with something else in their place


def main() -> None:
    """Print the fits and how well they separate."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sets", type=Path, nargs="+")
    arguments.add_argument("--model", default=None)
    arguments.add_argument("--pooled", action="store_true", help="for encoders without word vectors")
    given = arguments.parse_args()
    encoder: Encoder = load_encoder(given.model)
    if given.pooled:
        encoder = Pooled(encoder)
    sets = [read_set(folder) for folder in given.sets]
    found = [example for gold in sets for example in examples(gold, encoder)]
    numbers = np.array([(example.evidence, example.company, example.posterior) for example in found])
    truth = np.array([example.is_right for example in found])
    weights = np.array([example.weight for example in found])
    fit = LogisticRegression(C=1e6, max_iter=1000).fit(numbers, truth, weights)
    for name, of in (("right", truth), ("wrong", ~truth)):
        near = f"company {numbers[of, 1].mean():.1f}, taken for translations {fit.predict(numbers[of]).mean():.3f}"
        print(f"{name}: {of.sum()} beads, evidence {np.round(np.percentile(numbers[of, 0], (10, 50, 90)), 2)}, {near}")
    evidence, near_weight, posterior = map(float, fit.coef_[0])
    strangers = [list(replaced(gold, encoder)) for gold in sets]
    others = np.array([one for own in strangers for one in own])
    amounts = np.concatenate([numbers[truth, 0], others])
    shares = [_REPLACED / len(own) for own in strangers for _ in own]
    is_own, counts = np.arange(len(amounts)) < truth.sum(), [*((1 - _REPLACED) * weights[truth]), *shares]
    own = LogisticRegression(C=1e6).fit(amounts[:, None], is_own, counts)
    print(f"replaced: {len(others)} beads, evidence {np.round(np.percentile(others, (10, 50, 90)), 2)}")
    judged = [row for gold in sets for row in judgements(gold, encoder)]
    odds, strict, share = (np.array(column) for column in zip(*judged, strict=True))
    final = LogisticRegression(C=1e6).fit(odds[:, None], strict, share)
    offset = float(fit.intercept_[0])
    print(f"evidence={evidence:.2f}, company={near_weight:.2f}, posterior={posterior:.2f}, offset={offset:.2f},")
    print(f"slope={final.coef_[0, 0]:.2f}, shift={float(final.intercept_[0]):.2f},")
    print(f"own={own.coef_[0, 0]:.2f}, own_offset={float(own.intercept_[0]):.2f}")


if __name__ == "__main__":
    main()
