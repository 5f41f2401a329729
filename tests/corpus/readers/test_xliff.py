import gzip
from pathlib import Path

import pytest

from corpus import read_document
from corpus.document import Document, Kind
from corpus.errors import UnreadableDocument
from corpus.readers.source import Source
from corpus.readers.xliff import read

FIXTURES = Path(__file__).parent / "fixtures"
VERSION_1 = [
    (0, 0, "en-GB", "The blue hall is on the left."),
    (0, 1, "ar", "القاعة الزرقاء على اليسار."),
    (1, 0, "en-GB", "Do not touch."),
    (1, 1, "ar", "لا تلمس."),
    (2, 0, "en-GB", "Thank you & goodbye."),
    (2, 1, "ar", "شكرًا & وداعًا."),
    (3, 0, "en-GB", "Press OK to go on."),
]
VERSION_2 = [
    (0, 0, "en", "The blue hall is on the left."),
    (0, 1, "ar-LY", "القاعة الزرقاء على اليسار."),
    (1, 0, "en", "Do not touch anything."),
    (1, 1, "ar-LY", "لا تلمس شيئًا."),
    (2, 0, "en", "Goodbye."),
]


def cells(document: Document) -> list[tuple[int, int, str, str]]:
    assert all(block.kind is Kind.CELL and block.table == 0 for block in document.blocks)
    return [
        (block.row, block.column, block.language, document.text[block.start : block.end]) for block in document.blocks
    ]


def units(body: str) -> Document:
    text = f'<xliff version="1.2"><file source-language="en" target-language="ar"><body>{body}</body></file></xliff>'
    return read(Source("x.xlf", text.encode()))


@pytest.mark.parametrize(("name", "expected"), [("museum.xlf", VERSION_1), ("museum-2.xlf", VERSION_2)])
def test_segments_are_rows(name: str, expected: list[tuple[int, int, str, str]], tmp_path: Path) -> None:
    assert cells(read_document(FIXTURES / name)) == expected
    packed = tmp_path / "no suffix"
    packed.write_bytes(gzip.compress((FIXTURES / name).read_bytes()))
    assert cells(read_document(packed)) == expected


def test_several_files_and_languages_of_their_own() -> None:
    text = (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file source-language="en" target-language="ar"><header><skl/></header><body><group><group>'
        "<trans-unit id='1'><source>One</source><target>واحد</target></trans-unit></group></group></body></file>"
        '<file source-language="fr" target-language="de"><body>'
        "<trans-unit id='1'><source>Un</source><target xml:lang='de-AT'>Eins</target></trans-unit></body></file>"
        "</xliff>"
    )
    assert cells(read(Source("x.xlf", text.encode()))) == [
        *((0, 0, "en", "One"), (0, 1, "ar", "واحد"), (1, 0, "fr", "Un"), (1, 1, "de-AT", "Eins")),
    ]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("<source>A</source>", ["A"]),
        ("<source>A</source><target/>", ["A"]),
        ("<source>A</source><target state='new'>A</target>", ["A"]),
        ("<source>A</source><target state='translated'>ا</target>", ["A", "ا"]),
        ("<source>A<sub>not text</sub></source>", ["Anot text"]),
        ("<source>A<ph id='1'>x<sub>tip</sub></ph>B</source>", ["AB"]),
        ("<source>A<bpt id='1'>[</bpt>B<ept id='1'>]</ept><it id='2' pos='open'>(</it></source>", ["AB"]),
        ("<source>A<mrk mtype='term'>B</mrk> C<!-- D --></source>", ["AB C"]),
        ("<source> A\n  B </source>", ["A\n  B"]),
        # Segments that the target does not have: the unit is one row.
        ("<source>A. B.</source><seg-source><mrk mtype='seg' mid='0'>A.</mrk> <mrk mtype='seg' mid='1'>B.</mrk>"
         "</seg-source><target><mrk mtype='seg' mid='0'>ا. ب.</mrk></target>", ["A. B.", "ا. ب."]),
    ],
)  # fmt: skip
def test_texts_without_codes(unit: str, expected: list[str]) -> None:
    assert [text for *_, text in cells(units(f"<trans-unit id='1'>{unit}</trans-unit>"))] == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<xliff><file>", r"x\.xlf: line 1: not well-formed"),
        ("<xliff>&nothing;</xliff>", "line 1: .*Entity 'nothing' not defined"),
        ("<html><body>A page</body></html>", "<html> where <xliff> is expected"),
        ('<!DOCTYPE xliff [<!ENTITY a "b">]><xliff><file/></xliff>', "declares entities"),
        ('<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff>&a;</xliff>', "declares entities"),
        ("<xliff>" + "<group>" * 1000, "depth"),
        ("<xliff>" + "<x/>" * 600_000 + "</xliff>", "more than 500,000 elements"),
    ],
)
def test_damage_and_harm_are_refused_in_one_line(text: str, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message) as error:
        read(Source("x.xlf", text.encode()))
    assert "\n" not in str(error.value)


def test_entities_in_utf_16_are_refused_as_well() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE xliff [<!ENTITY a "b">]><xliff>&a;</xliff>'
    with pytest.raises(UnreadableDocument, match="declares entities"):
        read(Source("x.xlf", text.encode("utf-16")))
