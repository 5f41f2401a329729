"""All paths through a lattice, added up: forward-backward over the same beads that the search chose among.

A path's score is read as its log-odds, as in a conditional random field (Lafferty, McCallum and
Pereira 2001, "Conditional random fields"): the posterior of a bead is the share of all paths, by
their odds, that go through it. Odds, not logarithms, rescaled row by row: sums of products are
all that is needed. Many blocks at once, each by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.encoder import IntArray
from aligner.searching.lattice import Lattice, Nulls

DoubleArray = npt.NDArray[np.float64]
_MOST = 50.0  # log-odds of one bead


@dataclass(frozen=True, slots=True)
class Ways:
    """Odds of all ways between one end of each block and every cell, by the bead next to the cell.

    Each has the shape (blocks, source + 1, target + 1); row i of block n is scaled by e to the power
    of minus ``logs[n, i]``. ``left`` is a run of null beads of the target, ``up`` one of the source.
    """

    bead: DoubleArray
    left: DoubleArray
    up: DoubleArray
    logs: DoubleArray

    def sums(self) -> DoubleArray:
        """By any bead."""
        return self.bead + self.left + self.up

    def turned(self, sizes: tuple[IntArray, IntArray]) -> "Ways":
        """Of blocks read backwards, the ways of the same cells in blocks read forwards."""
        rows, columns = (
            size[:, None] - np.arange(length) for size, length in zip(sizes, self.bead.shape[1:], strict=True)
        )
        block = np.arange(len(rows))[:, None]
        outside = (rows < 0)[:, :, None] | (columns < 0)[:, None]
        bead, left, up = (
            np.where(outside, 0.0, odds[block[:, :, None], rows[:, :, None], columns[:, None]])
            for odds in (self.bead, self.left, self.up)
        )
        return Ways(bead, left, up, np.where(rows < 0, -np.inf, self.logs[block, rows]))


@dataclass(frozen=True, slots=True)
class Flow:
    """All paths through the blocks of a lattice: the ways to each cell, the ways from it, all of them.

    ``log_total`` has one row for each block; ``segments`` is how many there are on both sides of all.
    """

    odds: DoubleArray
    before: Ways
    after: Ways
    opened: float
    log_total: DoubleArray
    segments: int

    def shares_of(self, block: IntArray, kind: IntArray, starts: IntArray, stops: IntArray) -> DoubleArray:
        """Posteriors of some beads, by the cells (row and column, beads x 2) where they start and stop."""
        (row, column), (below, beyond) = starts.T, stops.T
        before, after = self.before, self.after
        ways = before.bead[block, row, column] + before.left[block, row, column] + before.up[block, row, column]
        ways *= after.bead[block, below, beyond] + after.left[block, below, beyond] + after.up[block, below, beyond]
        logs = before.logs[block, row] + after.logs[block, below] - self.log_total[block]
        found: DoubleArray = ways * self.odds[block, below, kind, beyond] * np.exp(logs)
        return found

    def passes(self, block: IntArray, row: IntArray, column: IntArray) -> DoubleArray:
        """Probability that no bead goes across a cell, for each: that the texts before it belong together."""
        before, after = (
            [odds[block, row, column] for odds in (ways.bead, ways.left, ways.up)] for ways in (self.before, self.after)
        )
        # A run of null beads of one side goes on through the cell, at no cost.
        goes_on = before[2] * after[2] + before[1] * after[1]
        ways = sum(before) * sum(after) + goes_on * (1 / self.opened - 1) - before[2] * after[1]
        found: DoubleArray = ways * self._scale()[block, row]
        return found

    def null_shares(self) -> tuple[DoubleArray, DoubleArray]:
        """Probability of each source and each target segment to have no partner (blocks x segments)."""
        from_up, from_left = self._after_nulls()
        scale = self._scale()
        ups = (self.before.up * from_up).sum(axis=2) * scale
        lefts = (self.before.left * from_left * scale[..., None]).sum(axis=1)
        return ups[:, 1:], lefts[:, 1:]

    def runs_of_nulls(self) -> float:
        """How many runs of null beads a path has, in the mean of all paths by their shares; of all blocks."""
        from_up, from_left = self._after_nulls()
        before = self.before
        logs = before.logs[:, :-1] + self.after.logs[:, 1:] - self.log_total[:, None]
        ups = ((before.bead + before.left)[:, :-1] * from_up[:, 1:]).sum(axis=2) * np.exp(logs)
        lefts = (before.bead[..., :-1] * from_left[..., 1:]).sum(axis=2) * self._scale()
        return self.opened * float(ups.sum() + lefts.sum())

    def _after_nulls(self) -> tuple[DoubleArray, DoubleArray]:
        """Ways to the end from each cell that a null bead of the source, or of the target, led to."""
        after = self.after
        return after.bead + after.up / self.opened, after.bead + after.left / self.opened + after.up

    def _scale(self) -> DoubleArray:
        scale: DoubleArray = np.exp(self.before.logs + self.after.logs - self.log_total[:, None])
        return scale

    def log_sum(self, nulls: Nulls) -> float:
        """Log of the sum of all paths' odds; of several blocks, their sum."""
        return float(self.log_total.sum()) + nulls.extend * self.segments

    def shares(self, types: Sequence[tuple[int, int]]) -> DoubleArray:
        """Posteriors of all beads, in the shape of the lattice's scores."""
        found = np.zeros_like(self.odds)
        before, after = self.before.sums(), self.after.sums()
        rows, columns = (length - 1 for length in before.shape[1:])
        for number, (size, run) in enumerate(types):
            logs = self.before.logs[:, : rows + 1 - size] + self.after.logs[:, size:] - self.log_total[:, None]
            ways = before[:, : rows + 1 - size, : columns + 1 - run] * after[:, size:, run:] * np.exp(logs)[..., None]
            found[:, size:, number, run:] = ways * self.odds[:, size:, number, run:]
        return found

    @classmethod
    def through(cls, lattice: Lattice, nulls: Nulls) -> "Flow":
        """Sum over all paths."""
        # Every segment is in one bead: what each is given or charged changes no path's share. So
        # null beads are free but for the first of a run, and long runs of them lose no precision.
        sizes = np.array([size + run for size, run in lattice.types], np.float32)
        logs = lattice.scores - nulls.extend * sizes[:, None]
        odds = np.exp(np.minimum(logs, _MOST).astype(np.float64))
        opened = float(np.exp(nulls.open - nulls.extend))
        before = _ways(lattice, odds, opened, left_first=True)
        after = _ways(lattice, _reversed(odds, lattice), opened, left_first=False).turned(lattice.sizes)
        ends = np.arange(len(odds)), *lattice.sizes
        log_total: DoubleArray = before.logs[ends[:2]] + np.log(before.sums()[ends])
        return cls(odds, before, after, opened, log_total, sum(int(sizes.sum()) for sizes in lattice.sizes))


