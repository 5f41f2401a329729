"""Lengths that do not fit: a bead pays for a length ratio that this translation does not have.

As in Gale and Church (1993), but the ratio to expect is that of the text that found a partner: of
whole documents it says nothing where one of them lacks a part.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.encoder import FloatArray
from aligner.scoring import BeadScores

_COST = 0.15  # of a unit of |log length ratio|


@dataclass(frozen=True, slots=True)
class Lengths:
    """Prefix sums of the characters of both sides (segments + 1)."""

    source: FloatArray
    target: FloatArray

    @classmethod
    def of(cls, source: Sequence[str], target: Sequence[str]) -> "Lengths":
        """Lengths of segments."""
        sides = (np.cumsum([0, *map(len, side)]).astype(np.float32) for side in (source, target))
        return cls(*sides)

    def whole_log_ratio(self) -> float:
        """Log of target over source characters in all; 0 where a side has no text."""
        return self.log_ratio([(range(len(self.source) - 1), range(len(self.target) - 1))]) or 0.0

    def log_ratio(self, beads: Iterable[tuple[range, range]]) -> float | None:
        """Log of target over source characters in ``beads``; None where a side has no text."""
        source = target = 0.0
        for own, other in beads:
            source += float(self.source[own.stop] - self.source[own.start])
            target += float(self.target[other.stop] - self.target[other.start])
        return float(np.log(target / source)) if source and target else None


@dataclass(frozen=True, slots=True)
class LengthCost:
    """``scores`` less the cost of every bead's length ratio, where ``expected`` is its free log."""

    scores: BeadScores
    lengths: Lengths
    expected: float

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments each side has."""
        return self.scores.shape

    def table(self, size: int, run: int) -> FloatArray:
        """See ``BeadScores.table``."""
        source, target = self.lengths.source, self.lengths.target
        own = np.log(np.maximum(source[size:] - source[:-size], 1))
        other = np.log(np.maximum(target[run:] - target[:-run], 1))
        result: FloatArray = self.scores.table(size, run) - _COST * np.abs(
            other[None, :] - own[:, None] - self.expected
        )
        return result
