"""All beads over two sequences of segments with their scores: what every search walks through."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from aligner.encoder import FloatArray, IntArray

NOTHING = np.float32(-1e9)
"""Score of a bead that cannot be."""


@dataclass(frozen=True, slots=True)
class Nulls:
    """Scores of text without partner: of the first segment of a run on one side, of each further one.

    Affine, as in Gotoh (1982, "An improved algorithm for matching biological sequences"): where
    one segment is missing, a whole part may be.
    """

    open: float
    extend: float


class Scores(Protocol):
    """Scores of beads, by their size."""

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments each side has."""
        ...

    def table(self, size: int, run: int) -> FloatArray:
        """At [i, j], the score of ``size`` source segments from i with ``run`` target segments from j.

        A new array of shape (source - size + 1, target - run + 1).
        """
        ...


def bead_types(largest: int) -> tuple[tuple[int, int], ...]:
    """Sizes of beads: n + m up to ``largest``, and one segment against up to ``largest``."""
    return tuple(
        (size, run)
        for size in range(1, largest + 1)
        for run in range(1, largest + 1)
        if size + run <= largest or min(size, run) == 1
    )


@dataclass(frozen=True, slots=True)
class Lattice:
    """``scores[i, t, j]`` is the score of the bead of type ``types[t]`` that ends before i and j.

    Shape (source + 1, types, target + 1), float32.
    """

    types: Sequence[tuple[int, int]]
    scores: FloatArray

    @classmethod
    def of(cls, scores: Scores, largest: int) -> "Lattice":
        """The lattice of all beads of up to ``largest`` segments."""
        rows, columns = scores.shape
        types = [(size, run) for size, run in bead_types(largest) if size <= rows and run <= columns]
        filled = np.full((rows + 1, len(types), columns + 1), NOTHING, np.float32)
        for number, (size, run) in enumerate(types):
            filled[size:, number, run:] = scores.table(size, run)
        return cls(types, filled)

    def keep(self, blocks: Sequence[tuple[range, range]]) -> None:
        """Rule out every bead that is not within one of ``blocks`` of source and target segments.

        Blocks that follow each other on both sides are searched together as each would be alone.
        """
        possible = np.zeros(self.scores.shape, bool)
        for rows, columns in blocks:
            for number, (size, run) in enumerate(self.types):
                possible[rows.start + size : rows.stop + 1, number, columns.start + run : columns.stop + 1] = True
        self.scores[~possible] = NOTHING

    @property
    def reach(self) -> int:
        """The most segments that a bead has on a side."""
        return max((max(kind) for kind in self.types), default=0)

    def begins(self) -> IntArray:
        """Where the bead of each type that ends in each column begins (types x target + 1).

        Relative to the first cell of the row that it ends in, in flat rows padded by ``reach`` on the left.
        """
        columns = np.arange(self.shape[1] + 1)
        width = len(columns) + self.reach
        starts = np.array([[-size * width - run] for size, run in self.types], np.int64).reshape(-1, 1)
        return starts + columns

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments each side has."""
        return self.scores.shape[0] - 1, self.scores.shape[2] - 1


def packed(blocks: Sequence[tuple[range, range]]) -> Iterator[tuple[range, range]]:
    """The blocks where they stand when nothing is between them."""
    row = column = 0
    for rows, columns in blocks:
        yield range(row, row + len(rows)), range(column, column + len(columns))
        row, column = row + len(rows), column + len(columns)
