import gzip
from pathlib import Path

import pytest

from corpus import read_document
from corpus.document import Document, Kind
from corpus.errors import UnreadableDocument
from corpus.readers.source import Source
from corpus.readers.tmx import read

FIXTURES = Path(__file__).parent / "fixtures"
MUSEUM = [
    (0, 0, "en-GB", "The blue hall is on the left."),
    (0, 1, "ar", "القاعة الزرقاء على اليسار."),
    (1, 0, "en-GB", "Do not touch. Thank you."),
    (1, 1, "ar", "لا تلمس. شكرًا."),
    (1, 2, "fr", "Ne touchez pas. Merci."),
    (2, 0, "en-GB", "Closed"),
]


def cells(document: Document) -> list[tuple[int, int, str, str]]:
    assert all(block.kind is Kind.CELL and block.table == 0 for block in document.blocks)
    return [
        (block.row, block.column, block.language, document.text[block.start : block.end]) for block in document.blocks
    ]


def memory(units: str, srclang: str = "en") -> list[tuple[int, int, str, str]]:
    text = f'<tmx version="1.4"><header srclang="{srclang}"/><body>{units}</body></tmx>'
    return cells(read(Source("x.tmx", text.encode())))


def unit(**segments: str) -> str:
    variants = (f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in segments.items())
    return f"<tu>{''.join(variants)}</tu>"


def test_units_are_rows_and_languages_columns(tmp_path: Path) -> None:
    assert cells(read_document(FIXTURES / "museum.tmx")) == MUSEUM
    packed = tmp_path / "museum.tmx.gz"
    packed.write_bytes(gzip.compress((FIXTURES / "museum.tmx").read_bytes()))
    assert cells(read_document(packed)) == MUSEUM
    recoded = (FIXTURES / "museum.tmx").read_text(encoding="utf-8").replace("UTF-8", "UTF-16").encode("utf-16")
    assert cells(read(Source("museum.tmx", recoded))) == MUSEUM


def test_the_source_language_comes_first_where_the_header_says_it() -> None:
    units = unit(ar="واحد", en="One") + unit(en="Two", ar="اثنان")
    assert [(tag, column) for _, column, tag, _ in memory(units)] == [("en", 0), ("ar", 1), ("en", 0), ("ar", 1)]
    assert [tag for *_, tag, _ in memory(units, "EN-us")] == ["en", "ar", "en", "ar"]
    assert [tag for *_, tag, _ in memory(units, "*all*")] == ["ar", "en", "ar", "en"]


def test_old_and_odd_spellings_of_languages() -> None:
    old = '<tu><tuv lang="EN_us"><seg>One</seg></tuv><tuv xml:lang="?"><seg>واحد</seg></tuv></tu>'
    assert memory(old) == [(0, 0, "en-US", "One"), (0, 1, "", "واحد")]


@pytest.mark.parametrize(
    ("segment", "text"),
    [
        ("A <ph x='1'>&lt;br/&gt;</ph>B", "A B"),
        ("A<ph type='lb'/>B", "A B"),
        ("<hi>A <bpt i='1'>[</bpt>B</hi><ept i='1'>]</ept>", "A B"),
        ("<it pos='begin'>[<sub>note</sub></it>A<ut>x</ut>", "A"),
        ("A &amp; B &lt;i&gt;", "A & B <i>"),
    ],
)
def test_texts_without_codes(segment: str, text: str) -> None:
    assert [found for *_, found in memory(unit(en=segment))] == [text]


def test_entities_of_html_where_a_document_type_is_named() -> None:
    text = f'<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx><body>{unit(en="A&nbsp;caf&eacute;")}</body></tmx>'
    assert read(Source("x.tmx", text.encode())).text == "A\u00a0café"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<tmx><body>" + unit(en="One"), r"x\.tmx: line 1: not well-formed"),
        ("<xliff/>", "<xliff> where <tmx> is expected"),
        (
            f'<!DOCTYPE tmx [<!ENTITY a "{"b" * 100}">]><tmx><body>{unit(en="&a;" * 1000)}</body></tmx>',
            "declares entit",
        ),
        ("<tmx><body><tu><tuv><seg>" + "<hi>" * 1000, "depth"),
    ],
)
def test_damage_and_harm_are_refused_in_one_line(text: str, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message) as error:
        read(Source("x.tmx", text.encode()))
    assert "\n" not in str(error.value)
