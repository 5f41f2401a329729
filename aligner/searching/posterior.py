"""How sure every bead is: forward-backward over the same beads that the search chose among.

A path's score is read as its log-odds, as in a conditional random field (Lafferty, McCallum and
Pereira 2001, "Conditional random fields"): the posterior of a bead is the share of all paths, by
their odds, that go through it. Odds, not logarithms, rescaled row by row: sums of products are
all that is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.searching.lattice import Lattice, Nulls
from aligner.searching.path import Step

DoubleArray = npt.NDArray[np.float64]
_PIECE, _CONTEXT = 40, 12  # steps whose posteriors are taken at a time, and steps around them
_MOST = 50.0  # log-odds of one bead


@dataclass(frozen=True, slots=True)
class Ways:
    """Odds of all ways from one end of a lattice into each cell, by the bead they arrive with.

    Row i is scaled by e to the power of minus ``logs[i]``. ``left`` arrives by a run of null beads
    of the target, ``up`` by one of the source.
    """

    bead: DoubleArray
    left: DoubleArray
    up: DoubleArray
    logs: DoubleArray

    def at(self, row: int, column: int) -> float:
        """By any bead, into one cell."""
        return float(self.bead[row, column] + self.left[row, column] + self.up[row, column])

    def sums(self) -> DoubleArray:
        """By any bead."""
        return self.bead + self.left + self.up


@dataclass(frozen=True, slots=True)
class Flow:
    """All paths through a lattice: the ways from its start, the ways to its end, all of them."""

    odds: DoubleArray
    before: Ways
    after: Ways  # of the reversed lattice
    opened: float
    log_total: float

    def share(self, source: slice, target: slice, kind: int) -> float:
        """Posterior of the bead of a type over these segments."""
        rows, columns = self.before.bead.shape
        ways = self.before.at(source.start, target.start)
        ways *= self.after.at(rows - 1 - source.stop, columns - 1 - target.stop)
        logs = self.before.logs[source.start] + self.after.logs[rows - 1 - source.stop] - self.log_total
        return float(ways * self.odds[source.stop, kind, target.stop] * np.exp(logs))

    def passes(self, row: int, column: int) -> float:
        """Probability that no bead goes across a cell: that the texts before it belong together."""
        rows, columns = self.before.bead.shape
        # A run of null beads of one side goes on through the cell, at no cost.
        up, left = self.before.up[row, column], self.before.left[row, column]
        after = rows - 1 - row, columns - 1 - column
        ways = self.before.at(row, column) * self.after.at(*after)
        goes_on = up * self.after.up[after] + left * self.after.left[after]
        ways += float(goes_on * (1 / self.opened - 1) - up * self.after.left[after])
        return float(ways * np.exp(self.before.logs[row] + self.after.logs[after[0]] - self.log_total))

    def null_shares(self) -> tuple[DoubleArray, DoubleArray]:
        """Probability of each source and each target segment to have no partner."""
        from_up, from_left = self._after_nulls()
        scale = self._scale()
        ups = (self.before.up * from_up).sum(axis=1) * scale
        lefts = (self.before.left * from_left * scale[:, None]).sum(axis=0)
        return ups[1:], lefts[1:]

    def runs_of_nulls(self) -> float:
        """How many runs of null beads a path has, in the mean of all paths by their shares."""
        from_up, from_left = self._after_nulls()
        before, logs = self.before, self.before.logs[:-1] + self.after.logs[::-1][1:] - self.log_total
        ups = ((before.bead + before.left)[:-1] * from_up[1:]).sum(axis=1) * np.exp(logs)
        lefts = (before.bead[:, :-1] * from_left[:, 1:]).sum(axis=1) * self._scale()
        return self.opened * float(ups.sum() + lefts.sum())

    def _after_nulls(self) -> tuple[DoubleArray, DoubleArray]:
        """Ways to the end from each cell that a null bead of the source, or of the target, led to."""
        bead, up, left = (ways[::-1, ::-1] for ways in (self.after.bead, self.after.up, self.after.left))
        return bead + up / self.opened, bead + left / self.opened + up

    def _scale(self) -> DoubleArray:
        scale: DoubleArray = np.exp(self.before.logs + self.after.logs[::-1] - self.log_total)
        return scale

    def log_sum(self, nulls: Nulls) -> float:
        """Log of the sum of all paths' odds."""
        rows, columns = self.before.bead.shape
        return self.log_total + nulls.extend * float(rows + columns - 2)

    def shares(self, types: Sequence[tuple[int, int]]) -> DoubleArray:
        """Posteriors of all beads, in the shape of the lattice's scores."""
        found = np.zeros_like(self.odds)
        before, after = self.before.sums(), self.after.sums()[::-1, ::-1]
        for number, (size, run) in enumerate(types):
            logs = self.before.logs[: len(before) - size] + self.after.logs[::-1][size:] - self.log_total
            ways = before[: len(before) - size, : before.shape[1] - run] * after[size:, run:] * np.exp(logs)[:, None]
            found[size:, number, run:] = ways * self.odds[size:, number, run:]
        return found

    @classmethod
    def through(cls, lattice: Lattice, nulls: Nulls) -> "Flow":
        """Sum over all paths."""
        # Every segment is in one bead: what each is given or charged changes no path's share. So
        # null beads are free but for the first of a run, and long runs of them lose no precision.
        sizes = np.array([size + run for size, run in lattice.types], np.float32)
        logs = lattice.scores - nulls.extend * sizes[None, :, None]
        odds = np.exp(np.minimum(logs, _MOST).astype(np.float64))
        opened = float(np.exp(nulls.open - nulls.extend))
        before = _ways(lattice, odds, opened, left_first=True)
        after = _ways(lattice, _reversed(odds, lattice.types), opened, left_first=False)
        log_total = float(before.logs[-1] + np.log(before.sums()[-1, -1]))
        return cls(odds, before, after, opened, log_total)


