"""Whether text is a translation at all: the search has to choose a path through any two texts.

A bead's posterior compares it with other beads over the same text. Of texts that do not translate
each other the best path is no better than chance; what tells is the evidence for each bead, how sure
it is among its rivals, and whether segments around it are certainly paired along one line. And among
translations a sentence may be replaced by another one: only its own evidence tells (``training/calibrate.py``).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.alignment import Bead
from aligner.searching.anchors import Anchors
from aligner.searching.chain import heaviest_chain
from aligner.searching.flow import DoubleArray

_AROUND = 10  # segments before and after a bead whose anchors count
_ENOUGH = 6  # of them; more tell no more
_PRIOR, _PRIOR_BEADS = 0.7, 2.0  # what is believed before a bead is seen, and its weight in beads
_ROUNDS = 30
# What counts for anchors, and for a posterior, where a text is too short to have any, or any choice.
_NO_ANCHORS, _NO_CHOICE = 1.0, 0.75


@dataclass(frozen=True, slots=True)
class Calibration:
    """Three logistic fits. Of a translation at all: ``offset`` plus each weight times its number.

    Of the very bead, where there is one: ``slope`` times the log-odds of its posterior, plus ``shift``. Of its texts
    being what stands in that place of a translation: ``own`` times its evidence, plus ``own_offset``.
    """

    evidence: float
    company: float
    posterior: float
    offset: float
    slope: float
    shift: float
    own: float
    own_offset: float


WORDS = Calibration(
    evidence=0.36, company=2.54, posterior=9.31, offset=-11.74, slope=0.91, shift=-0.01, own=0.94, own_offset=1.31
)
POOLED = Calibration(
    evidence=0.19, company=2.26, posterior=6.83, offset=-8.52, slope=0.98, shift=-0.06, own=0.65, own_offset=2.57
)


@dataclass(frozen=True, slots=True)
class Company:
    """The certain pairs that a bead can have around it: those on the line, for moved beads all."""

    anchors: Anchors
    chain: Anchors
    shape: tuple[int, int]

    @classmethod
    def of(cls, anchors: Anchors, shape: tuple[int, int]) -> "Company":
        """``shape`` is how many segments each side has."""
        return cls(anchors, heaviest_chain(anchors), shape)

    def around(self, beads: Sequence[Bead]) -> DoubleArray:
        """How many anchors stand close to each bead on both sides, six at most.

        A text of one sentence cannot have any, which says nothing against it.
        """
        rows, columns = (
            np.array([(run.start - _AROUND, run.stop + _AROUND) for run in runs]).reshape(-1, 2)
            for runs in ([bead.source for bead in beads], [bead.target for bead in beads])
        )
        # The chain rises on both sides: close on both are those from the later first to the earlier last.
        ends = np.searchsorted(self.chain.source, rows), np.searchsorted(self.chain.target, columns)
        near = np.minimum(ends[0][:, 1], ends[1][:, 1]) - np.maximum(ends[0][:, 0], ends[1][:, 0])
        for number, bead in enumerate(beads):
            if bead.is_moved:
                first, last = np.searchsorted(self.anchors.source, rows[number])
                targets = self.anchors.target[first:last]
                near[number] = ((targets >= columns[number, 0]) & (targets < columns[number, 1])).sum()
        found: DoubleArray = np.minimum(np.maximum(near, 0) + (1 - self.possible) * _NO_ANCHORS, _ENOUGH)
        return found

    def off_line(self) -> Anchors:
        """The anchors that are not on the line."""
        return self.anchors.where(~np.isin(self.anchors.source, self.chain.source))

    def choice(self, beads: Sequence[Bead]) -> DoubleArray:
        """How sure each bead is among its rivals; where a text is too short to have many, that says less."""
        found: DoubleArray = self.possible * np.array([bead.score for bead in beads]) + (1 - self.possible) * _NO_CHOICE
        return found

    @property
    def possible(self) -> float:
        """How much of a bead's company, and of other choices, these texts are long enough to have."""
        return min(self.shape[0], self.shape[1], _ENOUGH) / _ENOUGH


def probabilities(beads: Sequence[Bead], company: Company, calibration: Calibration) -> DoubleArray:
    """Probability, in 0..1, of each bead with text on both sides to be a translation; 0 for null beads.

    How many of them are is estimated from these two texts, by expectation maximisation.
    """
    paired = np.array([not bead.is_null for bead in beads], bool)
    full = [bead for bead in beads if not bead.is_null]
    odds = (
        calibration.offset
        + calibration.evidence * np.array([bead.evidence for bead in full])
        + calibration.company * company.around(full)
        + calibration.posterior * company.choice(full)
    )
    share, likely = _PRIOR, odds
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-(odds + np.log(share / (1 - share)))))
        share = (likely.sum() + _PRIOR * _PRIOR_BEADS) / (len(odds) + _PRIOR_BEADS)
        share = float(min(max(share, 0.01), 0.99))
    found = np.zeros(len(paired))
    found[paired] = likely
    return found


def in_place(beads: Sequence[Bead], calibration: Calibration) -> DoubleArray:
    """Probability, in 0..1, that no other text stands where a translation of each bead's source or target would."""
    odds = calibration.own * np.array([bead.evidence for bead in beads]) + calibration.own_offset
    found: DoubleArray = 1 / (1 + np.exp(-np.clip(odds, -50, 50)))
    return found


def final_scores(posteriors: DoubleArray, likely: DoubleArray, calibration: Calibration) -> DoubleArray:
    """Probabilities of beads: of there being a translation, times that of the very bead among translations."""
    right: DoubleArray = 1 / (1 + np.exp(-calibration.slope * log_odds(posteriors) - calibration.shift))
    return likely * right


def log_odds(probabilities: DoubleArray) -> DoubleArray:
    """Log-odds of probabilities, finite for 0 and 1 as well."""
    inside = np.clip(probabilities, 1e-6, 1 - 1e-6)
    return np.log(inside / (1 - inside))
