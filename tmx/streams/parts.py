"""Any number of memories in a folder, written at the same time with few files open."""

from collections import Counter, OrderedDict
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, cast

from tmx.unit import Header, TranslationUnit
from tmx.writer import TmxWriter, Written


class Parts:
    """Memories by file name, all with one header; at half a kilobyte for each.

    The files are complete when the block ends without an error.
    """

    def __init__(self, folder: Path, header: Header, most_open: int = 100) -> None:
        self._folder, self._header = folder, header
        self._files = _Files(most_open)
        self._writers: dict[str, TmxWriter] = {}

    def write(self, name: str, unit: TranslationUnit) -> None:
        """Add a unit to the memory of that name."""
        (self._writers.get(name) or self._begun(name)).write(unit)

    @property
    def units(self) -> dict[str, int]:
        """How many units went into each file so far."""
        return {name: writer.written.units for name, writer in self._writers.items()}

    @property
    def written(self) -> Written:
        """What went into all files so far, and what was left out."""
        counts = Counter[str]()
        for writer in self._writers.values():
            counts.update(asdict(writer.written))
        return Written(**({"units": 0, "empty": 0, "illegal": 0, "bidi": 0} | counts))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            for writer in self._writers.values():
                writer.__exit__(kind, error, trace)
        finally:
            self._files.close()

    def _begun(self, name: str) -> TmxWriter:
        end = _End(self._files, self._folder / name)
        writer = self._writers[name] = TmxWriter(cast("BinaryIO", end), self._header)
        return writer.__enter__()


class _End:
    """The end of a file, which is open or not."""

    __slots__ = ("_files", "_path")

    def __init__(self, files: "_Files", path: Path) -> None:
        self._files, self._path = files, path

    def write(self, data: bytes) -> int:
        return self._files.of(self._path).write(data)


class _Files:
    """Files open for appending; where there are too many, the least recently used is closed."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: OrderedDict[Path, BinaryIO] = OrderedDict()

    def of(self, path: Path) -> BinaryIO:
        file = self._open.get(path)
        if file is None:
            if len(self._open) >= self._most:
                self._open.popitem(last=False)[1].close()
            file = self._open[path] = path.open("ab")
        self._open.move_to_end(path)
        return file

    def close(self) -> None:
        while self._open:
            self._open.popitem()[1].close()
