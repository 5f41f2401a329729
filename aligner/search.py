"""The best sequence of beads: exact dynamic programming, row by row.

Monotone and covering: every segment is in exactly one bead. As in Gale and Church (1993, "A
Program for Aligning Sentences in Bilingual Corpora"), with more bead types and any score.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from aligner.encoder import FloatArray
from aligner.scoring import BeadScores

SKIP = -0.07  # score of a null bead
_FLOOR = 0.0  # a bead that scores no better is none
_LEFT, _UP = -1, -2  # back-pointers of null beads: target segment, source segment


@dataclass(frozen=True, slots=True)
class Step:
    """One bead of the path, and its raw score (``SKIP`` where a side is empty)."""

    source: range
    target: range
    score: float


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
    pointers = _forward(rows, columns, types, tables)
    return list(_backward(pointers, types, tables))[::-1]


def null_path(rows: int, columns: int) -> list[Step]:
    """Null beads alone, the source first."""
    steps = [Step(range(row, row + 1), range(0), SKIP) for row in range(rows)]
    return steps + [Step(range(rows, rows), range(column, column + 1), SKIP) for column in range(columns)]


def _forward(
    rows: int, columns: int, types: list[tuple[int, int]], tables: list[FloatArray]
) -> np.ndarray[tuple[int, int], np.dtype[np.int16]]:
    """Back-pointers of the best path to every cell."""
    best = np.full((rows + 1, columns + 1), -np.inf)
    pointers = np.full((rows + 1, columns + 1), _LEFT, np.int16)
    skips = SKIP * np.arange(columns + 1)
    best[0] = skips
    for row in range(1, rows + 1):
        here = best[row - 1] + SKIP
        pointer = np.full(columns + 1, _UP, np.int16)
        for number, (size, run) in enumerate(types):
            if size > row:
                continue
            score = best[row - size, : columns + 1 - run] + tables[number][row - size]
            better = score > here[run:]
            np.copyto(here[run:], score, where=better)
            pointer[run:][better] = number
        # Null beads of the target run along the row: a running maximum less their cost.
        level = here - skips
        reached = np.maximum.accumulate(level)
        pointer[reached > level] = _LEFT
        best[row] = reached + skips
        pointers[row] = pointer
    return pointers


def _backward(
    pointers: np.ndarray[tuple[int, int], np.dtype[np.int16]],
    types: list[tuple[int, int]],
    tables: list[FloatArray],
) -> Iterable[Step]:
    row, column = pointers.shape[0] - 1, pointers.shape[1] - 1
    while row or column:
        pointer = int(pointers[row, column])
        if pointer == _LEFT:
            size, run, score = 0, 1, SKIP
        elif pointer == _UP:
            size, run, score = 1, 0, SKIP
        else:
            size, run = types[pointer]
            score = float(tables[pointer][row - size, column - run])
        row, column = row - size, column - run
        yield Step(range(row, row + size), range(column, column + run), score)
