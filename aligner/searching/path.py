"""The best sequence of beads: exact dynamic programming, row by row.

Monotone and covering: every segment is in exactly one bead. As in Gale and Church (1993, "A
Program for Aligning Sentences in Bilingual Corpora"), with more bead types, any score, and affine
gaps. Text without partner on both sides at one place: the target's comes first.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.searching.lattice import NOTHING, Lattice, Nulls


@dataclass(frozen=True, slots=True)
class Step:
    """One bead of the path, and its raw score (0 where a side is empty)."""

    source: range
    target: range
    score: float

    @property
    def is_paired(self) -> bool:
        """Whether both sides have segments."""
        return bool(self.source) and bool(self.target)


def best_paths(lattice: Lattice, nulls: Nulls) -> list[list[Step]]:
    """For each block, the beads of the highest sum, from the first segments to the last."""
    trace = _forward(lattice, nulls)
    ends = zip(*(sizes.tolist() for sizes in lattice.sizes), strict=True)
    return [list(_backward(trace, lattice, number, *end))[::-1] for number, end in enumerate(ends)]


def null_path(rows: range, columns: range) -> list[Step]:
    """Null beads alone, the target first."""
    steps = [Step(range(rows.start, rows.start), range(column, column + 1), 0.0) for column in columns]
    return steps + [Step(range(row, row + 1), range(columns.stop, columns.stop), 0.0) for row in rows]


@dataclass(frozen=True, slots=True)
class _Trace:
    """How the best path of every block reaches every cell (blocks x source + 1 x target + 1).

    ``kinds`` is the best bead type that ends in a cell; ``left`` and ``up`` say whether a null bead
    of the target or the source is better, ``more_left`` and ``more_up`` whether the run of such
    null beads that ends there is longer than one.
    """

    kinds: npt.NDArray[np.int16]
    left: npt.NDArray[np.bool_]
    up: npt.NDArray[np.bool_]
    more_left: npt.NDArray[np.bool_]
    more_up: npt.NDArray[np.bool_]


def _forward(lattice: Lattice, nulls: Nulls) -> _Trace:
    (rows, columns), blocks = lattice.shape, len(lattice)
    reach, begins = lattice.reach, lattice.begins()
    shape, width = (blocks, rows + 1, columns + 1), columns + 1 + reach
    trace = _Trace(np.zeros(shape, np.int16), *(np.zeros(shape, bool) for _ in range(4)))
    # Padded above and to the left, so that every bead has a cell where it begins.
    best = np.full((blocks, (rows + 1 + reach) * width), float(NOTHING))
    extended = nulls.extend * np.arange(columns + 1)
    above = np.full((blocks, columns + 1), float(NOTHING))  # the row above, without runs of nulls that come down
    up = above  # best that ends in a null bead of the source
    for row in range(rows + 1):
        first = (row + reach) * width + reach
        here = np.full((blocks, columns + 1), float(NOTHING))
        if row == 0:
            here[:, 0] = 0.0
        elif len(begins):
            sums = best.take(begins + first, axis=1)
            sums += lattice.scores[:, row]
            trace.kinds[:, row] = kind = sums.argmax(axis=1)
            here = np.take_along_axis(sums, kind[:, None], axis=1)[:, 0]
        # Runs of null beads of the target: from the cell, anywhere to the left, that they start best at.
        start = here - extended
        reached = np.maximum.accumulate(start, axis=1)
        left = reached[:, :-1] + extended[1:] + (nulls.open - nulls.extend)
        trace.more_left[:, row, 1:] = reached[:, :-1] > start[:, :-1]
        trace.left[:, row, 1:] = left > here[:, 1:]
        here[:, 1:] = np.maximum(left, here[:, 1:])
        opened, up = above + nulls.open, up + nulls.extend
        trace.more_up[:, row] = up > opened
        up, above = np.maximum(opened, up), here
        trace.up[:, row] = up > here
        best[:, first : first + columns + 1] = np.maximum(up, here)
    return trace


def _backward(trace: _Trace, lattice: Lattice, block: int, row: int, column: int) -> Iterator[Step]:
    kinds, scores = trace.kinds[block], lattice.scores[block]
    left, more_left = trace.left[block], trace.more_left[block]
    up, more_up = trace.up[block], trace.more_up[block]
    come_left = come_up = True  # the null beads that may have led here
    more = False  # in a run of null beads that goes on
    while row or column:
        score = 0.0
        if come_up and (up[row, column] or (more and not come_left)):
            size, run, more = 1, 0, bool(more_up[row, column])
            come_up, come_left = more, not more
        elif come_left and (left[row, column] or more):
            size, run, more = 0, 1, bool(more_left[row, column])
            come_up, come_left = False, more
        else:
            kind = int(kinds[row, column])
            size, run = lattice.types[kind]
            score = float(scores[row, kind, column])
            come_left, come_up, more = True, True, False
        row, column = row - size, column - run
        yield Step(range(row, row + size), range(column, column + run), score)
