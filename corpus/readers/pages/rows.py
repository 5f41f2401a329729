"""Signs to rows: what stands on one base line, from the left edge of the page to the right."""

from collections.abc import Iterable, Sequence

from corpus.readers.pages.glyph import Glyph, Line

_SAME_LINE = 0.3  # of the size of a sign, between base lines that are one
_RAISED = 0.6  # and between that of a raised or lowered sign and its line
_SMALLER = 0.85  # the size of such a sign
_WORD, _WIDE_WORD = 0.15, 0.4  # gaps that are spaces: in a line without any, and in one that has some
_TWICE = 0.12  # signs this close are one that was drawn twice, to be bold


def rows(glyphs: Sequence[Glyph]) -> list[Line]:
    """The rows of a page from top to bottom; gaps between words are spaces."""
    lines = (_line(row) for row in _with_raised(_on_base_lines(glyphs)))
    return sorted((line for line in lines if line), key=lambda line: -line.y)


def _on_base_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if found and found[-1][0].y - glyph.y <= _SAME_LINE * min(glyph.size, found[-1][0].size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return [row for row in found if any(glyph.text.strip() for glyph in row)]


def _with_raised(found: list[list[Glyph]]) -> list[list[Glyph]]:
    """Small signs above or below the base line, put into their line."""
    full: list[list[Glyph]] = []
    for index, row in enumerate(found):
        near = [other for other in found[max(index - 1, 0) : index + 2] if other is not row]
        home = next((other for other in near if _belongs(row, other)), None)
        if home is None:
            full.append(row)
        else:
            home.extend(row)
    return full


def _belongs(row: list[Glyph], other: list[Glyph]) -> bool:
    size = max(glyph.size for glyph in other)
    if max(glyph.size for glyph in row) > _SMALLER * size or abs(row[0].y - other[0].y) > _RAISED * size:
        return False
    return all(any(abs(glyph.x0 - near.x1) < size or abs(near.x0 - glyph.x1) < size for near in other) for glyph in row)


def _line(row: list[Glyph]) -> Line | None:
    ordered = _once(sorted(row, key=lambda glyph: (glyph.middle, glyph.x0)))
    if not any(glyph.text.strip() for glyph in ordered):
        return None
    size = _usual([glyph.size for glyph in ordered if glyph.text.strip()])
    main = [glyph for glyph in ordered if glyph.size >= _SMALLER * size and glyph.text.strip()]
    y = _usual([glyph.y for glyph in main])
    return Line(tuple(_spaced(ordered, size)), y, size)


def _once(ordered: list[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    for glyph in ordered:
        twice = kept and kept[-1].text == glyph.text and glyph.middle - kept[-1].middle < _TWICE * glyph.size
        if not (twice and glyph.x1 > glyph.x0 and glyph.text != " "):
            kept.append(glyph)
    return kept


def _spaced(ordered: list[Glyph], size: float) -> list[Glyph]:
    """One space for every gap and run of spaces between words."""
    gap = (_WIDE_WORD if any(glyph.text == " " for glyph in ordered) else _WORD) * size
    spaced: list[Glyph] = []
    end, is_open = ordered[0].x0, False
    for glyph in ordered:
        if glyph.text == " ":
            is_open = True
            continue
        if glyph.text:
            if spaced and (is_open or glyph.x0 - end > gap):
                spaced.append(Glyph(" ", spaced[-1].x1, max(glyph.x0, spaced[-1].x1), glyph.y, glyph.size))
            spaced.append(glyph)
            is_open = False
        end = max(end, glyph.x1)
    return spaced


def _usual(values: list[float]) -> float:
    """The value in the middle."""
    return sorted(values)[len(values) // 2]
