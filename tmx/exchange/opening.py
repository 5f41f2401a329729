"""Bytes and lines of a file or stream, unpacked and decoded, with every fault said in one line."""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from tmx.errors import UnreadableMemory

_GZIP = b"\x1f\x8b"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@contextmanager
def opened(source: Path | BinaryIO, name: str) -> Iterator[io.BufferedReader]:
    """The bytes of a file or binary stream, out of gzip where they are in it; a stream stays open.

    Raises ``UnreadableMemory`` for what goes wrong inside the block as well.
    """
    try:
        if isinstance(source, Path):
            with source.open("rb") as file:
                yield _unpacked(file)
        else:
            buffered: io.BufferedReader = io.BufferedReader(cast("io.RawIOBase", source))  # raw enough: it has readinto
            try:
                yield _unpacked(buffered)
            finally:
                buffered.detach()
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableMemory(f"{name}: the gzip file is cut off or damaged ({error}); get it again") from error
    except OSError as error:
        raise UnreadableMemory(f"{name}: cannot be read ({error.strerror or error})") from error


def lines(stream: io.BufferedReader, name: str) -> Iterator[str]:
    """The lines with their ends; UTF-8, or UTF-16 with a byte order mark. Only line feeds end a line of UTF-8."""
    done = 0
    try:
        if stream.peek(2)[:2] in _UTF16:
            text = io.TextIOWrapper(stream, encoding="utf-16", newline="")
            try:
                for line in text:
                    yield line
                    done += 1
            finally:
                text.detach()  # or it closes the stream
        else:
            for raw in stream:
                yield (raw if done else raw.removeprefix(codecs.BOM_UTF8)).decode("utf-8")
                done += 1
    except UnicodeDecodeError as error:
        raise UnreadableMemory(
            f"{name}: line {done + 1}: not {error.encoding} ({error.reason}); save it as UTF-8"
        ) from error


def _unpacked(stream: io.BufferedReader) -> io.BufferedReader:
    if not stream.peek(2).startswith(_GZIP):
        return stream
    return io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=stream)))