def _reversed(odds: DoubleArray, lattice: Lattice) -> DoubleArray:
    """The odds by where the beads begin, every block read backwards from its end."""
    turned = np.zeros_like(odds)
    blocks, rows, _, columns = odds.shape
    block = np.arange(blocks)[:, None, None]
    for number, (size, run) in enumerate(lattice.types):
        below, beyond = (
            sizes[:, None] + own - np.arange(length)
            for sizes, own, length in zip(lattice.sizes, (size, run), (rows, columns), strict=True)
        )
        below[(below < 0) | (below >= rows)] = 0  # where nothing ends
        beyond[(beyond < 0) | (beyond >= columns)] = 0
        turned[:, :, number] = odds[block, below[:, :, None], number, beyond[:, None]]
    return turned


def _ways(lattice: Lattice, odds: DoubleArray, opened: float, *, left_first: bool) -> Ways:
    """``left_first``: of text without partner on both sides the target's comes first, else last."""
    blocks, rows, _, columns = odds.shape
    reach, begins = lattice.reach, lattice.begins()
    width = columns + reach
    sums = np.zeros((blocks, (rows + reach) * width))
    sizes = np.array([size for size, _ in lattice.types], np.int64)
    shape = blocks, rows, columns
    ways = Ways(np.zeros(shape), np.zeros(shape), np.zeros(shape), np.zeros(shape[:2]))
    scales = np.zeros((blocks, rows + reach))  # logs, padded
    bead = np.zeros((blocks, columns))
    bead[:, 0] = 1.0
    up = np.zeros((blocks, columns))
    for row in range(rows):
        first = (row + reach) * width + reach
        if row:
            scales[:, row + reach] = scales[:, row + reach - 1]
            if len(sizes):
                parts = sums.take(begins + first, axis=1)
                parts *= odds[:, row]
                scale = np.exp(scales[:, row + reach - sizes] - scales[:, row + reach - 1, None])
                bead = np.matmul(scale[:, None], parts)[:, 0]
            else:
                bead = np.zeros((blocks, columns))
        left = np.zeros((blocks, columns))
        left[:, 1:] = opened * np.cumsum(bead if left_first else bead + up, axis=1)[:, :-1]
        largest = np.maximum((bead + left + up).max(axis=1), 1e-300)
        scales[:, row + reach] += np.log(largest)
        bead, left, up = (part / largest[:, None] for part in (bead, left, up))
        ways.bead[:, row], ways.left[:, row], ways.up[:, row] = bead, left, up
        ways.logs[:, row] = scales[:, row + reach]
        sums[:, first : first + columns] = bead + left + up
        up = up + opened * (bead + left if left_first else bead)
    return ways
