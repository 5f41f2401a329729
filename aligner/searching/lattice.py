"""All beads over two sequences of segments with their scores: what every search walks through."""

from collections.abc import Sequence
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
    """Scores of beads in many blocks of segments, by their size; blocks are padded to one shape."""

    @property
    def sizes(self) -> tuple[IntArray, IntArray]:
        """How many segments of either side each block really has."""
        ...

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments the longest run of each side has."""
        ...

    def table(self, size: int, run: int) -> FloatArray:
        """At [n, i, j], of block n, the score of ``size`` source segments from i with ``run`` target segments from j.

        Shape (blocks, source - size + 1, target - run + 1).
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
    """``scores[n, i, t, j]`` is the score of the bead of type ``types[t]`` that ends before i and j in block n.

    Shape (blocks, source + 1, types, target + 1), float32. ``sizes`` says where either side of a block
    really ends; no bead goes beyond.
    """

    types: Sequence[tuple[int, int]]
    scores: FloatArray
    sizes: tuple[IntArray, IntArray]

    @classmethod
    def of(cls, scores: Scores, largest: int) -> "Lattice":
        """The lattice of all beads of up to ``largest`` segments."""
        rows, columns = scores.shape
        types = [(size, run) for size, run in bead_types(largest) if size <= rows and run <= columns]
        filled = np.full((len(scores.sizes[0]), rows + 1, len(types), columns + 1), NOTHING, np.float32)
        for number, (size, run) in enumerate(types):
            filled[:, size:, number, run:] = scores.table(size, run)
        if (scores.sizes[0] < rows).any() or (scores.sizes[1] < columns).any():
            below = np.arange(rows + 1) > scores.sizes[0][:, None]
            beyond = np.arange(columns + 1) > scores.sizes[1][:, None]
            filled.swapaxes(2, 3)[below[:, :, None] | beyond[:, None]] = NOTHING
        return cls(types, filled, scores.sizes)

    def __len__(self) -> int:
        return len(self.scores)

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments the longest run of each side has."""
        return self.scores.shape[1] - 1, self.scores.shape[3] - 1

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

    def part(self, rows: range, columns: range) -> "Lattice":
        """Of a lattice of one block, that of some source and some target segments of it."""
        scores = self.scores[:, rows.start : rows.stop + 1, :, columns.start : columns.stop + 1]
        return Lattice(self.types, scores, (np.array([len(rows)]), np.array([len(columns)])))
