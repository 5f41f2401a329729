"""The dynamic programme and its probabilities against trying every path."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest

from aligner.encoder import FloatArray
from aligner.searching.flow import Flow
from aligner.searching.lattice import Lattice, Nulls, bead_types
from aligner.searching.path import Step, best_paths, null_path
from aligner.searching.posterior import posteriors

Doubles = npt.NDArray[np.float64]


class RandomScores:
    """Of blocks of several sizes; padding has scores, too, and must not count."""

    def __init__(self, sizes: list[tuple[int, int]], seed: int) -> None:
        self.sizes = np.array([size[0] for size in sizes]), np.array([size[1] for size in sizes])
        self.shape = int(self.sizes[0].max()), int(self.sizes[1].max())
        self.chance = np.random.default_rng(seed)

    def table(self, size: int, run: int) -> FloatArray:
        shape = len(self.sizes[0]), self.shape[0] - size + 1, self.shape[1] - run + 1
        return self.chance.normal(0, 1, shape).astype(np.float32)


@dataclass(frozen=True)
class Path:
    """Beads as row, column, size, run; and their sum."""

    beads: tuple[tuple[int, int, int, int], ...]
    score: float


def all_paths(lattice: Lattice, block: int, nulls: Nulls) -> list[Path]:
    rows, columns = (int(sizes[block]) for sizes in lattice.sizes)

    def onward(row: int, column: int, last: str) -> Iterator[Path]:
        if (row, column) == (rows, columns):
            yield Path((), 0.0)
        for number, (size, run) in enumerate(lattice.types):
            if row + size <= rows and column + run <= columns:
                score = float(lattice.scores[block, row + size, number, column + run])
                for path in onward(row + size, column + run, "bead"):
                    yield Path(((row, column, size, run), *path.beads), score + path.score)
        if column < columns and last != "source":  # the target's come first
            cost = nulls.extend if last == "target" else nulls.open
            for path in onward(row, column + 1, "target"):
                yield Path(((row, column, 0, 1), *path.beads), cost + path.score)
        if row < rows:
            cost = nulls.extend if last == "source" else nulls.open
            for path in onward(row + 1, column, "source"):
                yield Path(((row, column, 1, 0), *path.beads), cost + path.score)

    return list(onward(0, 0, "bead"))


def as_bead(step: Step) -> tuple[int, int, int, int]:
    return step.source.start, step.target.start, len(step.source), len(step.target)


@pytest.fixture(params=range(40))
def case(request: pytest.FixtureRequest) -> tuple[Lattice, Nulls]:
    seed: int = request.param
    chance = np.random.default_rng(seed)
    sizes = [(seed % 5, seed % 4), (seed % 3, seed % 5), (seed % 2 + 1, 1)]
    return Lattice.of(RandomScores(sizes[: seed % 3 + 1], seed), 4), Nulls(*chance.normal(-1, 1, 2).tolist())


def test_no_path_is_better(case: tuple[Lattice, Nulls]) -> None:
    lattice, nulls = case
    for block, steps in enumerate(best_paths(lattice, nulls)):
        best = max(all_paths(lattice, block, nulls), key=lambda path: path.score)
        assert tuple(map(as_bead, steps)) == best.beads


def test_probabilities_are_shares_of_all_paths(case: tuple[Lattice, Nulls]) -> None:
    lattice, nulls = case
    chosen = best_paths(lattice, nulls)
    for block, (steps, found) in enumerate(zip(chosen, posteriors(lattice, nulls, chosen), strict=True)):
        paths = all_paths(lattice, block, nulls)
        odds = np.exp([path.score for path in paths])

        def share(bead: tuple[int, int, int, int], paths: list[Path] = paths, odds: Doubles = odds) -> float:
            """Of the paths with this bead; with a null bead for this segment, wherever it stands."""

            def has(path: Path) -> bool:
                if bead[2] and bead[3]:
                    return bead in path.beads
                side = 0 if bead[2] else 1
                return any(other[side] == bead[side] and other[2:] == bead[2:] for other in path.beads)

            return float(odds[[has(path) for path in paths]].sum() / odds.sum())

        rows, columns = (int(sizes[block]) for sizes in lattice.sizes)
        assert found.steps == pytest.approx([share(as_bead(step)) for step in steps], abs=1e-5)
        places = [(step.source.start, step.target.start) for step in steps] + [(rows, columns)]
        through = np.array(
            [[place in [*(bead[:2] for bead in path.beads), (rows, columns)] for path in paths] for place in places]
        )
        passed = (through @ odds) / odds.sum()
        assert found.ends == pytest.approx(np.stack([passed[:-1], passed[1:]], axis=1), abs=1e-5)
        assert found.source == pytest.approx([1 - share((row, 0, 1, 0)) for row in range(rows)], abs=1e-5)
        assert found.target == pytest.approx([1 - share((0, column, 0, 1)) for column in range(columns)], abs=1e-5)


def test_a_flow_knows_all_beads_and_every_cell(case: tuple[Lattice, Nulls]) -> None:
    lattice, nulls = case
    flow, opened, logs = Flow.through(lattice, nulls), 0.0, 0.0
    shares = flow.shares(lattice.types)
    for block, end in enumerate(zip(*(sizes.tolist() for sizes in lattice.sizes), strict=True)):
        paths = all_paths(lattice, block, nulls)
        odds = np.exp([path.score for path in paths])
        logs += float(np.log(odds.sum()))
        for number, (size, run) in enumerate(lattice.types):
            for row, column in np.ndindex(max(end[0] + 1 - size, 0), max(end[1] + 1 - run, 0)):
                has = [(row, column, size, run) in path.beads for path in paths]
                found = shares[block, row + size, number, column + run]
                assert found == pytest.approx(odds[has].sum() / odds.sum(), abs=1e-5)
        for row, column in np.ndindex(end[0] + 1, end[1] + 1):
            through = [(row, column) in [*(bead[:2] for bead in path.beads), end] for path in paths]
            [found] = flow.passes(*(np.array([place]) for place in (block, row, column)))
            assert found == pytest.approx(odds[through].sum() / odds.sum(), abs=1e-5)
        runs = [sum(bead[2:] != after[2:] for bead, after in _null_pairs(path)) for path in paths]
        opened += float((odds * runs).sum() / odds.sum())
    assert flow.log_sum(nulls) == pytest.approx(logs, abs=1e-5)
    assert flow.runs_of_nulls() == pytest.approx(opened, abs=1e-5)


def _null_pairs(path: Path) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Each null bead with the bead before it."""
    before: tuple[int, ...] = (0, 0, 9, 9)
    for bead in path.beads:
        if not bead[2] or not bead[3]:
            yield before, bead
        before = bead


