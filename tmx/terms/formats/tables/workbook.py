"""Tables as workbooks of Excel: every cell is a text, right to left where its language is."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any, BinaryIO

from tmx.characters import legal
from tmx.errors import UnreadableGlossary
from tmx.exchange.errors import MissingLibrary
from tmx.terms.concept import Glossary
from tmx.terms.formats.choice import chosen
from tmx.terms.formats.lost import Tally
from tmx.terms.formats.tables.columns import Column
from tmx.terms.formats.tables.concepts import Row, glossary_of
from tmx.terms.formats.tables.rows import table_of

_LARGEST = 200_000_000  # bytes of all parts, unpacked
_PACKED = 50_000_000  # bytes of the file
_LONGEST = 32_767  # characters in a cell
_ROWS, _COLUMNS = 1_048_576, 1_000
_HEAD = 1 << 16  # bytes of a part before its root
_RIGHT_TO_LEFT = {"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"}
_WIDE, _NARROW = 32, 14  # columns, in characters


def read_workbook(
    stream: io.BufferedReader, name: str, title: str, languages: tuple[str, str] | None, tally: Tally
) -> Glossary:
    """A glossary from the first sheet with anything in it; rows of others are counted.

    Raises ``UnreadableGlossary`` for a file that is none, or is made to do harm; ``MissingLibrary``.
    """
    openpyxl = _library(name)
    data = stream.read(_PACKED + 1)
    _check(data, name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [rows for sheet in book.worksheets if (rows := list(_rows(sheet, name)))]
    except UnreadableGlossary:
        raise
    # A damaged workbook can raise anything: openpyxl takes what it finds for what it looks for.
    except Exception as error:
        reason = " ".join(str(error).split())[:100]
        raise UnreadableGlossary(f"{name}: a damaged workbook ({reason}); save it again") from error
    if not sheets:
        return Glossary(title, ())
    tally["rows"] += sum(map(len, sheets[1:]))
    return glossary_of(sheets[0], name, title, languages, tally)


def write_workbook(out: BinaryIO, glossary: Glossary, languages: tuple[str, str] | None, tally: Tally) -> None:
    """Write one sheet, its headings frozen; raises ``MissingLibrary``, ``InvalidGlossary``."""
    openpyxl = _library("a workbook")
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    columns, rows = table_of(list(chosen(glossary, languages, tally)), tally)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("glossary")
    sheet.freeze_panes = "A2"
    sheet.sheet_view.rightToLeft = any(map(_is_right_to_left, columns[1:2]))
    alignments = []
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE if _is_text(column) else _NARROW
        order = 2 if _is_right_to_left(column) else 1 if column.language else 0
        alignments.append(Alignment(readingOrder=order, vertical="top", wrap_text=_is_text(column)))

    def row_of(cells: list[str], font: Any = None) -> Iterator[Any]:
        for text, alignment in zip(cells, alignments, strict=True):
            cell = WriteOnlyCell(sheet, value=_fitted(text, tally))
            cell.data_type = "s"  # or a text that begins with = were a formula
            cell.number_format, cell.alignment = "@", alignment
            if font:
                cell.font = font
            yield cell if text else None

    sheet.append(row_of([column.heading for column in columns], Font(bold=True)))
    for number, row in enumerate(rows, 2):
        if number > _ROWS:
            tally["rows"] += 1
        else:
            sheet.append(row_of(row))
    packed = io.BytesIO()  # the archive is written back and forth, which a pipe does not take
    book.save(packed)
    out.write(packed.getbuffer())


def _fitted(text: str, tally: Tally) -> str:
    kept, illegal = legal(text)
    tally["illegal"] += illegal
    tally["cut"] += len(kept) > _LONGEST
    return kept[:_LONGEST].replace("\r\n", "\n")


def _rows(sheet: Any, name: str) -> Iterator[Row]:
    sheet.reset_dimensions()  # what the file says of them need not be true
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        if len(row) > _COLUMNS:
            raise UnreadableGlossary(f"{name}: row {number} has {len(row):,} columns; this is no glossary")
        cells = [_text(value) for value in row]
        if any(cells):
            yield number, cells


def _text(value: object) -> str:
    """What a person sees in a cell, more or less: numbers without the decimals they do not have."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _check(data: bytes, name: str) -> None:
    """Raise ``UnreadableGlossary`` for what is no archive, unpacks to too much, or declares entities."""
    if len(data) > _PACKED:
        raise UnreadableGlossary(f"{name}: larger than {_PACKED / 1e6:.0f} MB; save it as CSV")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > _LARGEST:
                raise UnreadableGlossary(
                    f"{name}: would unpack to {size / 1e6:,.0f} MB; this is no glossary that people write"
                )
            for part in archive.infolist():
                with archive.open(part) as file:
                    if b"<!DOCTYPE" in file.read(_HEAD).replace(b"\0", b""):  # in UTF-16 as well
                        raise UnreadableGlossary(
                            f"{name}: {part.filename} declares a document type, which can be an attack; save it again"
                        )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
        raise UnreadableGlossary(f"{name}: no workbook, or a damaged or locked one ({error}); save it again") from error


def _is_text(column: Column) -> bool:
    return column.field not in ("id", "status", "type", "part of speech") and not column.field.startswith("x-")


@lru_cache
def _is_right_to_left(column: Column) -> bool:
    from langcodes import Language  # 0.1 s

    script = Language.get(column.language).maximize().script if column.language else ""
    return script in _RIGHT_TO_LEFT and column.field != "status"


def _library(name: str) -> Any:
    try:
        import openpyxl  # 0.3 s, and an optional library
    except ImportError as error:
        raise MissingLibrary(f'{name}: XLSX needs openpyxl; pip install "bitext-loom[formats]"') from error
    return openpyxl
