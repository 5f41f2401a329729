"""Where a bead may not end: words at the end of one text that are met at the beginning of what follows the other.

A corner is a place between two segments of either side, where one bead ends and another begins. A clause
that stands before it on one side and behind it on the other is cut off from its translation.
"""

from dataclasses import dataclass

import numpy as np

from aligner.encoder import FloatArray, IntArray
from aligner.scoring.coverage import Covered


@dataclass(frozen=True, slots=True)
class Corners:
    """What speaks against every corner (each blocks x source + 1 x target + 1; 0 where a text begins or ends).

    ``crossed``: the share of the last and first few words of the four segments around it that are met on the
    other side of it; ``lost``: by how much that is more than what is met on the same side.
    """

    crossed: FloatArray
    lost: FloatArray

    @classmethod
    def of(cls, covered: tuple[Covered, Covered], sizes: tuple[IntArray, IntArray]) -> "Corners":
        """The corners of blocks that have so many segments of either side."""
        source, target = covered
        # First and last words, each met in place and across; of the target as of the source.
        (first, last), (first_across, last_across) = source.edges[-1], source.across
        theirs = [shares.swapaxes(1, 2) for shares in (*target.edges[-1], *target.across)]
        pairs = (
            (last[:, :-1, :-1], last_across[:, :-1, 1:]),
            (first[:, 1:, 1:], first_across[:, 1:, :-1]),
            (theirs[1][:, :-1, :-1], theirs[3][:, 1:, :-1]),
            (theirs[0][:, 1:, 1:], theirs[2][:, :-1, 1:]),
        )
        crossed = np.zeros((len(first), first.shape[1] + 1, first.shape[2] + 1), np.float32)
        lost = np.zeros_like(crossed)
        for straight, across in pairs:
            crossed[:, 1:-1, 1:-1] += across / 2
            lost[:, 1:-1, 1:-1] += np.maximum(across - straight, 0)
        for values in (crossed, lost):  # the ends of blocks that are padded
            values[np.arange(values.shape[1]) >= sizes[0][:, None]] = 0
            values.swapaxes(1, 2)[np.arange(values.shape[2]) >= sizes[1][:, None]] = 0
        return cls(crossed, lost)

    def of_beads(self, size: int, run: int) -> tuple[FloatArray, FloatArray]:
        """``crossed`` and ``lost`` where beads of a size begin and end, added up (blocks x source x target)."""
        crossed, lost = (
            values[:, : values.shape[1] - size, : values.shape[2] - run] + values[:, size:, run:]
            for values in (self.crossed, self.lost)
        )
        return crossed, lost
