"""Which documents are still to be aligned, and in what order."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from aligner.batch.entry import Entry, Status
from aligner.batch.folder import Folder
from aligner.batch.job import Job
from aligner.batch.options import BatchOptions
from aligner.errors import OutputError

_PARTS = 20  # of what a process has to do: a document that is more than one is a giant, and a chunk is no more
_SMALL = 64_000  # bytes from which it costs nothing to send a document by itself


def fingerprint(job: Job, signature: str) -> str:
    """Changes with the bytes of the files, with their names, and with the options."""
    files = [path for path in (job.source, job.target) if path]
    parts = (
        signature,
        job.name,
        (job.source_language, job.target_language),
        [(path.name, _digest(*_state(path))) for path in files],
    )
    return hashlib.blake2b(json.dumps(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def refuse_outputs(jobs: Sequence[Job], folder: Folder) -> None:
    """Raise ``OutputError`` where a document lies in the folder that is written to."""
    own = folder.path.resolve()
    paths = [path for job in jobs for path in (job.source, job.target) if path]
    for place in {path.parent for path in paths}:
        if own in (place.resolve(), *place.resolve().parents):
            raise OutputError(f"{place}: inputs are in the folder of the output; name another folder for one of them")


def remaining(
    jobs: Sequence[Job], entries: Mapping[str, Entry], folder: Folder, options: BatchOptions, signature: str
) -> list[Job]:
    """The jobs that have no result yet, or one of other files or options."""
    return [job for job in jobs if not _is_settled(job, entries.get(job.name), folder, options, signature)]


def _is_settled(job: Job, entry: Entry | None, folder: Folder, options: BatchOptions, signature: str) -> bool:
    if entry is None or (entry.status is Status.FAILED and options.retry_failed):
        return False
    if entry.fingerprint != fingerprint(job, signature):
        return False
    forms = options.recipe.forms
    return entry.status is Status.FAILED or all(folder.pair(job.name, form).is_file() for form in forms)


def in_chunks(jobs: Sequence[Job], processes: int) -> Iterator[tuple[Job, ...]]:
    """Giants first, so that nothing is left to one process in the end; then small documents several at once."""
    sizes = [_size(job) for job in jobs]
    giant = sum(sizes) // (_PARTS * processes)
    order = sorted(range(len(jobs)), key=lambda place: -sizes[place] if sizes[place] > giant else 0)
    chunk: list[Job] = []
    held = 0
    for place in order:
        if chunk and held + sizes[place] > min(_SMALL, giant):
            yield tuple(chunk)
            chunk, held = [], 0
        chunk.append(jobs[place])
        held += sizes[place]
    if chunk:
        yield tuple(chunk)


def _size(job: Job) -> int:
    return sum(_state(path)[1] for path in (job.source, job.target) if path)


def _state(path: Path) -> tuple[Path, int, int]:
    try:
        state = path.stat()
    except OSError:
        return path, 0, 0
    return path, state.st_size, state.st_mtime_ns


@lru_cache(1 << 16)  # a folder that is watched is looked at again and again
def _digest(path: Path, size: int, changed: int) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "blake2b").hexdigest()
    except OSError:
        return ""
