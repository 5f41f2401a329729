import gzip
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from corpus import read_document
from corpus.document import Document, Kind
from corpus.errors import UnreadableDocument
from corpus.readers.source import Source
from corpus.readers.xlsx import read

FIXTURES = Path(__file__).parent / "fixtures"

Cell = tuple[int, int, int, str, str]
MUSEUM = [
    (0, 1, 1, "en", "The museum opens at nine."),
    (0, 1, 2, "ar", "يفتح المتحف في التاسعة."),
    (0, 2, 1, "en", "The blue hall is on the left."),
    (0, 2, 2, "ar", "القاعة الزرقاء على اليسار."),
    (0, 3, 1, "en", "Bring a coat."),
    (0, 3, 1, "en", "It is cold inside."),
    (0, 3, 2, "ar", "أحضر معطفًا."),
    (0, 3, 2, "ar", "الجو بارد في الداخل."),
    (0, 5, 1, "en", "1984"),
    (0, 5, 2, "ar", "1984"),
    (0, 6, 1, "en", "Closed on Mondays"),
    (1, 0, 0, "", "Ticket office شباك التذاكر"),
    (1, 1, 0, "", "Children enter free."),
    (1, 1, 1, "", "الدخول مجاني للأطفال."),
    (1, 2, 0, "", "Keep your ticket."),
    (1, 2, 1, "", "احتفظ بتذكرتك."),
]


def cells(document: Document) -> list[Cell]:
    assert all(block.kind is Kind.CELL for block in document.blocks)
    return [
        (block.table, block.row, block.column, block.language, document.text[block.start : block.end])
        for block in document.blocks
    ]


def workbook(*rows: Sequence[Any], path: str = "", part: bytes = b"") -> bytes:
    """A workbook of one sheet, one part of it replaced."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    if not path:
        return out.getvalue()
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, part if name == path else old.read(name))
    return changed.getvalue()


def sheet(data: str) -> bytes:
    xml = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{data}</worksheet>'
    return workbook([], path="xl/worksheets/sheet1.xml", part=xml.encode())


def test_sheets_are_tables() -> None:
    document = read_document(FIXTURES / "museum.xlsx")
    assert cells(document) == MUSEUM
    assert document.remarks == (
        "sheet 'Internal' is hidden, and was left out",
        "sheet 'Signs': columns left out, which hold no text to translate: 1 (No.), 4 (Checked)",
    )


def test_a_workbook_is_known_whatever_its_name_is(tmp_path: Path) -> None:
    path = tmp_path / "museum.bin.gz"
    path.write_bytes(gzip.compress((FIXTURES / "museum.xlsx").read_bytes()))
    assert cells(read_document(path)) == MUSEUM


def test_values_that_are_no_text() -> None:
    rows: list[list[Any]] = [
        ["en", "ar"],
        ["The year", 2026],
        [2.5, 3.0],
        [True, date(2026, 1, 2)],
        ["=A2", "الثمن"],
        [None, "آخر"],
        ["line_x000D_\nbreak", "نص"],
    ]
    assert [text for *_, text in cells(read(Source("x.xlsx", workbook(*rows))))] == [
        *("The year", "2026", "2.5", "3", "الثمن", "آخر", "line", "break", "نص"),
    ]


def test_what_the_sheet_says_of_its_size_is_not_believed() -> None:
    row = '<row r="3"><c r="B3" t="inlineStr"><is><t>Hello there</t></is></c></row>'
    data = sheet(f'<dimension ref="A1:A1"/><sheetData>{row}</sheetData>')
    assert cells(read(Source("x.xlsx", data))) == [(0, 2, 1, "", "Hello there")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            sheet('<sheetData><row r="99999999999"><c r="A1"><v>1</v></c></row></sheetData>'),
            "more than 2,000,000 cells",
        ),
        (sheet("<sheetData>" + '<row><c r="XFD1"/></row>' * 700 + "</sheetData>"), "more than 2,000,000 cells"),
        (sheet("<sheetData><row>" + "<c/>" * 300_000 + "</row></sheetData>"), "larger than Excel writes it"),
        (sheet("<sheetData><row><c"), "damaged"),
        (sheet("<sheetData><row><c r='1A'><v>x</v></c></row></sheetData>"), "damaged"),
        (
            workbook([], path="xl/workbook.xml", part=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
            "workbook.xml has a document type",
        ),
        (workbook([], path="xl/workbook.xml", part=b"<nothing/>"), "no sheet that can be read"),
        (b"PK\x03\x04" + b"\0" * 60, "damaged archive"),
    ],
    ids=[
        "a row far away",
        "wide rows",
        "countless cells",
        "cut off",
        "bad place",
        "entities",
        "no workbook",
        "no archive",
    ],
)
def test_damage_and_harm_are_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message) as error:
        read(Source("x.xlsx", data))
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("x.xlsx: ")
