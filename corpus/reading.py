"""Files to documents."""

import sys
from pathlib import Path

from corpus.decoding import decode
from corpus.document import Document
from corpus.errors import EmptyDocument, UnreadableFile


def read_document(path: str | Path, encoding: str | None = None) -> Document:
    """Read a plain text file, or standard input for ``-``.

    Raises ``UnreadableFile``, ``UndecodableText`` or ``EmptyDocument``.
    """
    name = "standard input" if str(path) == "-" else str(path)
    decoded = decode(_bytes(path, name), name, encoding)
    if not decoded.text.strip():
        raise EmptyDocument(f"{name}: the file is empty; nothing to align")
    return Document(name, decoded.text, decoded.encoding, decoded.guessed)


def _bytes(path: str | Path, name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else Path(path).read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(f"{name}: no such file") from error
    except IsADirectoryError as error:
        raise UnreadableFile(f"{name}: this is a folder; name a file") from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"{name}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
