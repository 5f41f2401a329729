"""Work and memory that a PDF may cost, and its streams, unpacked within that."""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.lzw import LZWDecoder
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFStream,
)
from pdfminer.psexceptions import PSException

_STREAM, _RATIO = 50_000_000, 100  # bytes that a stream may unpack to, and that times its size or
_SMALL = 1_000_000  # this much
_BASE, _PER_BYTE = 1_000_000, 40  # units of work for a file, and for each of its bytes
_MOST_LZW = 100_000  # bytes packed the way of 1995, which takes pdfminer long


class TooMuchWork(PSException):
    """The file asks for more than its size can be worth."""


@dataclass(slots=True)
class Budget:
    """Work that may still be done for a file of ``size`` bytes."""

    size: int
    left: int = field(init=False)

    def __post_init__(self) -> None:
        self.left = _BASE + _PER_BYTE * self.size

    def spend(self, units: int) -> None:
        """Take from the budget; raises ``TooMuchWork`` where it is used up."""
        self.left -= units
        if self.left < 0:
            raise TooMuchWork("the pages repeat themselves without end")


class BoundedStream(PDFStream):
    """A stream that says no to being a bomb."""

    budget: Budget

    def decode(self) -> None:
        """Unpack it; raises ``TooMuchWork`` before that where it is too large."""
        self._measure()
        super().decode()
        if "Length1" not in self.attrs:  # fonts are unpacked, but hardly looked at
            self.budget.spend(len(self.data or b""))

    def _measure(self) -> None:
        data = self.rawdata or b""
        if self.decipher:
            data = self.decipher(self.objid or 0, self.genno or 0, data, self.attrs)
        limit = min(_STREAM, max(_SMALL, _RATIO * len(data)))
        for kind, _ in self.get_filters():
            if kind in LITERALS_FLATE_DECODE:
                data = _joined(_inflated(data), limit)
            elif kind in LITERALS_LZW_DECODE and len(data) <= _MOST_LZW:
                data = _joined(LZWDecoder(BytesIO(data)).run(), limit)
            elif kind in LITERALS_RUNLENGTH_DECODE:
                data = _joined((data, bytes(63 * len(data))), limit)  # the most it can be
            elif kind in LITERALS_ASCII85_DECODE:
                data = ascii85decode(data)
            elif kind in LITERALS_ASCIIHEX_DECODE:
                data = asciihexdecode(data)
            else:
                raise TooMuchWork("a stream that should be text is packed like a picture")


def _inflated(data: bytes) -> Iterator[bytes]:
    """Pieces of what was packed, as far as it is whole."""
    stream = zlib.decompressobj()
    with suppress(zlib.error):
        while data and not stream.eof:
            yield stream.decompress(data, _SMALL)
            data = stream.unconsumed_tail


def _joined(pieces: Iterable[bytes], limit: int) -> bytes:
    collected: list[bytes] = []
    length = 0
    for piece in pieces:
        collected.append(piece)
        length += len(piece)
        if length > limit:
            raise TooMuchWork("a stream unpacks to more than its size can be worth")
    return b"".join(collected)
