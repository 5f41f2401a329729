"""From raw bead scores to probabilities, and how much of the text they carry.

Beads of texts that are no translations of each other score around 0.14 in any pair of documents,
translations around 0.2 (literature) to 0.3 (law). The evidence of one bead is the log-odds of a
logistic fit between the two (``training/calibrate.py``); how many beads of this document pair are
translations at all is estimated from the pair itself by expectation maximisation.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.encoder import FloatArray

_PRIOR, _PRIOR_BEADS = 0.7, 2.0  # what is believed before a bead is seen, and its weight in beads
_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Calibration:
    """Logistic fit: log-odds are ``slope * (score - midpoint)`` at even odds."""

    slope: float
    midpoint: float


COVERAGE = Calibration(slope=33.5, midpoint=0.207)
POOLED = Calibration(slope=12.0, midpoint=0.35)  # a guess: cosines differ from model to model


def probabilities(scores: Sequence[float], calibration: Calibration) -> FloatArray:
    """Probability of each bead of one document pair to be a translation."""
    raw = np.asarray(scores, np.float64)
    odds = calibration.slope * (raw - calibration.midpoint)
    share = _PRIOR
    likely = np.zeros_like(raw)
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-(odds + np.log(share / (1 - share)))))
        share = float((likely.sum() + _PRIOR * _PRIOR_BEADS) / (len(raw) + _PRIOR_BEADS))
        share = min(max(share, 0.01), 0.99)
    result: FloatArray = likely.astype(np.float32)
    return result
