"""What pages repeat and nobody translates: running heads, footers, and the numbers of pages."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.readers.pages.glyph import Line

_EDGE = 2  # rows from the top and from the bottom that can be furniture
_MARGIN = 0.15  # of the height of a page, where they stand
_SHARE = 0.3  # of the pages, that repeat a running head
_SAME_PLACE = 6.0  # points
_NUMBER = re.compile(r"\d+")
_ONLY_NUMBER = re.compile(r"\W*(?:\w+\W+)?\d{1,4}(?:\W+(?:\w+\W+)?\d{1,4})?\W*$|\W*[ivxlc]{1,6}\W*$", re.I)

Place = tuple[str, int]


def without_furniture(pages: Sequence[tuple[float, list[Line]]]) -> list[list[Line]]:
    """The rows of each page, given with its height, without those it shares with others."""
    told: Counter[Place] = Counter()
    for height, rows in pages:
        told.update({place for row in _edges(rows, height) for place in _places(row)})
    least = max(2.0, _SHARE * len(pages))
    kept: list[list[Line]] = []
    for height, rows in pages:
        edges = list(_edges(rows, height)) if len(pages) > 1 else []
        gone = [row for row in edges if _is_repeated(row, told, least)]
        kept.append([row for row in rows if not any(row is other for other in gone)])
    return kept if any(kept) else [rows for _, rows in pages]


def _edges(rows: list[Line], height: float) -> Iterator[Line]:
    for index, row in enumerate(rows):
        top = index < _EDGE and row.y > (1 - _MARGIN) * height
        if top or (index >= len(rows) - _EDGE and row.y < _MARGIN * height):
            yield row


def _is_repeated(row: Line, told: Counter[Place], least: float) -> bool:
    often = max(told[place] for place in _places(row))
    return often >= (2 if _ONLY_NUMBER.match(row.plain()) else least)


def _places(row: Line) -> tuple[Place, Place]:
    """What a row says but for its numbers, and about where; two of them, so that no border divides a place."""
    text = _NUMBER.sub("#", row.plain())
    return (text, int(row.y / _SAME_PLACE)), (text, int(row.y / _SAME_PLACE + 0.5) + 1_000_000)
