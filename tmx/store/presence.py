"""What a look-up counts with: which units have a term, and what their keys are like.

To add up over a million units what words they share with a query takes a byte or two for each unit. A term of
few units is added where these are; one of many costs less as a bit for each unit, added all at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tmx.matching.letters import BYTES, Letters, count_letters
from tmx.store.schema import VARIANTS

Ids = npt.NDArray[np.int32]
Shapes = npt.NDArray[np.uint32]
Sums = npt.NDArray[np.unsignedinteger]
LONGEST = 2**24 - 1
"""The length of a key that counts, in code points."""
_COLUMNS = 1 + BYTES // 4
_MANY = 64  # bits are faster than a list, from one unit in so many on


@dataclass(frozen=True, slots=True)
class Presence:
    """The units that have a term: either their ids, or a bit for each unit of the memory."""

    count: int
    units: Ids
    bits: npt.NDArray[np.uint8] | None = None

    @classmethod
    def of(cls, units: Ids, size: int) -> "Presence":
        """From ids that are below ``size``."""
        if len(units) * _MANY < size:
            return cls(len(units), units)
        flags = np.zeros(size, bool)
        flags[units] = True
        return cls(len(units), units[:0].copy(), np.packbits(flags))

    def weigh(self, sums: Sums, weight: int) -> None:
        """Add ``weight`` to the sums of the units; there is a multiple of 8 of them, which do not overflow."""
        if self.bits is None:
            sums[self.units] += sums.dtype.type(weight)
        else:
            flags = np.unpackbits(self.bits).astype(sums.dtype, copy=False)
            flags *= sums.dtype.type(weight)
            sums += flags

    def among(self, units: Ids) -> npt.NDArray[np.bool_]:
        """Which of ``units`` have the term."""
        if self.bits is None:
            return np.isin(units, self.units)
        has: npt.NDArray[np.bool_] = (self.bits[units >> 3] & (0x80 >> (units & 7))) != 0
        return has


@dataclass(frozen=True, slots=True)
class Shape:
    """What the keys of a language are like, by the ids of their units; zeros where a unit has none.

    ``values`` has for each 256 times its length and the position of its variant, and then its letters, as
    ``tmx.matching.letters`` counts them.
    """

    values: Shapes

    @classmethod
    def of(cls, units: Ids, values: Shapes) -> "Shape":
        """From the values of units."""
        every = np.zeros((int(units.max(initial=0)) + 1, _COLUMNS), np.uint32)
        every[units] = values
        return cls(every)

    @property
    def size(self) -> int:
        """One more than the highest id."""
        return len(self.values)

    def count(self) -> int:
        """The units that have a key."""
        return int(np.count_nonzero(self.values[:, 0] >= VARIANTS))

    def lengths(self, units: npt.NDArray[np.integer]) -> Shapes:
        """The lengths of keys, in code points."""
        lengths: Shapes = self.values[units, 0] // VARIANTS
        return lengths

    def letters(self, units: npt.NDArray[np.integer]) -> Letters:
        """The letters of keys."""
        return self.values[units, 1:].view(np.uint8)

    def variants(self, units: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
        """The ids of variants."""
        variants: npt.NDArray[np.int64] = units.astype(np.int64) * VARIANTS + self.values[units, 0] % VARIANTS
        return variants


def shapes_of(keys: Sequence[str], positions: npt.NDArray[np.int64]) -> Shapes:
    """The values of keys by the positions of their variants."""
    lengths = np.minimum([len(key) for key in keys], LONGEST)
    first = (lengths * VARIANTS + positions).astype(np.uint32)
    return np.column_stack([first, count_letters(keys).view(np.uint32)])


def read_shapes(column: bytes) -> Shapes:
    """From a column of the database."""
    return np.frombuffer(column, np.uint32).reshape(-1, _COLUMNS)
