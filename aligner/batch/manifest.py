"""The book of a batch: a line of JSON for each document, on disk before the next one counts as done."""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from aligner.batch.entry import Entry
from aligner.errors import OutputError
from aligner.output import replacing


class Manifest:
    """Entries by the names of their jobs; a context manager.

    While a batch runs, entries are appended as they come, and the last one of a name holds. A line that
    was broken off, or that nothing can read, is as if it were not there: its job is done again.
    """

    def __init__(self, path: Path) -> None:
        """Read what is there, and be ready for more; raises ``OutputError``."""
        self._path = path
        self.entries: dict[str, Entry] = {}
        try:
            whole, _, torn = path.read_bytes().rpartition(b"\n") if path.exists() else (b"", b"", b"")
            for line in whole.split(b"\n"):
                with suppress(ValueError, TypeError, KeyError):
                    entry = Entry.parse(line.decode())
                    self.entries[entry.name] = entry
            self._file = path.open("ab")
            if torn:
                self._file.truncate(path.stat().st_size - len(torn))
        except OSError as error:
            raise self._unwritable(error) from error

    def append(self, entry: Entry) -> None:
        """Write down an entry, and return when it is on the disk; raises ``OutputError``."""
        self.entries[entry.name] = entry
        try:
            self._file.write(entry.line().encode("utf-8", "surrogatepass") + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._unwritable(error) from error

    def finish(self, entries: Sequence[Entry]) -> None:
        """Write these entries, and no others, in their order."""
        write_lines(self._path, (entry.line() for entry in entries))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _unwritable(self, error: OSError) -> OutputError:
        return OutputError(f"{self._path}: cannot be written ({error.strerror or error}); name another folder")


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """A file of lines, whole or not at all; raises ``OutputError``."""
    with replacing(path) as out:
        out.writelines(line.encode("utf-8", "surrogatepass") + b"\n" for line in lines)
