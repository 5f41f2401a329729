"""Files to documents.

A file is looked at before it is opened: a pipe that nobody writes into or a device without an end would be
read for ever.
"""

import gzip
import stat
import sys
import zlib
from io import BytesIO
from pathlib import Path

from corpus.document import Document
from corpus.errors import EmptyDocument, UnreadableDocument, UnreadableFile
from corpus.readers import plain
from corpus.readers.catalogue import find_reader
from corpus.readers.containers import LARGEST
from corpus.readers.source import Source

_LONGEST = 1_000_000  # characters of a line: a thick book
_PIPES = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")  # what a shell gives for <(command)


def read_document(path: str | Path, encoding: str | None = None) -> Document:
    """Read a document of any format in ``corpus.readers``, gzip or not, or standard input for ``-``.

    Raises ``UnreadableFile``, ``UnreadableDocument``, ``MissingLibrary``, ``UndecodableText`` or ``EmptyDocument``.
    """
    source = _source(path, encoding)
    return _checked_text(find_reader(source)(source), source)


def read_text(path: str | Path, encoding: str | None = None) -> Document:
    """Read a file as plain text, line by line as it is, whatever its suffix; raises as ``read_document`` does."""
    source = _source(path, encoding)
    return _checked_text(plain.read(source), source)


def _source(path: str | Path, encoding: str | None) -> Source:
    name = "standard input" if str(path) == "-" else str(path)
    data = _unpacked(_bytes(path, name), name)
    if not data or data.isspace():
        raise EmptyDocument(f"{name}: the file is empty; nothing to align")
    return Source(name, data, encoding)


def _checked_text(document: Document, source: Source) -> Document:
    if not document.text or document.text.isspace():
        raise EmptyDocument(f"{source.name}: there is no text in it; nothing to align")
    _refuse_endless_lines(document)
    return document


def _bytes(path: str | Path, name: str) -> bytes:
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            _refuse_devices(Path(path), name)
            with Path(path).open("rb") as stream:
                data = stream.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise UnreadableFile(f"{name}: no such file") from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"{name}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    return _checked(data, len(data), name)


def _refuse_devices(path: Path, name: str) -> None:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFile(f"{name}: this is a folder; name a file")
    if not stat.S_ISREG(status.st_mode) and not str(path).startswith(_PIPES):
        raise UnreadableFile(f"{name}: a device or a pipe, not a file; name a file, or - for standard input")
    _checked(b"", status.st_size, name)


def _unpacked(data: bytes, name: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(BytesIO(data)) as stream:
            unpacked = stream.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableDocument(f"{name}: damaged gzip ({error}); pack it again") from error
    if unpacked.startswith(b"\x1f\x8b"):
        raise UnreadableDocument(f"{name}: packed twice; unpack it once")
    return _checked(unpacked, len(unpacked), name)


def _checked(data: bytes, size: int, name: str) -> bytes:
    if size > LARGEST:
        raise UnreadableDocument(f"{name}: larger than {LARGEST / 1e6:.0f} MB; split it into several files")
    return data


def _refuse_endless_lines(document: Document) -> None:
    """No paragraph is as long as that, and all that follows would take minutes and gigabytes."""
    text, start = document.text, 0
    while len(text) - start > _LONGEST:
        end = max(text.rfind(sign, start, start + _LONGEST) for sign in "\n\r")
        if end < 0:
            number = text.count("\n", 0, start) + 1
            raise UnreadableDocument(
                f"{document.name}: line {number} of its text has more than {_LONGEST:,} characters; "
                "break it into paragraphs"
            )
        start = end + 1
