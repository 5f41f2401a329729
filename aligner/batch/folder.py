"""The folder that a batch writes to: whose it is, when it was begun, and what lies where."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath

from filelock import FileLock, Timeout

from aligner.errors import OutputError
from aligner.formats import Format
from aligner.output import replacing
from aligner.units import now

_STATE = "batch.json"
_LOCK = ".lock"
_FIRST = {_LOCK, "manifest.jsonl"}  # what is there before the state is


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the parts of a batch are."""

    path: Path

    @property
    def manifest(self) -> Path:
        """An entry for each document (``aligner.batch.manifest``)."""
        return self.path / "manifest.jsonl"

    @property
    def memory(self) -> Path:
        """The units of all documents."""
        return self.path / "memory.tmx"

    @property
    def unpaired(self) -> Path:
        """The files that have no partner, and why."""
        return self.path / "unpaired.tsv"

    @property
    def timings(self) -> Path:
        """How long each document took: the only file that differs between two runs."""
        return self.path / "timings.jsonl"

    def pair(self, name: str, form: Format = Format.TMX) -> Path:
        """The file of a job; raises ``OutputError`` for a name that would lead out of the folder."""
        place = PurePath(name)
        if not name or place.is_absolute() or ".." in place.parts:
            raise OutputError(f"{name}: cannot be the name of an output; name it without .. and without a drive")
        return self.path / "pairs" / f"{name}.{form}"

    def discard(self, name: str) -> None:
        """Remove what there is of a job that has no result any more."""
        for form in Format:
            with suppress(OSError, OutputError):
                self.pair(name, form).unlink()

    def begin(self, *, anew: bool) -> datetime:
        """The moment that units are dated by: when the batch was begun, however often it was broken off since.

        With ``anew``, a batch that has been finished begins again.
        """
        started, finished = self._state()
        if started is None or (anew and finished):
            started, finished = now().replace(microsecond=0), False
            self._keep(started, finished=False)
        elif anew:
            self._keep(started, finished=False)
        return started

    def finish(self) -> None:
        """Note that all there was to do is done."""
        started, _ = self._state()
        self._keep(started or now(), finished=True)

    def tidy(self) -> None:
        """Remove what a process left that was killed while it wrote."""
        for place in (self.path.glob, (self.path / "pairs").rglob):
            for part in place(".*.part"):
                part.unlink(missing_ok=True)

    def _state(self) -> tuple[datetime | None, bool]:
        try:
            state = json.loads((self.path / _STATE).read_text(encoding="utf-8"))
            return datetime.fromisoformat(state["started"]), bool(state["finished"])
        except FileNotFoundError:
            return None, False
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise OutputError(f"{self.path / _STATE}: damaged ({error}); delete it to begin anew") from error

    def _keep(self, started: datetime, *, finished: bool) -> None:
        with replacing(self.path / _STATE) as out:
            out.write(json.dumps({"started": started.isoformat(), "finished": finished}).encode() + b"\n")


def batch_folders(path: Path) -> Iterator[Path]:
    """The folders below ``path`` that batches write to: what is in them is no document to align."""
    return (state.parent for state in path.rglob(_STATE) if Folder(state.parent).manifest.exists())


@contextmanager
def opened(path: Path) -> Iterator[Folder]:
    """The folder of a batch, which nobody else writes to meanwhile; made if it is not there.

    Raises ``OutputError`` where another batch is at work in it, and where it holds anything but a batch.
    """
    folder = Folder(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        names = {one.name for one in path.iterdir() if one.suffix != ".part"}
    except OSError as error:
        raise OutputError(f"{path}: cannot be made ({error.strerror or error}); name another folder") from error
    if _STATE not in names and names - _FIRST:
        raise OutputError(f"{path}: a folder with other files in it; name a new one")
    lock = FileLock(path / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise OutputError(f"{path}: another loom batch is at work in it; wait, or name another folder") from error
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error}); name another folder") from error
    try:
        folder.tidy()
        yield folder
    finally:
        folder.tidy()
        lock.release()
