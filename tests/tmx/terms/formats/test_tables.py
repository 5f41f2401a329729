"""Tables that people edit."""

import builtins
import csv
import io
import zipfile
from typing import Any

import openpyxl
import pytest

from tmx.errors import UnreadableGlossary
from tmx.exchange.errors import MissingLibrary
from tmx.terms.concept import Concept, Glossary, Status, Term, TermType
from tmx.terms.formats import Lost, TermForm, read_all, write_glossary
from tmx.unit import Property

HARBOUR = Glossary(
    "harbour",
    (
        Concept(
            "c1",
            (
                Term("tugboat", "en", Status.PREFERRED, TermType.FULL, "noun", "The tugboat came.", ("a", "b")),
                Term("tug", "en", Status.ADMITTED),
                Term("قاطرة", "ar", properties=(Property("x-count", "12"),)),
            ),
            "Pulls ships.",
            "shipping",
            "handbook",
            ("first",),
            (Property("Client", "port"),),
        ),
        Concept("c2", (Term("=1+1", "en"), Term("رصيف", "ar"), Term("quai", "fr"))),
    ),
)


def written(form: TermForm, glossary: Glossary = HARBOUR, languages: tuple[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    write_glossary(out, form, glossary, languages)
    return out.getvalue()


def test_a_concept_is_a_row_and_what_it_has_twice_is_below() -> None:
    data = written(TermForm.CSV)
    assert data.startswith(b"\xef\xbb\xbfid,en,ar,fr,en status,")  # the mark tells Excel that it is UTF-8
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [{name: cell for name, cell in row.items() if cell} for row in rows] == [
        {
            "id": "c1",
            "en": "tugboat",
            "en status": "preferred",
            "en type": "full form",
            "en part of speech": "noun",
            "en context": "The tugboat came.",
            "en note": "a",
            "ar": "قاطرة",
            "ar x-count": "12",
            "subject": "shipping",
            "definition": "Pulls ships.",
            "origin": "handbook",
            "note": "first",
            "Client": "port",
        },
        {"id": "c1", "en note": "b"},
        {"id": "c1", "en": "tug", "en status": "admitted"},
        {"id": "c2", "en": "=1+1", "ar": "رصيف", "fr": "quai"},
    ]


def test_named_languages_are_the_only_columns_and_the_first_ones() -> None:
    assert written(TermForm.TSV, languages=("ar", "en")).decode().startswith("id\tar\ten\tar x-count\ten status\t")


def test_a_property_that_would_be_taken_for_another_column_is_counted() -> None:
    props = (Property("en", "x"), Property("Domain", "y"), Property("note", "z"), Property("x-a", "kept"))
    held = (Property("xref", "text", (("target", "https://example.org"),)),)
    concept = Concept("c1", (Term("quay", "en"),), properties=props + held)
    out = io.BytesIO()
    assert write_glossary(out, TermForm.CSV, Glossary("a", (concept,))) == Lost(details=4)
    assert out.getvalue().decode("utf-8-sig").splitlines()[0] == "id,en,x-a,xref"


def test_cells_of_a_workbook_are_texts_in_the_direction_of_their_language() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(TermForm.XLSX))).active
    headings = {cell.value: cell.column for cell in sheet[1]}
    formula = sheet.cell(5, headings["en"])
    assert (formula.value, formula.data_type, formula.number_format) == ("=1+1", "s", "@")
    orders = {name: sheet.cell(2, column).alignment.readingOrder for name, column in headings.items()}
    assert (orders["ar"], orders["en"], orders["definition"]) == (2, 1, 0)
    assert sheet.freeze_panes == "A2"
    assert not sheet.sheet_view.rightToLeft
    arabic = openpyxl.load_workbook(io.BytesIO(written(TermForm.XLSX, languages=("ar", "en")))).active
    assert arabic.sheet_view.rightToLeft


