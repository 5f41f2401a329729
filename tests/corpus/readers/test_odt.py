"""OpenDocument text: structure, white space, and what is left out."""

import zipfile
from pathlib import Path

import pytest

from corpus.document import Document, Kind
from corpus.errors import UnreadableDocument
from corpus.reading import read_document
from tests.corpus.readers.market import FIXTURES, found, report, texts

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for name, long in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "manifest": "manifest",
    }.items()
)
MIMETYPE = "application/vnd.oasis.opendocument.text"


def written(body: str, tmp_path: Path, styles: str = "", more: dict[str, str] | None = None) -> Path:
    path = tmp_path / "x.odt"
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("content.xml", content)
        for name, text in (more or {}).items():
            archive.writestr(name, text)
    return path


def with_body(body: str, tmp_path: Path, styles: str = "") -> Document:
    return read_document(written(body, tmp_path, styles))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_a_word_processor_wrote_comes_back_with_its_structure(language: str) -> None:
    document = read_document(FIXTURES / f"market.{language}.odt")
    assert found(document) == report(language)
    assert [block.level for block in document.blocks if block.kind is Kind.HEADING] == [1, 2, 2]
    cells = [(block.table, block.row, block.column) for block in document.blocks if block.kind is Kind.CELL]
    assert cells == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]


INSIDE = [
    ("one\n   two<text:s/><text:s text:c='2'/>three", ["one two   three"]),
    ("Name<text:tab/>ليلى", ["Name\tليلى"]),
    ("12 Harbour Street<text:line-break/>Basra", ["12 Harbour Street", "Basra"]),
    ("har\u00adbour", ["harbour"]),
    ("<text:a>the <text:span>port</text:span></text:a> of Basra", ["the port of Basra"]),
    ("kept<office:annotation><text:p>a comment</text:p></office:annotation>.", ["kept."]),
    ("<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>over</text:ruby-text></text:ruby>", ["base"]),
    ("seen<text:span text:style-name='H'> not seen</text:span>", ["seen"]),
    ("before<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>after",
     ["beforeafter", "boxed"]),
    ("one<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>a note</text:p>"
     "</text:note-body></text:note>.</text:p><text:p>two", ["one.", "two", "a note"]),
]  # fmt: skip
HIDDEN = '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'


@pytest.mark.parametrize(("inside", "expected"), INSIDE)
def test_text_of_a_paragraph(inside: str, expected: list[str], tmp_path: Path) -> None:
    assert texts(with_body(f"<text:p>{inside}</text:p>", tmp_path, HIDDEN)) == expected


def test_deletions_and_contents_are_left_out(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Prices 7</text:p></text:index-body></text:table-of-content>"
        "<text:section><text:p>in a section</text:p></text:section>"
    )
    assert texts(with_body(body, tmp_path)) == ["in a section"]


def test_lists_headings_and_titles_have_levels(tmp_path: Path) -> None:
    title = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="T2"/>'
    title += '<style:style style:name="T2" style:family="paragraph" style:parent-style-name="Title"/>'
    title += '<style:style style:name="Title" style:family="paragraph"/>'
    item = "<text:list><text:list-item><text:p>{}</text:p>{}</text:list-item></text:list>"
    body = '<text:p text:style-name="P1">Title</text:p><text:h text:outline-level="3">سوق</text:h>'
    blocks = with_body(body + item.format("fruit", item.format("melons", "")), tmp_path, title).blocks
    assert [(block.kind, block.level) for block in blocks] == [
        (Kind.HEADING, 1),
        (Kind.HEADING, 3),
        (Kind.ITEM, 1),
        (Kind.ITEM, 2),
    ]


def test_cells_are_counted_where_some_are_covered_or_repeated(tmp_path: Path) -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    wide = 'table:number-columns-spanned="2"'
    empty = '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    rows = (
        f"<table:table-header-rows><table:table-row>{cell('wide', wide)}{covered}{cell('c')}</table:table-row>"
        f"</table:table-header-rows>{empty}<table:table-row>"
        f'<table:table-cell table:number-columns-repeated="2"/>{cell("d")}</table:table-row>'
    )
    document = with_body(f"<table:table>{rows}</table:table>", tmp_path)
    places = [(text, b.row, b.column) for text, b in zip(texts(document), document.blocks, strict=True)]
    assert places == [("wide", 0, 0), ("c", 0, 2), ("d", 3, 2)]


def test_a_locked_document_is_one_clear_line(tmp_path: Path) -> None:
    entry = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    manifest = f"<manifest:manifest {SPACES}>{entry}</manifest:manifest>"
    path = written("<text:p>x</text:p>", tmp_path, more={"META-INF/manifest.xml": manifest})
    with pytest.raises(UnreadableDocument, match="locked with a password"):
        read_document(path)


@pytest.mark.parametrize("body", ["<text:p>", "<text:section>" * 5000, "&a;"])
def test_damage_is_one_clear_line(body: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(written(body, tmp_path))
    assert "\n" not in str(caught.value)


def test_a_package_without_text_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "x.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("content.xml", f"<office:document-content {SPACES}/>")
    with pytest.raises(UnreadableDocument, match="no OpenDocument text"):
        read_document(path)
