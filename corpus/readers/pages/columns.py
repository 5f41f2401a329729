"""Rows to columns: where a page is set in several columns, each is read to its end before the next.

The cut is recursive: a strip that stays empty over several rows, with text on both sides, divides them; what
stands above and below it spans the page.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.readers.pages.glyph import Line, is_right_to_left

_GAP = 0.75  # of the size of the letters: as wide as a strip must stay
_FEWEST = 4  # rows on each side, and as many that begin or end along the strip
_SHARE = 0.2  # of the letters, that each side holds: bullets and page numbers are no column
_BESIDE = 0.5  # of the height of the shorter side, that the other one stands beside
_MOST_ROWS = 500  # on a page; one with more is read row by row

Edges = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Strip:
    """An empty strip down a range of rows: where it is, and the rows that stand on its emptier side."""

    middle: float
    rows: range
    fewest: int


def columns(rows: Sequence[Line]) -> list[list[Line]]:
    """The lines of each column, in the order they are read in."""
    return [] if not rows else list(_cut(list(rows), is_right_to_left(rows)))


def _cut(rows: list[Line], right_to_left: bool) -> Iterator[list[Line]]:
    strip = _longest_strip(rows) if 2 * _FEWEST <= len(rows) <= _MOST_ROWS else None
    if strip is None:
        yield rows
        return
    above, body, below = rows[: strip.rows.start], rows[strip.rows.start : strip.rows.stop], rows[strip.rows.stop :]
    sides = [_side(body, strip.middle, left) for left in (True, False)]
    for part in (above, *(reversed(sides) if right_to_left else sides), below):
        if part:
            yield from _cut(part, right_to_left)


def _longest_strip(rows: list[Line]) -> _Strip | None:
    """The strip that divides the most rows."""
    words = [list(_words(row)) for row in rows]
    edges = Counter(round(edge) for row in words for word in row for edge in word)
    width = _GAP * sorted(row.size for row in rows)[len(rows) // 2]
    found = (
        strip
        for edge, often in edges.items()
        if often >= _FEWEST
        for middle in (edge - width / 2 - 1, edge + width / 2 + 1)
        for run in _runs(words, (middle - width / 2, middle + width / 2))
        if (strip := _measured(rows, middle, run))
    )
    return max(found, key=lambda strip: strip.fewest, default=None)


def _words(row: Line) -> Iterator[Edges]:
    """Where each word begins and ends."""
    start = row.x0
    for before, space, after in zip(row.glyphs, row.glyphs[1:], row.glyphs[2:], strict=False):
        if space.text == " ":
            yield start, before.x1
            start = after.x0
    yield start, row.glyphs[-1].x1


def _runs(words: list[list[Edges]], strip: Edges) -> Iterator[range]:
    """The rows one below the other that leave a strip empty."""
    start = 0
    for index, row in enumerate(words):
        if any(left < strip[1] and right > strip[0] for left, right in row):
            if index > start:
                yield range(start, index)
            start = index + 1
    if start < len(words):
        yield range(start, len(words))


def _measured(rows: list[Line], middle: float, run: range) -> _Strip | None:
    """The strip, where two columns of text stand beside it."""
    body = rows[run.start : run.stop]
    left, right = [row for row in body if row.x0 < middle], [row for row in body if row.x1 > middle]
    if min(len(left), len(right)) < _FEWEST:
        return None
    beside = min(left[0].y, right[0].y) - max(left[-1].y, right[-1].y)
    if beside < _BESIDE * min(left[0].y - left[-1].y, right[0].y - right[-1].y):
        return None
    signs = [glyph.middle < middle for row in body for glyph in row.glyphs]
    if not _SHARE <= sum(signs) / len(signs) <= 1 - _SHARE:
        return None
    return _Strip(middle, run, min(len(left), len(right)))


def _side(rows: list[Line], middle: float, left: bool) -> list[Line]:
    """What of the rows is on one side."""
    parts = ([glyph for glyph in row.glyphs if (glyph.middle < middle) == left] for row in rows)
    found: list[Line] = []
    for row, part in zip(rows, parts, strict=True):
        while part and part[0].text == " ":
            part.pop(0)
        while part and part[-1].text == " ":
            part.pop()
        if part:
            sizes = sorted(glyph.size for glyph in part)
            found.append(Line(tuple(part), row.y, sizes[len(sizes) // 2]))
    return found
