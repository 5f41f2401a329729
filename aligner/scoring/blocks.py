"""Runs of segments of two texts that are looked at side by side: many at once, padded to one shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.encoder import FloatArray, IntArray

Pair = tuple[range, range]
"""A run of source and a run of target segments."""

_LONG = 48  # segments of a run from which a pair of runs stands alone
_CELLS = 16_000  # segment pairs of one batch: what is computed of them stays in the cache of a core
_FEW = 4_000  # fewer are padded to the shape of the next rather than computed by themselves


@dataclass(frozen=True, slots=True)
class Blocks:
    """Pairs of runs; what is padding is nothing: zeros, and -1 for a number."""

    pairs: tuple[Pair, ...]

    def __len__(self) -> int:
        return len(self.pairs)

    def runs(self, side: int) -> list[range]:
        """The runs of the source (0) or the target (1)."""
        return [pair[side] for pair in self.pairs]

    def sizes(self, side: int) -> IntArray:
        """How long each run of a side is (blocks)."""
        return np.array([len(run) for run in self.runs(side)], np.int64)

    def places(self, side: int) -> IntArray:
        """The numbers of all segments (blocks x longest)."""
        starts = np.array([run.start for run in self.runs(side)], np.int64)
        sizes = self.sizes(side)
        within = np.arange(int(sizes.max(initial=0)))
        return np.where(within < sizes[:, None], starts[:, None] + within, -1)

    def rows(self, side: int, values: FloatArray) -> FloatArray:
        """Values of the segments of a side, a row for each (blocks x longest x whatever a row holds)."""
        places = self.places(side)
        found: FloatArray = values[places]
        found[places < 0] = 0
        return found


def in_batches(pairs: Sequence[Pair]) -> Iterator[list[int]]:
    """Numbers of pairs that make good ``Blocks`` together: of like shape, neither few nor too many.

    Both runs of each must have segments.
    """
    shapes = [(len(source), len(target)) for source, target in pairs]
    held: list[int] = []
    rows = columns = 0
    for number in sorted(range(len(pairs)), key=lambda number: (max(shapes[number]), shapes[number])):
        taller, wider = max(rows, shapes[number][0]), max(columns, shapes[number][1])
        is_larger = (taller, wider) != (rows, columns)
        are_enough = is_larger and len(held) * rows * columns >= _FEW
        if held and (are_enough or max(taller, wider) > _LONG or (len(held) + 1) * taller * wider > _CELLS):
            yield held
            held, (taller, wider) = [], shapes[number]
        held.append(number)
        rows, columns = taller, wider
    if held:
        yield held


def prefix_sums(rows: npt.NDArray[np.float32], axis: int = 0) -> FloatArray:
    """Sums of the rows before each one, and of all: of any run of rows the sum is a difference of two."""
    shape = list(rows.shape)
    shape[axis] += 1
    sums = np.zeros(shape, np.float32)
    np.cumsum(rows, axis=axis, out=sums[(slice(None),) * axis + (slice(1, None),)])
    return sums
