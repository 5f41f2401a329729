"""Which files a batch is about: those that are named, and those in folders that have a suffix we read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from aligner.batch.folder import batch_folders
from aligner.errors import BatchError
from corpus.readers.catalogue import SUFFIXES, suffix_of


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and its path below the folder that was named, which outputs are called by.

    Of several folders, the path begins with the name of the folder: they may be one for each language.
    """

    path: Path
    place: Path


def discover(inputs: Sequence[Path]) -> list[Found]:
    """The files in the order of their places, each once; hidden ones are left out, and what a batch wrote.

    An input is a file, a folder with all that is in it, or a pattern that the shell did not expand.
    Raises ``BatchError`` for one that is not there.
    """
    found: dict[Path, Found] = {}
    are_several = sum(entry.is_dir() for entry in inputs) > 1
    for entry in inputs:
        for one in _below(entry, entry.name if are_several else ""):
            found.setdefault(one.path.resolve(), one)
    return sorted(found.values(), key=lambda one: (one.place.as_posix(), one.path.as_posix()))


def _below(entry: Path, folder: str) -> Iterator[Found]:
    if entry.is_dir():
        outputs = set(batch_folders(entry))
        for path in entry.rglob("*"):
            place = path.relative_to(entry)
            is_hidden = any(part.startswith((".", "~$")) for part in place.parts) or outputs & {*path.parents}
            if not is_hidden and suffix_of(path.name) in SUFFIXES and path.is_file():
                yield Found(path, folder / place)
    elif entry.exists():
        yield Found(entry, Path(entry.name))
    elif has_magic(str(entry)):
        matches = sorted(glob(str(entry), recursive=True))  # noqa: PTH207  (Path.glob takes no absolute pattern)
        if not matches:
            raise BatchError(f"{entry}: no file is called like that; put the pattern in quotes, or name a folder")
        for match in matches:
            yield from _below(Path(match), folder)
    else:
        raise BatchError(f"{entry}: no such file or folder")
