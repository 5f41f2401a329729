"""Workbooks of Excel: every visible sheet is a table."""

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import openpyxl

from corpus.document import Document
from corpus.errors import UnreadableDocument
from corpus.readers.columns import MOST_CELLS, add_table
from corpus.readers.containers import members
from corpus.readers.source import Builder, Source

_MOST_ROWS, _WIDEST = 1_048_576, 10_000_000  # of a sheet, as in Excel; cells of all rows, empty ones included
_MOST_TAGS, _MOST_TOGETHER = 8_000_000, 200_000  # of a part, and of a row: what is beyond takes gigabytes
_CONTROL = re.compile(r"_x(00[01][0-9A-Fa-f])_")  # what XML has no place for, as Excel writes it


def read(source: Source) -> Document:
    """Every cell of text is a block, as in ``separated``; of formulas the values; dates and hidden sheets stay out.

    Raises ``UnreadableDocument``.
    """
    _check(source)
    builder = Builder()
    remarks: list[str] = []
    try:
        with warnings.catch_warnings(action="ignore"):  # of styles and validations that openpyxl does not know
            sheets = list(_sheets(source, remarks))
    except UnreadableDocument:
        raise
    except Exception as error:  # whatever a damaged workbook makes openpyxl do
        raise UnreadableDocument(f"{source.name}: damaged ({' '.join(str(error).split())}); save it again") from error
    for number, (title, rows) in enumerate(sheets):
        remarks += (f"sheet {title!r}: {remark}" for remark in add_table(builder, rows, number))
    return builder.document(source, remarks=tuple(remarks))


def _check(source: Source) -> None:
    """Raise ``UnreadableDocument`` for what openpyxl would need gigabytes for: entities, and countless tags."""
    with members(source) as archive:
        for name in archive.names():
            if not name.endswith((".xml", ".rels")):
                continue
            data = archive.read(name).replace(b"\0", b"")
            if b"<!DOCTYPE" in data:
                raise UnreadableDocument(
                    f"{source.name}: {name} has a document type, which no workbook has need of; save it again"
                )
            # What is read row by row, or text by text, may have many.
            pieces = data.split(b"row" if "/worksheets/" in name else b"si")
            if data.count(b"<") > _MOST_TAGS or any(piece.count(b"<") > _MOST_TOGETHER for piece in pieces):
                raise UnreadableDocument(f"{source.name}: {name} is larger than Excel writes it; save it again")


def _sheets(source: Source, remarks: list[str]) -> Iterator[tuple[str, list[tuple[int, list[str]]]]]:
    """The titles of the visible sheets, and their rows that are not empty, with their numbers."""
    book = openpyxl.load_workbook(BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
    if not book.worksheets:
        raise UnreadableDocument(f"{source.name}: no sheet that can be read; save it as an ordinary Excel workbook")
    cells = width = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            remarks.append(f"sheet {sheet.title!r} is hidden, and was left out")
            continue
        sheet.reset_dimensions()  # what a file says of its size may be wrong
        rows = []
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            if row and (filled := _filled(row)):
                rows.append((number, list(map(_text, row[:filled]))))
                cells += filled
            width += len(row)
            if cells > MOST_CELLS or width > _WIDEST or number >= _MOST_ROWS:
                raise UnreadableDocument(f"{source.name}: more than {MOST_CELLS:,} cells; split it into several files")
        yield sheet.title, rows


def _filled(row: tuple[Any, ...]) -> int:
    """How many cells there are up to the last that is not empty; rows may be padded to 16,384 cells."""
    end = len(row)
    while end > 1 and row[end // 2 : end].count(None) == end - end // 2:
        end //= 2
    while end and row[end - 1] is None:
        end -= 1
    return end


def _text(value: Any) -> str:
    """Text and numbers as they are; a date has no form of its own, and what is true or wrong is no text."""
    if isinstance(value, str):
        return _CONTROL.sub(lambda match: chr(int(match[1], 16)), value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(int(value)) if value == value // 1 else str(value)
