"""A file in pieces that can be parsed by themselves: the head, runs of whole units, the tail.

So memory does not grow with the file, a fault costs a unit and not the rest of the file, and lines
count beyond 65,535, where libxml2 stops.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from tmx.reading.spans import tag_spans

LIMIT = 10_000_000  # bytes in a unit, or in the head: what libxml2 takes for one text

_START = re.compile(rb"<tu[\s/>]")
_END = re.compile(rb"</tu\s*>")


class Part(Enum):
    """What a piece is."""

    HEAD = auto()  # up to the first unit
    WHOLE = auto()  # a file without units
    UNITS = auto()
    TAIL = auto()  # what comes after the last unit
    OVERLONG = auto()  # part of a unit, or of a head, beyond the limit


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of the file in UTF-8, and the line they begin on."""

    part: Part
    data: bytes
    line: int


def pieces(chunks: Iterable[bytes]) -> Iterator[Piece]:
    """The head, the units, the tail, in this order; or the whole where there are no units."""
    buffer, line, part, wanted = b"", 1, Part.HEAD, 0
    for chunk in chunks:
        buffer += chunk
        if len(buffer) < wanted:
            continue
        while cut := _cut(part, buffer):
            yield Piece(part, buffer[:cut], line)
            line += buffer.count(b"\n", 0, cut)
            buffer, part = buffer[cut:], Part.UNITS
        if len(buffer) > LIMIT:
            yield Piece(Part.OVERLONG, buffer, line)
            line += buffer.count(b"\n")
            buffer = b""
        wanted = 2 * len(buffer)  # a long unit is not searched again for each chunk
    while cut := _cut(part, buffer):
        yield Piece(part, buffer[:cut], line)
        line += buffer.count(b"\n", 0, cut)
        buffer, part = buffer[cut:], Part.UNITS
    yield Piece(Part.WHOLE if part is Part.HEAD else Part.TAIL, buffer, line)


def _cut(part: Part, buffer: bytes) -> int:
    """Where the piece ends that the buffer begins with, or 0."""
    spans = tag_spans(buffer, open_ended=True)
    if part is Part.HEAD:
        return next((match.start() for span in spans if (match := _START.search(buffer, *span))), 0)
    if b"<!" not in buffer and b"<?" not in buffer and (end := buffer.rfind(b"</tu>")) >= 0:
        return end + len(b"</tu>")
    return max((match.end() for span in spans for match in _END.finditer(buffer, *span)), default=0)
