"""The best sequence of beads: exact dynamic programming, row by row.

Monotone and covering: every segment is in exactly one bead. As in Gale and Church (1993, "A
Program for Aligning Sentences in Bilingual Corpora"), with more bead types, any score, and affine
gaps (Gotoh 1982, "An improved algorithm for matching biological sequences"): to leave one segment
without partner costs something, to leave the next ones as well does not, for where one sentence is
missing a whole part may be.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.encoder import FloatArray
from aligner.scoring import BeadScores

OPEN = -0.07  # score of the first null bead of a run on one side
EXTEND = 0.02  # of each further one: about what text that is no translation reaches by chance
_FLOOR = 0.0  # a bead that scores no better is none
_LEFT, _UP = -1, -2  # pointers of null beads: a target segment, a source segment


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


def bead_types(largest: int) -> tuple[tuple[int, int], ...]:
    """Sizes of beads: n + m up to ``largest``, and one segment against up to ``largest``."""
    return tuple(
        (size, run)
        for size in range(1, largest + 1)
        for run in range(1, largest + 1)
        if size + run <= largest or min(size, run) == 1
    )


def best_path(scores: BeadScores, largest: int) -> list[Step]:
    """The beads of the highest sum, from the first segments to the last."""
    rows, columns = scores.shape
    types = [kind for kind in bead_types(largest) if kind[0] <= rows and kind[1] <= columns]
    tables = [scores.table(*kind) for kind in types]
    for table in tables:
        table[table <= _FLOOR] = -np.inf
    trace = _forward(rows, columns, types, tables)
    return list(_backward(trace, types, tables))[::-1]


def null_path(rows: int, columns: int) -> list[Step]:
    """Null beads alone, the source first."""
    steps = [Step(range(row, row + 1), range(0), 0.0) for row in range(rows)]
    return steps + [Step(range(rows, rows), range(column, column + 1), 0.0) for column in range(columns)]


@dataclass(frozen=True, slots=True)
class _Trace:
    """How the best path reaches every cell (source + 1 x target + 1).

    ``pointers`` holds the number of a bead type, ``_LEFT`` or ``_UP``; where a null bead arrives,
    ``gap_left`` and ``gap_up`` say whether the one before it belongs to the same run.
    """

    pointers: npt.NDArray[np.int16]
    gap_left: npt.NDArray[np.bool_]
    gap_up: npt.NDArray[np.bool_]


def _forward(rows: int, columns: int, types: list[tuple[int, int]], tables: list[FloatArray]) -> _Trace:
    shape = rows + 1, columns + 1
    trace = _Trace(np.full(shape, _LEFT, np.int16), np.zeros(shape, bool), np.zeros(shape, bool))
    best = np.full(shape, -np.inf)
    up = np.full(columns + 1, -np.inf)  # best that ends in a null bead of the source
    extended = EXTEND * np.arange(columns + 1)
    for row in range(rows + 1):
        here, pointer = np.full(columns + 1, -np.inf), trace.pointers[row]
        if row == 0:
            here[0] = 0.0
        else:
            for number, (size, run) in enumerate(types):
                if size <= row:
                    score = best[row - size, : columns + 1 - run] + tables[number][row - size]
                    better = score > here[run:]
                    np.copyto(here[run:], score, where=better)
                    pointer[run:][better] = number
            opened, up = best[row - 1] + OPEN, up + EXTEND
            trace.gap_up[row] = up > opened
            up = np.maximum(opened, up)
            pointer[up > here] = _UP
            here = np.maximum(here, up)
        # Runs of null beads of the target: from the cell, anywhere to the left, that they start best at.
        start = here - extended
        reached = np.maximum.accumulate(start)
        left = reached[:-1] + extended[1:] + (OPEN - EXTEND)
        trace.gap_left[row, 1:] = reached[:-1] > start[:-1]
        pointer[1:][left > here[1:]] = _LEFT
        here[1:] = np.maximum(here[1:], left)
        best[row] = here
    return trace


def _backward(trace: _Trace, types: list[tuple[int, int]], tables: list[FloatArray]) -> Iterator[Step]:
    row, column = trace.pointers.shape[0] - 1, trace.pointers.shape[1] - 1
    gap = 0  # the pointer that a run of null beads goes on with, or 0
    while row or column:
        pointer = gap or int(trace.pointers[row, column])
        score, gap = 0.0, 0
        if pointer == _LEFT:
            size, run = 0, 1
            gap = _LEFT if trace.gap_left[row, column] else 0
        elif pointer == _UP:
            size, run = 1, 0
            gap = _UP if trace.gap_up[row, column] else 0
        else:
            size, run = types[pointer]
            score = float(tables[pointer][row - size, column - run])
        row, column = row - size, column - run
        yield Step(range(row, row + size), range(column, column + run), score)
