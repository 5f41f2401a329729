"""Which columns of a table hold text, in which languages, and whether its first row is a heading."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.document import Kind, Span
from corpus.paragraphs import paragraphs
from corpus.readers.declared import named_language, names_text
from corpus.readers.source import Builder

Row = Sequence[str]

MOST_CELLS = 2_000_000
"""Of a document, empty ones between others included; readers refuse what has more."""

_LISTED = 10  # columns that a remark names

# One word with a digit or a joint inside: a key, a number of a message, an address.
_CODE = re.compile(r"(?=\S*(?:\d|\w[_./:#@\\]\w))\S+")
_TEXT = 0.2  # of the cells of a column are text, where it is one of text
_ROWS, _CELLS = 1000, 1_000_000  # that are looked at, at most
_FEW, _REPEATED = 10, 10  # cells, and times that each value occurs, from which a column is one of states or names


@dataclass(frozen=True, slots=True)
class _Column:
    """``heading`` is its first cell, ``text`` whether the cells below are text, ``repeated`` whether all are few."""

    number: int
    heading: str
    text: bool
    repeated: bool

    @property
    def language(self) -> str:
        return named_language(self.heading)

    @property
    def is_named(self) -> bool:
        return bool(self.language) or names_text(self.heading)

    @property
    def is_headed(self) -> bool:
        """Whether it has a word above what is none."""
        return not self.text and _is_text(self.heading)


def add_table(builder: Builder, rows: Iterable[tuple[int, Row]], table: int = 0) -> tuple[str, ...]:
    """Add the text of a table, cell by cell, and return what is to be said of it; rows are numbered, and may be short.

    Columns of numbers, dates, keys and states are left out. Where the first row says which columns hold text, or
    in which languages, these are taken alone; a heading is no text.
    """
    filled = [(number, row) for number, row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return ()
    width = max(len(row) for _, row in filled)
    first, *others = (row for _, row in filled[: 1 + min(_ROWS, max(_FEW, _CELLS // width))])
    columns = [_column(number, first, others) for number in range(width)]
    texts = [column for column in columns if column.text]
    named = [column for column in texts if column.is_named]
    if len(named) > 1:
        kept = named
    else:
        kept = [column for column in texts if not column.repeated or column.is_named]
        kept = kept if len(kept) > 1 else texts
    is_headed = len(named) > 1 or any(column.is_headed or (column.text and column.language) for column in columns)
    for number, row in filled[is_headed:]:
        for column in kept:
            if column.number >= len(row):
                break
            cell = (table, number, column.number)
            _add(builder, row[column.number], cell, column.language if is_headed else "")
    used = {number for _, row in filled for number, cell in enumerate(row) if cell.strip()}
    used -= {column.number for column in kept}
    headings = {column.number: f" ({column.heading})" for column in columns if is_headed and column.heading}
    out = [f"{number + 1}{headings.get(number, '')}" for number in sorted(used)]
    if not out:
        return ()
    more = f" and {len(out) - _LISTED} more" if len(out) > _LISTED else ""
    return (f"columns left out, which hold no text to translate: {', '.join(out[:_LISTED])}{more}",)


def _column(number: int, first: Row, others: Sequence[Row]) -> _Column:
    heading = first[number].strip() if number < len(first) else ""
    cells = [row[number].strip() for row in others if number < len(row) and row[number].strip()] or [heading]
    share = sum(map(_is_text, cells)) / len(cells)
    repeated = len(cells) >= _FEW and len(set(cells)) * _REPEATED <= len(cells)
    return _Column(number, heading, share >= _TEXT, repeated)


def _is_text(cell: str) -> bool:
    return any(char.isalpha() for char in cell) and not _CODE.fullmatch(cell)


def _add(builder: Builder, text: str, cell: tuple[int, int, int], language: str) -> None:
    parts = [Span(0, len(text))] if text.isprintable() else paragraphs(text)
    for part in parts:
        builder.add(text[part.start : part.end], Kind.CELL, cell=cell, language=language)