def test_what_no_cell_can_hold_is_cut_and_counted() -> None:
    concept = Concept("c1", (Term("quay\x0b", "en"),), "م" * 40_000)
    out = io.BytesIO()
    assert write_glossary(out, TermForm.XLSX, Glossary("a", (concept,))) == Lost(cut=1, illegal=1)
    (again,) = read_all(io.BytesIO(out.getvalue()), form=TermForm.XLSX).glossary.concepts
    assert (again.terms[0].text, len(again.definition)) == ("quay", 32_767)


def workbook(*sheets: list[Any]) -> io.BytesIO:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return io.BytesIO(out.getvalue())


def test_numbers_dates_empty_rows_and_other_sheets_of_a_workbook() -> None:
    from datetime import datetime

    first = [
        ["ID", "English", "Arabic", "Since"],
        [],
        [7, "quay", "رصيف", datetime(2024, 3, 1)],
        [7.5, 1.0, True, None],
    ]
    reading = read_all(workbook([], first, [["and", "more"]]), form=TermForm.XLSX)
    assert [(concept.id, [term.text for term in concept.terms]) for concept in reading.glossary.concepts] == [
        ("7", ["quay", "رصيف"]),
        ("7.5", ["1", "True"]),
    ]
    assert reading.glossary.concepts[0].properties == (Property("Since", "2024-03-01"),)
    assert reading.lost == Lost(rows=1)


def test_an_error_in_a_workbook_names_its_row() -> None:
    with pytest.raises(UnreadableGlossary, match="<stdin>: line 3: 'لسان' is in column 3, which has no heading"):
        read_all(workbook([["en", "ar"], ["quay", "رصيف"], ["pier", "", "لسان"]]), form=TermForm.XLSX)


def repacked(data: bytes, name: str, change: Any) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return io.BytesIO(out.getvalue())


SHEET = "xl/worksheets/sheet1.xml"


def test_a_workbook_that_grows_when_it_is_unpacked_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tmx.terms.formats.tables.workbook._LARGEST", 10_000_000)
    bomb = repacked(written(TermForm.XLSX), SHEET, lambda xml: xml + b" " * 11_000_000)
    assert len(bomb.getvalue()) < 100_000
    with pytest.raises(UnreadableGlossary, match="would unpack to 11 MB"):
        read_all(bomb, form=TermForm.XLSX)


def test_a_workbook_made_to_do_harm_is_refused() -> None:
    data = written(TermForm.XLSX)
    for declared in (b'<!DOCTYPE a [<!ENTITY b "c">]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">'.encode("utf-16-le")):
        with pytest.raises(UnreadableGlossary, match=r"sheet1.xml declares a document type"):
            read_all(repacked(data, SHEET, lambda xml, put=declared: put + xml), form=TermForm.XLSX)
    with pytest.raises(UnreadableGlossary, match="a damaged workbook"):
        read_all(repacked(data, SHEET, lambda xml: xml[: len(xml) // 2]), form=TermForm.XLSX)
    with pytest.raises(UnreadableGlossary, match="row 2 has 16,384 columns"):
        read_all(repacked(data, SHEET, lambda xml: xml.replace(b'"O2"', b'"XFD2"')), form=TermForm.XLSX)


def test_a_size_that_a_workbook_makes_up_is_not_believed() -> None:
    data = written(TermForm.XLSX)

    def lying(xml: bytes) -> bytes:
        return xml.replace(b"<sheetPr", b'<dimension ref="A1:A1"/><sheetPr', 1)

    reading = read_all(repacked(data, SHEET, lying), form=TermForm.XLSX)
    assert [term.text for term in reading.glossary.concepts[1].terms] == ["=1+1", "رصيف", "quai"]


def test_a_missing_package_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return imported(name, *args, **kwargs)

    data = written(TermForm.XLSX)
    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingLibrary, match=r'XLSX needs openpyxl; pip install "bitext-loom\[formats\]"'):
        written(TermForm.XLSX)
    with pytest.raises(MissingLibrary, match="<stdin>: XLSX needs openpyxl"):
        read_all(io.BytesIO(data), form=TermForm.XLSX)
