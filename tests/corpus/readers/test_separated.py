import csv
import gzip
import io
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import read_document
from corpus.document import Document, Kind
from corpus.errors import EmptyDocument, UnreadableDocument
from corpus.readers.separated import read
from corpus.readers.source import Source

FIXTURES = Path(__file__).parent / "fixtures"

Cell = tuple[int, int, str, str]


def cells(document: Document) -> list[Cell]:
    assert all(block.kind is Kind.CELL and block.table == 0 for block in document.blocks)
    return [
        (block.row, block.column, block.language, document.text[block.start : block.end]) for block in document.blocks
    ]


def rows(text: str, name: str = "x.csv") -> list[Cell]:
    return cells(read(Source(name, text.encode())))


MUSEUM = [
    (1, 1, "en", "The museum opens at nine; the garden at ten."),
    (1, 2, "ar", "يفتح المتحف في التاسعة؛ والحديقة في العاشرة."),
    (2, 1, "en", "Bring a coat."),
    (2, 1, "en", "It is cold inside."),
    (2, 2, "ar", "أحضر معطفًا."),
    (2, 2, "ar", "الجو بارد في الداخل."),
    (3, 1, "en", 'The guide said "welcome".'),
    (3, 2, "ar", 'قالت المرشدة "أهلًا".'),
    (4, 1, "en", "Closed on Mondays"),
]


def test_csv_with_headings() -> None:
    document = read_document(FIXTURES / "museum.csv")
    assert cells(document) == MUSEUM
    assert document.remarks == ("columns left out, which hold no text to translate: 1 (id), 4 (Status)",)


def test_tsv_without_headings_keeps_the_quotes_of_its_texts() -> None:
    document = read_document(FIXTURES / "museum.tsv")
    assert cells(document) == [
        (0, 0, "", "The museum opens at nine."),
        (0, 1, "", "يفتح المتحف في التاسعة."),
        (1, 0, "", '"Welcome," said the guide.'),
        (1, 1, "", '"أهلًا"، قالت المرشدة.'),
        (2, 0, "", "12 rooms are open today."),
        (2, 1, "", "اثنتا عشرة قاعة مفتوحة اليوم."),
    ]


def test_gzip_and_what_excel_writes(tmp_path: Path) -> None:
    packed = tmp_path / "museum.csv.gz"
    packed.write_bytes(gzip.compress((FIXTURES / "museum.csv").read_bytes()))
    assert cells(read_document(packed)) == MUSEUM
    unicode_text = "English\tArabic\r\nHello there.\tمرحبًا.\r\n".encode("utf-16")
    assert cells(read(Source("x.csv", unicode_text))) == [(1, 0, "en", "Hello there."), (1, 1, "ar", "مرحبًا.")]
    assert rows("sep=|\r\nen|ar\r\nHello, you; there.|مرحبًا.\r\n")[0] == (1, 0, "en", "Hello, you; there.")


@pytest.mark.parametrize(
    ("heading", "languages"),
    [
        ("en,ar", ["en", "ar"]),
        ("EN-gb;ar_LY", ["en-GB", "ar-LY"]),
        ("English (UK)\tالعربية", ["en", "ar"]),
        ("source_en,target_ar", ["en", "ar"]),
        ("Source,Translation", ["", ""]),
        ("eng,ara", ["en", "ar"]),
        ("Texte français,Deutsch", ["fr", "de"]),
    ],
)
def test_headings_name_the_languages(heading: str, languages: list[str]) -> None:
    delimiter = next(char for char in "\t;," if char in heading)
    found = rows(f"{heading}\nThe first one{delimiter}الأول\nThe second one{delimiter}الثاني\n")
    assert [language for _, _, language, _ in found] == languages * 2
    assert {row for row, *_ in found} == {1, 2}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,Good morning,صباح الخير\n2,Good night,تصبح على خير\n", {1, 2}),
        ("menu.file,Open the file,افتح الملف\nmenu.edit,Edit it,حرّره\n", {1, 2}),
        ("0.93;12 rooms;١٢ غرفة\n0.5;Two doors;بابان\n", {1, 2}),
        ("2026-01-02,See you,إلى اللقاء\n2026-01-03,Come in,تفضل\n", {1, 2}),
        ("id,en,ar\nwelcome,Welcome,أهلًا\nbye,Goodbye,وداعًا\n", {1, 2}),
        ("library,مكتبة\nmuseum,متحف\n", {0, 1}),
        ("Just one column\nand another line\n", {0}),
        ("".join(f"{'draft' if n % 2 else 'done'},Text {n} is,النص {n}\n" for n in range(30)), {1, 2}),
        ("en,ar,notes\nHello there,مرحبًا,said by the guide\nGoodbye now,وداعًا,said at the end\n", {0, 1}),
    ],
)
def test_columns_without_text_are_left_out(text: str, expected: set[int]) -> None:
    assert {column for _, column, *_ in rows(text)} == expected