@dataclass(frozen=True, slots=True)
class Posteriors:
    """Probabilities in 0..1 of the steps of a path, and of each segment to have a partner at all.

    A null step's is that of its segment to have none.
    """

    steps: DoubleArray
    source: DoubleArray
    target: DoubleArray


def posteriors(lattice: Lattice, nulls: Nulls, steps: Sequence[Step]) -> Posteriors:
    """Of ``steps``, the best path of ``lattice``.

    Computed around a piece of the path at a time: other ways that leave it by far have no share.
    """
    found = Posteriors(np.zeros(len(steps)), *(np.zeros(length) for length in lattice.shape))
    kinds = {kind: number for number, kind in enumerate(lattice.types)}
    for first in range(0, len(steps), _PIECE):
        inner = steps[first : first + _PIECE]
        around = steps[max(0, first - _CONTEXT) : first + _PIECE + _CONTEXT]
        rows = range(around[0].source.start, around[-1].source.stop)
        columns = range(around[0].target.start, around[-1].target.stop)
        part = lattice.scores[rows.start : rows.stop + 1, :, columns.start : columns.stop + 1]
        flow = Flow.through(Lattice(lattice.types, part), nulls)
        up, left = flow.null_shares()
        for number, step in enumerate(inner, first):
            found.source[step.source.start : step.source.stop] = 1 - up[_shifted(step.source, rows)]
            found.target[step.target.start : step.target.stop] = 1 - left[_shifted(step.target, columns)]
            if step.is_paired:
                kind = kinds[len(step.source), len(step.target)]
                found.steps[number] = flow.share(_shifted(step.source, rows), _shifted(step.target, columns), kind)
            else:
                alone = up[_shifted(step.source, rows)] if step.source else left[_shifted(step.target, columns)]
                found.steps[number] = alone[0]
    for probabilities in (found.steps, found.source, found.target):
        np.clip(probabilities, 0, 1, out=probabilities)
    return found


def _shifted(run: range, by: range) -> slice:
    return slice(run.start - by.start, run.stop - by.start)


def _reversed(odds: DoubleArray, types: Sequence[tuple[int, int]]) -> DoubleArray:
    """The odds by where the beads begin, both texts read backwards."""
    turned = np.zeros_like(odds)
    rows, _, columns = odds.shape
    for number, (size, run) in enumerate(types):
        if size < rows and run < columns:
            turned[size:, number, run:] = odds[size:, number, run:][::-1, ::-1]
    return turned


def _ways(lattice: Lattice, odds: DoubleArray, opened: float, *, left_first: bool) -> Ways:
    """``left_first``: of text without partner on both sides the target's comes first, else last."""
    rows, columns = odds.shape[0], odds.shape[2]
    reach, begins = lattice.reach, lattice.begins()
    width = columns + reach
    sums = np.zeros((rows + reach) * width)
    sizes = np.array([size for size, _ in lattice.types], np.int64)
    ways = Ways(np.zeros((rows, columns)), np.zeros((rows, columns)), np.zeros((rows, columns)), np.zeros(rows))
    scales = np.zeros(rows + reach)  # logs, padded
    bead = np.zeros(columns)
    bead[0] = 1.0
    up = np.zeros(columns)
    for row in range(rows):
        first = (row + reach) * width + reach
        if row:
            scales[row + reach] = scales[row + reach - 1]
            if len(sizes):
                parts = sums.take(begins + first)
                parts *= odds[row]
                bead = np.exp(scales[row + reach - sizes] - scales[row + reach - 1]) @ parts
            else:
                bead = np.zeros(columns)
        left = np.zeros(columns)
        left[1:] = opened * np.cumsum(bead if left_first else bead + up)[:-1]
        largest = max(float((bead + left + up).max()), 1e-300)
        scales[row + reach] += np.log(largest)
        bead, left, up = bead / largest, left / largest, up / largest
        ways.bead[row], ways.left[row], ways.up[row], ways.logs[row] = bead, left, up, scales[row + reach]
        sums[first : first + columns] = bead + left + up
        up = up + opened * (bead + left if left_first else bead)
    return ways
