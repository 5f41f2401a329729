"""Files that are whole or not there: written beside the old one, then renamed over it."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from aligner.errors import OutputError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A binary stream to ``path``, or to standard output for ``-``.

    The file appears when the block ends without an error; until then, and after an error, what
    was there stays. Raises ``OutputError`` before the block is entered where the path cannot be
    written, so that no work is done in vain.
    """
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif path.exists() and not path.is_file() and not path.is_dir():
        with _reported(path), path.open("wb") as device:  # a pipe or /dev/null cannot be renamed over
            yield device
    else:
        with _reported(path):
            if path.is_dir():
                raise IsADirectoryError(21, "it is a folder")
            if path.exists() and not os.access(path, os.W_OK):
                raise PermissionError(13, "it is write-protected")
            handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
        part = Path(name)
        try:
            with _reported(path):
                with os.fdopen(handle, "wb") as out:
                    yield out
                part.chmod(0o666 & ~_umask())
                part.replace(path)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def making(path: Path) -> Iterator[Path]:
    """An empty folder to write to, which is ``path`` when the block ends without an error.

    Raises ``OutputError`` before the block is entered where ``path`` is there and not an empty
    folder: what was there before would mix with what is new.
    """
    with _reported(path):
        if path.exists() and not (path.is_dir() and not any(path.iterdir())):
            raise OutputError(f"{path}: is there already, and no empty folder; name a new one")
        part = Path(tempfile.mkdtemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.absolute().parent))
    try:
        with _reported(path):
            yield part
            part.chmod(0o777 & ~_umask())
            if path.exists():
                path.rmdir()
            part.rename(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def refuse_inputs(output: Path, *inputs: Path | None) -> None:
    """Raise ``OutputError`` where the output is one of the input files, by whatever name."""
    for given in inputs:
        if given and output.exists() and given.exists() and output.samefile(given):
            raise OutputError(f"{output}: this is an input file; name another output")


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error}); name another output") from error


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