def test_a_heading_above_numbers_is_no_text() -> None:
    assert rows("Nummer;Satz;Übersetzung\n1;Guten Tag.;صباح الخير.\n2;Bis bald.;إلى اللقاء.\n")[0][0] == 1


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ('"Hello"\t"مرحبًا"\n"Goodbye"\t"وداعًا"\n', "Hello"),  # every text in quotes
        ('"He said ""no"""\tقال لا\nGoodbye\tوداعًا\n', 'He said "no"'),  # doubled ones
        ('"Two\nlines"\tسطران\nGoodbye\tوداعًا\n', "Two"),  # a line break in quotes
        ('"No," he said\tقال لا\nGoodbye\tوداعًا\n', '"No," he said'),
        ('"No"\tلا\nGoodbye\tوداعًا\n', '"No"'),
    ],
)
def test_quotes_between_tabs_are_the_files_only_where_it_shows(text: str, first: str) -> None:
    assert rows(text, "x.tsv")[0][3] == first


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("en,ar\nWell, hello there,مرحبًا\nGoodbye,وداعًا\n", r"x\.csv: line 2: 3 columns where other lines have 2"),
        ('en,ar\n"Hello" you,مرحبًا\n', r"line 2: .*put a text with quotes in quotes"),
        ('en,ar\nOne,واحد\n"Never closed,\nمرحبًا\n', r"line 3: unexpected end of data"),
        ("One, two.\nThree.\nFour, five, six.\nSeven; eight.\nNine.\nTen.\n", "part its rows into columns"),
        ("en,ar\n" + "a" * 200_000 + ",b\n", "field larger than"),
        ("en,ar\n" + "," * 2_000_000, "line 2: a line of 2,000,000 characters"),
        ("en,ar\n" + "a," * 20_000 + "\nb,c\n" * 9, "line 2: 20,001 columns"),
    ],
)
def test_what_is_torn_apart_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message) as error:
        rows(text)
    assert "\n" not in str(error.value)


def test_quotes_tell_the_delimiter_where_no_heading_does() -> None:
    assert [text for *_, text in rows('"Stop;|"|Halt; b\n')] == ["Stop;|", "Halt; b"]
    assert [text for *_, text in rows('"One\n, two""","Eins\tZwei"\n')] == ["One", ', two"', "Eins\tZwei"]


_TEXT = st.text(st.sampled_from("ab اب\"',;\t|\n،."), max_size=12).map(lambda text: f"text {text}")
_WRITTEN = st.lists(st.tuples(_TEXT, _TEXT), min_size=1, max_size=6)
_DELIMITER, _END = st.sampled_from(",;\t|"), st.sampled_from(("\n", "\r\n"))


def as_csv(written: list[tuple[str, str]], delimiter: str, end: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(written)
    return out.getvalue()


@settings(max_examples=60, deadline=None)
@given(_WRITTEN, _DELIMITER, _END)
def test_what_a_spreadsheet_writes_comes_back(written: list[tuple[str, str]], delimiter: str, end: str) -> None:
    text = as_csv([("en", "ar"), *written], delimiter, end)
    lines = [line for line in text.splitlines()[1:] if line]
    if delimiter == "\t" and '""' not in text and all(line.count("\t") == 1 for line in lines):
        # Text that needs no quotes: that they part cells which hold as many tabs as lines cannot be told.
        written = [(one, other) for one, other in (line.split("\t") for line in lines) if (one + other).strip()]
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row, column, _, cell in rows(text):
        found[row, column] += cell.split()
    expected = {(row, column): cell.split() for row, pair in enumerate(written, 1) for column, cell in enumerate(pair)}
    assert found == {place: words for place, words in expected.items() if words}


@settings(max_examples=60, deadline=None)
@given(_WRITTEN, _DELIMITER, _END)
def test_a_proper_table_without_headings_is_not_refused(
    written: list[tuple[str, str]], delimiter: str, end: str
) -> None:
    rows(as_csv(written, delimiter, end).replace("text", "word"))  # text is a heading


def test_a_table_without_text_is_empty(tmp_path: Path) -> None:
    for text in ("", "1,2\n3,4\n", "en,ar\n"):
        path = tmp_path / "x.csv"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(EmptyDocument):
            read_document(path)
