"""The bytes of a TMX file as UTF-8, whatever they were: gzip, UTF-16, another encoding that the file names."""

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from tmx.faults import Faults

CHUNK = 1 << 17
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""\s*<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_NOT_TEXT = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}


def utf8_chunks(stream: BinaryIO, faults: Faults) -> Iterator[bytes]:
    """The text of ``stream`` in pieces, in UTF-8 without a byte order mark.

    Text that says it is UTF-8 is passed on unchecked. Raises ``UnreadableMemory``.
    """
    chunks = _unpacked(stream, faults)
    first = next(chunks, b"")
    while 0 < len(first) < 4 and (more := next(chunks, b"")):
        first += more
    mark, encoding = next(((mark, name) for mark, name in _BOMS if first.startswith(mark)), (b"", ""))
    encoding = encoding or _without_mark(first, faults)
    first = first[len(mark) :]
    if encoding == "utf-8":
        yield first
        yield from chunks
    else:
        yield from _decoded(first, chunks, encoding, faults)


def _unpacked(stream: BinaryIO, faults: Faults) -> Iterator[bytes]:
    """The bytes of ``stream``, unpacked where they are gzip."""
    first = stream.read(CHUNK)
    while 0 < len(first) < 2 and (more := stream.read(CHUNK)):
        first += more
    if not first.startswith(b"\x1f\x8b"):
        yield first
        while chunk := stream.read(CHUNK):
            yield chunk
        return
    # A reader of its own: BufferedReader over a pair of streams, for a pipe cannot go back.
    with gzip.GzipFile(fileobj=io.BufferedReader(_Prefixed(first, stream))) as unpacked:
        line = 1
        try:
            while chunk := unpacked.read1(CHUNK):
                line += chunk.count(b"\n")
                yield chunk
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            faults.found(line, 0, f"the gzip data end or break here ({error})", "what comes before is read")


class _Prefixed(io.RawIOBase):
    """A stream whose first bytes have been read already."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first, self._rest = first, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._first[: len(buffer)]
        self._first = self._first[len(buffer) :]
        data = data or self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _without_mark(first: bytes, faults: Faults) -> str:
    if first.startswith((b"<\0", b"\0<")):
        return "utf-16-le" if first[1:2] == b"\0" else "utf-16-be"
    declared = _DECLARED.match(first[:1000])
    name = declared[1].decode("latin-1") if declared else "utf-8"
    try:
        codec = codecs.lookup(name).name if name.isascii() and "\0" not in name else ""
    except LookupError:
        codec = ""
    # What can be read as one byte a character up to here is neither UTF-16 nor UTF-32; ASCII is UTF-8.
    if codec.startswith(("ascii", "utf-8", "utf-16", "utf-32")):
        return "utf-8"
    if codec in _NOT_TEXT or not _is_text(codec):
        faults.found(1, 0, f"the encoding {name[:40]!r} is unknown", "the file is read as UTF-8")
        return "utf-8"
    return codec


def _is_text(codec: str) -> bool:
    try:
        return b"<?xml".decode(codec) == "<?xml"
    except (LookupError, UnicodeError):
        return False


def _decoded(first: bytes, chunks: Iterator[bytes], encoding: str, faults: Faults) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    chunk: bytes | None = first
    while chunk is not None:
        following = next(chunks, None)
        final = following is None
        try:
            text = decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode(encoding, "replace").count("\n")
            wrong = error.object[error.start : error.end].hex().upper()
            what = f"0x{wrong} is no character in {encoding.upper()}, the file's encoding"
            faults.found(line + before, 0, what, "what cannot be read is replaced by U+FFFD")
            decoder.errors = "replace"
            text = decoder.decode(chunk, final)
            decoder.errors = "strict"
        line += text.count("\n")
        yield text.encode()
        chunk = following
