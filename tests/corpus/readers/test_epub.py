"""Books: chapters in order, with their structure."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from corpus.document import Document, Kind
from corpus.errors import UnreadableDocument
from corpus.reading import read_document
from tests.corpus.readers.market import FIXTURES, report, texts

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
SPINE = (
    '<itemref idref="nav"/><itemref idref="two"/><itemref idref="one"/><itemref idref="two"/><itemref idref="gone"/>'
)
PACKAGE = f"""<package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="one" href="one%20chapter.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="gone" href="gone.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine>{SPINE}</spine></package>"""


def chapter(body: str) -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head>
<body>{body}</body></html>"""


def written(tmp_path: Path, parts: Mapping[str, str]) -> Path:
    path = tmp_path / "x.epub"
    standard = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": PACKAGE,
        "OPS/nav.xhtml": chapter("<nav>Contents</nav>"),
        "OPS/one chapter.xhtml": chapter("<p>one</p>"),
        "OPS/text/two.xhtml": chapter("<p>two</p>"),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**standard, **parts}.items():
            archive.writestr(name, text)
    return path


def with_body(body: str, tmp_path: Path) -> Document:
    return read_document(written(tmp_path, {"OPS/text/two.xhtml": chapter(body), "OPS/one chapter.xhtml": chapter("")}))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_a_word_processor_wrote_comes_back(language: str) -> None:
    """LibreOffice writes paragraphs and tables, without headings or lists."""
    document = read_document(FIXTURES / f"market.{language}.epub")
    assert texts(document) == [text for _, text in report(language)]
    cells = [(block.table, block.row, block.column) for block in document.blocks if block.kind is Kind.CELL]
    assert cells == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]


def test_chapters_come_in_the_order_of_the_spine_and_once(tmp_path: Path) -> None:
    assert texts(read_document(written(tmp_path, {}))) == ["two", "one"]


def test_structure_of_a_chapter(tmp_path: Path) -> None:
    body = """<section><h2>السوق<br/>الليلي</h2>
      <p xml:lang="en">The <i>night</i>
         market&nbsp;&mdash; open<a epub:type="noteref" href="#n">1</a>.</p>
      loose <b>text</b>
      <ul><li>fruit<ol><li><p>melons</p></li></ol></li></ul>
      <blockquote><p>quoted</p></blockquote><pre>a  b
c</pre><p hidden="">hidden</p><p style="display:none">hidden</p><script>x()</script></section>"""
    document = with_body(body, tmp_path)
    assert [(block.kind, block.level, block.language) for block in document.blocks] == [
        (Kind.HEADING, 2, ""),
        (Kind.HEADING, 2, ""),
        (Kind.PARAGRAPH, 0, "en"),
        (Kind.PARAGRAPH, 0, ""),
        (Kind.ITEM, 1, ""),
        (Kind.ITEM, 2, ""),
        (Kind.PARAGRAPH, 0, ""),
        (Kind.PARAGRAPH, 0, ""),
        (Kind.PARAGRAPH, 0, ""),
    ]
    assert texts(document) == [
        "السوق",
        "الليلي",
        "The night market\u00a0— open.",
        "loose text",
        "fruit",
        "melons",
        "quoted",
        "a  b",
        "c",
    ]


def test_cells_that_span_rows_and_columns_push_others_aside(tmp_path: Path) -> None:
    rows = (
        '<tr><th rowspan="2">tall</th><td colspan="2">wide</td></tr><tr><td>a</td><td>b</td></tr>'
        "<tr><td>c</td><td><p>d</p><p>e</p><table><tr><td>inner</td></tr></table></td></tr>"
    )
    document = with_body(f"<table><caption>Prices</caption><tbody>{rows}</tbody></table>", tmp_path)
    assert [(text, b.table, b.row, b.column) for text, b in zip(texts(document), document.blocks, strict=True)] == [
        ("Prices", -1, -1, -1),
        ("tall", 0, 0, 0),
        ("wide", 0, 0, 1),
        ("a", 0, 1, 1),
        ("b", 0, 1, 2),
        ("c", 0, 2, 0),
        ("d", 0, 2, 1),
        ("e", 0, 2, 1),
        ("inner", 1, 0, 0),
    ]


def encryption(method: str) -> str:
    return f'<encryption><EncryptedData><EncryptionMethod Algorithm="{method}"/></EncryptedData></encryption>'


def test_a_book_with_drm_is_one_clear_line_and_scrambled_fonts_are_none(tmp_path: Path) -> None:
    fonts = written(tmp_path, {"META-INF/encryption.xml": encryption("http://www.idpf.org/2008/embedding")})
    assert texts(read_document(fonts)) == ["two", "one"]
    locked = written(tmp_path, {"META-INF/encryption.xml": encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc")})
    with pytest.raises(UnreadableDocument, match="DRM"):
        read_document(locked)


BROKEN = [
    {"META-INF/container.xml": "<container/>"},
    {"META-INF/container.xml": CONTAINER.replace("book.opf", "other.opf")},
    {"OPS/text/two.xhtml": "<html><body><p>"},
    {"OPS/text/two.xhtml": '<!DOCTYPE html [<!ENTITY a "aaaa">]><html>&a;</html>'},
    {"OPS/text/two.xhtml": chapter("<div>" * 5000)},
]


@pytest.mark.parametrize("parts", BROKEN)
def test_damage_is_one_clear_line(parts: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(written(tmp_path, parts))
    assert "\n" not in str(caught.value)
