"""Numbers for each of any number of units, on disk, and back in parts that fit in memory."""

from collections.abc import Iterator
from shutil import copyfileobj
from struct import Struct
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

_BLOCK = 1 << 15  # rows that are read at once


class Spool:
    """Rows of 64-bit numbers in a temporary file; a context manager."""

    def __init__(self, columns: int, rows_in_part: int = 1 << 19) -> None:
        self._row = Struct(f"={columns}Q")
        self._columns, self._rows_in_part = columns, rows_in_part
        self._file = TemporaryFile(prefix="loom.")  # noqa: SIM115
        self._length = 0

    def append(self, *row: int) -> None:
        """Add a row."""
        self._file.write(self._row.pack(*row))
        self._length += 1

    def extend(self, other: "Spool") -> None:
        """Add the rows of a spool with as many columns."""
        other._file.seek(0)
        copyfileobj(other._file, self._file, 1 << 20)
        self._length += len(other)

    def parts(self) -> Iterator[tuple[Places, Numbers]]:
        """All rows in parts, with their places: rows with the same number in the first column are in one part.

        The first column has to be evenly spread, as digests are.
        """
        count = self._length // self._rows_in_part + 1
        for part in range(count):
            places, rows = [np.empty(0, np.int64)], [np.empty((0, self._columns), np.uint64)]
            for start, block in self._blocks():
                chosen = np.flatnonzero(block[:, 0] % np.uint64(count) == part)
                places.append(chosen + start)
                rows.append(block[chosen])
            yield np.concatenate(places), np.concatenate(rows)

    def __len__(self) -> int:
        return self._length

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _blocks(self) -> Iterator[tuple[int, Numbers]]:
        self._file.seek(0)
        for start in range(0, self._length, _BLOCK):
            data = self._file.read(_BLOCK * self._row.size)
            yield start, np.frombuffer(data, np.uint64).reshape(-1, self._columns)
