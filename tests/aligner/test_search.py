"""The dynamic programme against trying every path."""

from functools import cache

import numpy as np
import pytest

from aligner.encoder import FloatArray
from aligner.search import SKIP, bead_types, best_path


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


@pytest.mark.parametrize("seed", range(25))
def test_no_path_is_better(seed: int) -> None:
    rows, columns = int(seed % 5), int(seed % 7)
    scores = RandomScores(rows, columns, seed)

    @cache
    def best(row: int, column: int) -> float:
        if (row, column) == (0, 0):
            return 0.0
        options = [best(row - 1, column) + SKIP] if row else []
        options += [best(row, column - 1) + SKIP] if column else []
        for size, run in bead_types(4):
            if size <= row and run <= column:
                score = float(scores.tables[size, run][row - size, column - run])
                if score > 0:
                    options.append(best(row - size, column - run) + score)
        return max(options)

    assert sum(step.score for step in best_path(scores, 4)) == pytest.approx(best(rows, columns), abs=1e-5)


def test_bead_types() -> None:
    types = bead_types(8)
    assert len(types) == len(set(types)) == 30
    assert {(1, 8), (8, 1), (4, 4), (1, 1), (3, 5)} <= set(types)
    assert (4, 5) not in types