def test_long_runs_of_nulls_lose_no_precision() -> None:
    lattice, nulls = Lattice.of(RandomScores([(3, 900)], 1), 8), Nulls(-5.0, -2.0)
    [found] = posteriors(lattice, nulls, best_paths(lattice, nulls))
    assert np.isfinite(found.steps).all()
    assert found.target.sum() < 40


def test_a_long_path_has_the_same_probabilities_piece_by_piece() -> None:
    lattice, nulls = Lattice.of(RandomScores([(70, 75)], 2), 8), Nulls(-3.0, -2.0)
    [steps] = best_paths(lattice, nulls)
    [found] = posteriors(lattice, nulls, [steps])
    [whole, _] = posteriors(_twice(lattice), nulls, [steps, steps])
    for own, other in (
        (found.steps, whole.steps),
        (found.ends, whole.ends),
        (found.source, whole.source),
        (found.target, whole.target),
    ):
        assert own == pytest.approx(other, abs=0.02)


def _twice(lattice: Lattice) -> Lattice:
    sizes = np.repeat(lattice.sizes[0], 2), np.repeat(lattice.sizes[1], 2)
    return Lattice(lattice.types, np.repeat(lattice.scores, 2, axis=0), sizes)


def test_null_path_covers_both_sides() -> None:
    assert [as_bead(step) for step in null_path(range(4, 6), range(7, 8))] == [(4, 7, 0, 1), (4, 8, 1, 0), (5, 8, 1, 0)]


def test_bead_types() -> None:
    types = bead_types(8)
    assert len(types) == len(set(types)) == 30
    assert {(1, 8), (8, 1), (4, 4), (1, 1), (3, 5)} <= set(types)
    assert (4, 5) not in types
