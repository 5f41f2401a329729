"""The dynamic programme against trying every path."""

from functools import cache

import numpy as np
import pytest

from aligner.encoder import FloatArray
from aligner.search import EXTEND, OPEN, Step, bead_types, best_path


class RandomScores:
    def __init__(self, rows: int, columns: int, seed: int) -> None:
        self.shape = rows, columns
        chance = np.random.default_rng(seed)
        self.tables = {
            kind: chance.uniform(-0.3, 1, (max(rows - kind[0] + 1, 0), max(columns - kind[1] + 1, 0))).astype(
                np.float32
            )
            for kind in bead_types(4)
        }

    def table(self, size: int, run: int) -> FloatArray:
        return self.tables[size, run].copy()


@pytest.mark.parametrize("seed", range(40))
def test_no_path_is_better(seed: int) -> None:
    rows, columns = int(seed % 5), int(seed % 7)
    scores = RandomScores(rows, columns, seed)

    @cache
    def best(row: int, column: int, gap: str) -> float:
        """The best sum up to here, whose last bead is of the kind that ``gap`` names."""
        if gap == "":
            sums = [0.0] if (row, column) == (0, 0) else []
            for size, run in bead_types(4):
                if size <= row and run <= column:
                    score = float(scores.tables[size, run][row - size, column - run])
                    if score > 0:
                        sums.append(score + any_end(row - size, column - run))
            return max(sums, default=float("-inf"))
        before = (row - 1, column) if gap == "source" else (row, column - 1)
        if min(before) < 0:
            return float("-inf")
        return max(any_end(*before) + OPEN, best(*before, gap) + EXTEND)

    def any_end(row: int, column: int) -> float:
        return max(best(row, column, gap) for gap in ("", "source", "target"))

    assert value(best_path(scores, 4)) == pytest.approx(any_end(rows, columns), abs=1e-5)


def value(steps: list[Step]) -> float:
    """What a path is worth: its beads, and its runs of null beads."""
    total, last = 0.0, ""
    for step in steps:
        gap = "" if step.is_paired else "source" if step.source else "target"
        total += step.score if not gap else EXTEND if gap == last else OPEN
        last = gap
    return total


def test_bead_types() -> None:
    types = bead_types(8)
    assert len(types) == len(set(types)) == 30
    assert {(1, 8), (8, 1), (4, 4), (1, 1), (3, 5)} <= set(types)
    assert (4, 5) not in types
