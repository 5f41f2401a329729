"""What the commands on memories read and write: files of any size, ``-``, gzip, with progress and repairs."""

import gzip
import io
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from aligner.cli.terminal import messages, readable
from aligner.output import replacing
from tmx import Header, TmxReader, TmxWriter, TranslationUnit, UnreadableMemory

_LISTED = 20  # repairs on the terminal; the rest is counted


class Memory:
    """A memory that is being read; ``units`` and ``repairs`` count what came so far."""

    def __init__(self, reader: TmxReader, name: str) -> None:
        self._reader, self._name = reader, name
        self._listed: list[str] = []
        self.units = self.repairs = 0

    @property
    def header(self) -> Header:
        """The header of the file."""
        return self._reader.header

    @property
    def line(self) -> int:
        """The line that the last unit begins on."""
        return self._reader.line

    def __iter__(self) -> Iterator[TranslationUnit]:
        for unit in self._reader:
            self.units += 1
            self._take_repairs()
            yield unit
        self._take_repairs()

    def list_repairs(self) -> None:
        """Print the first repairs, and how many there are."""
        self._take_repairs()
        for line in self._listed:
            messages().print(f"loom: repaired: {line}")
        if self.repairs > _LISTED:
            messages().print(f"loom: repaired: {self._name}: {self.repairs:,} in all; the first {_LISTED} are listed")

    def _take_repairs(self) -> None:
        """Empty the reader's list, which would grow with the file."""
        for repair in self._reader.repairs:
            self.repairs += 1
            if self.repairs <= _LISTED:
                place = f": unit {repair.unit}" if repair.unit else ""
                self._listed.append(readable(f"{self._name}: line {repair.line}{place}: {repair.what}"))
        self._reader.repairs.clear()


@contextmanager
def reading(path: Path, *, recover: bool, name: str | None = None, quiet: bool = False) -> Iterator[Memory]:
    """A memory from a file, or from standard input for ``-``.

    Its repairs are listed in the end, but with ``quiet``, for a file that is read again.
    """
    name = name or shown(path)
    with ExitStack() as stack:
        file = stack.enter_context(bytes_of(path, name))
        memory = Memory(stack.enter_context(TmxReader(file, name=name, recover=recover)), name)
        if not quiet:
            stack.callback(memory.list_repairs)
        yield memory


@contextmanager
def rewindable(path: Path) -> Iterator[Path]:
    """A file that can be read twice: ``path`` itself, or a temporary copy of a stream, deleted afterwards."""
    if path.is_file():
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="loom.", suffix=".tmx") as copy:
        with bytes_of(path, shown(path)) as stream:
            shutil.copyfileobj(stream, copy, 1 << 20)
        copy.flush()
        yield Path(copy.name)


@contextmanager
def writing(path: Path, header: Header) -> Iterator[TmxWriter]:
    """A memory to a file, to standard output for ``-``, packed where the name ends in .gz."""
    with streaming(path) as out, TmxWriter(out, header) as writer:
        yield writer


@contextmanager
def streaming(path: Path) -> Iterator[BinaryIO]:
    """A binary stream as ``replacing`` gives it, packed where the name ends in .gz."""
    with replacing(path) as out:
        if path.suffix.lower() != ".gz":
            yield out
            return
        with gzip.GzipFile(filename="", mode="wb", fileobj=out, compresslevel=6, mtime=0) as packed:
            yield cast("BinaryIO", packed)


def require_files(paths: Iterable[Path]) -> None:
    """Raise ``UnreadableMemory`` for the first that is not there, before hours of work on those before it."""
    for path in paths:
        if str(path) != "-" and not path.exists():
            raise UnreadableMemory(f"{path}: there is no such file; check the path")


def shown(path: Path) -> str:
    """What messages call a file."""
    return "standard input" if str(path) == "-" else str(path)


@contextmanager
def bytes_of(path: Path, name: str) -> Iterator[BinaryIO]:
    """The bytes of a file, or of standard input for ``-``, with progress on a terminal."""
    with ExitStack() as stack:
        if str(path) == "-":
            file: BinaryIO = sys.stdin.buffer
            size = None
        else:
            try:
                file = stack.enter_context(path.open("rb"))
                size = path.stat().st_size if path.is_file() else None
            except OSError as error:
                raise UnreadableMemory(f"{name}: cannot be read ({error.strerror or error}); check the path") from error
        console = messages()
        if not console.is_terminal:
            yield file
            return
        columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn()
        bar = stack.enter_context(Progress(*columns, console=console, transient=True))
        yield cast("BinaryIO", _Watched(file, bar, bar.add_task(name[-40:], total=size)))


class _Watched(io.RawIOBase):
    """A stream that shows how much of it was read."""

    def __init__(self, file: BinaryIO, bar: Progress, task: TaskID) -> None:
        self._file, self._bar, self._task = file, bar, task

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        self._bar.advance(self._task, len(data))
        buffer[: len(data)] = data
        return len(data)
