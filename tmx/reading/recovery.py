"""A piece that is not XML, cut into its units, so that a fault costs one of them at most."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from tmx.reading.spans import tag_spans

_EDGE = re.compile(rb"(?P<start><tu[\s/>])|</tu\s*>")
_AROUND = re.compile(rb"(?:</(?:body|tmx)\s*>|<!--.*?-->|<\?.*?\?>|\s++)*+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fragment:
    """Bytes of a piece: a unit, whole or broken off, or what stands between units."""

    start: int
    data: bytes
    is_unit: bool
    is_whole: bool


def fragments(data: bytes) -> Iterator[Fragment]:
    """The units of a piece in order, and between them what is more than white space and comments."""
    opened, done = -1, 0
    for edge in chain.from_iterable(_EDGE.finditer(data, *span) for span in tag_spans(data)):
        if edge["start"]:
            yield from _unclosed(data, opened, edge.start()) if opened >= 0 else _between(data, done, edge.start())
            opened = edge.start()
        elif opened >= 0:
            done = edge.end()
            yield Fragment(opened, data[opened:done], is_unit=True, is_whole=True)
            opened = -1
    yield from _unclosed(data, opened, len(data)) if opened >= 0 else _between(data, done, len(data))


def _unclosed(data: bytes, start: int, end: int) -> Iterator[Fragment]:
    unit = data[start:end]
    # All but the end tag of the unit may be there; the last one of a file may lack variants too.
    is_whole = end < len(data) and unit.rstrip().endswith((b"</tuv>", b"/>"))
    yield Fragment(start, unit, is_unit=True, is_whole=is_whole)


def _between(data: bytes, start: int, end: int) -> Iterator[Fragment]:
    if around := _AROUND.match(data, start, end):
        start = around.end()
    if start < end:
        yield Fragment(start, data[start:end], is_unit=False, is_whole=False)
