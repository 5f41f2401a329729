"""Word documents: structure, and the text that a reader of the page sees."""

import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.document import Document, Kind
from corpus.errors import UnreadableDocument
from corpus.reading import read_document
from tests.conftest import Loom
from tests.corpus.readers.market import FIXTURES, found, report, texts


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def with_body(blocks: Iterable[str], tmp_path: Path) -> Document:
    """A document of these elements, written in WordprocessingML."""
    document = docx.Document()
    add(document, blocks)
    document.save(str(tmp_path / "x.docx"))
    return read_document(tmp_path / "x.docx")


def add(document: WordDocument, blocks: Iterable[str]) -> None:
    for block in blocks:
        inside = parse_xml(f"<w:body {nsdecls('w', 'r')}>{block}</w:body>")
        for element in list(inside):
            document.element.body.insert(len(document.element.body) - 1, element)


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_a_word_processor_wrote_comes_back_with_its_structure(language: str) -> None:
    document = read_document(FIXTURES / f"market.{language}.docx")
    assert found(document) == report(language)
    assert [block.level for block in document.blocks if block.kind is Kind.HEADING] == [1, 2, 2]
    cells = [(block.table, block.row, block.column) for block in document.blocks if block.kind is Kind.CELL]
    assert cells == [(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)]


def test_a_table_of_two_columns_is_a_bilingual_document(loom: Loom, tmp_path: Path) -> None:
    out = tmp_path / "x.tsv"
    outcome = loom("align", FIXTURES / "market.en-ar.docx", "-o", out)
    assert outcome.code == 0, outcome.err
    aligned = out.read_text(encoding="utf-8")
    for (_, english), (_, arabic) in zip(report("en", table=False), report("ar", table=False), strict=True):
        line = next(line for line in aligned.splitlines() if line.startswith(english[:20]))
        assert arabic[:12] in line


INSIDE = [
    (run("one ") + run("two"), ["one two"]),
    ("<w:r><w:t>Name</w:t><w:tab/><w:t>Layla</w:t></w:r>", ["Name\tLayla"]),
    ("<w:r><w:t>12 Harbour Street</w:t><w:br/><w:t>Basra</w:t></w:r>", ["12 Harbour Street", "Basra"]),
    ("<w:r><w:t>har</w:t><w:softHyphen/><w:t>bour mas\u00adter</w:t></w:r>", ["harbour master"]),
    ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r>", ["co\u2011op"]),
    (f'<w:hyperlink w:anchor="x">{run("the port")}</w:hyperlink>{run(" of Basra")}', ["the port of Basra"]),
    (f"<w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>", ["new"]),
    (f"<w:moveTo>{run('here')}</w:moveTo><w:moveFrom>{run('there')}</w:moveFrom>", ["here"]),
    (run("seen") + run("hidden", "<w:vanish/>") + run(" too", '<w:vanish w:val="0"/>'), ["seen too"]),
    (f'<w:fldSimple w:instr="DATE">{run("3 March")}</w:fldSimple>', ["3 March"]),
    (run("سوق", "<w:rtl/>") + run(" 12", "<w:rtl/>"), ["سوق 12"]),
    (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('filled in')}</w:sdtContent></w:sdt>", ["filled in"]),
    (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click')}</w:sdtContent></w:sdt>{run('x')}",
        ["x"],
    ),
    (f"<w:ruby><w:rt>{run('over')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby>", ["base"]),
]


@pytest.mark.parametrize(("inside", "expected"), INSIDE)
def test_text_of_a_paragraph(inside: str, expected: list[str], tmp_path: Path) -> None:
    assert texts(with_body([paragraph(inside)], tmp_path)) == expected


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def test_of_a_field_the_result_is_kept(tmp_path: Path) -> None:
    nested = mark("begin") + code("IF ") + mark("begin") + code("PAGE") + mark("separate") + run("7") + mark("end")
    blocks = [
        paragraph(run("see ") + nested + mark("separate") + run("page 7") + mark("end") + run(".")),
        paragraph(mark("begin") + code("INCLUDETEXT") + mark("separate") + run("from one")),
        paragraph(run("to the next") + mark("end")),
        paragraph(mark("begin") + run("never separated")),
        paragraph(run("still here")),
    ]
    assert texts(with_body(blocks, tmp_path)) == ["see page 7.", "from one", "to the next", "still here"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(tmp_path: Path) -> None:
    blocks = [paragraph(run("The market "), "<w:rPr><w:del/></w:rPr>"), paragraph(run("opens at six."))]
    assert texts(with_body(blocks, tmp_path)) == ["The market opens at six."]


def test_a_large_initial_belongs_to_its_word(tmp_path: Path) -> None:
    blocks = [paragraph(run("T"), '<w:framePr w:dropCap="drop"/>'), paragraph(run("he market"))]
    assert texts(with_body(blocks, tmp_path)) == ["The market"]


def styled(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def test_headings_are_known_in_any_language(tmp_path: Path) -> None:
    document = docx.Document()
    styles = document.styles.element
    for style in (
        '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="عنوان الفصل"/>'
        '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>',
        '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="عنوان"/><w:basedOn w:val="a1"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="loop"/><w:basedOn w:val="loop"/></w:style>',
    ):
        styles.append(parse_xml(style.replace("<w:style ", f"<w:style {nsdecls('w')} ", 1)))
    add(
        document,
        [
            paragraph(run("zwei"), styled("berschrift2")),
            paragraph(run("ثلاثة"), styled("a1")),
            paragraph(run("ثلاثة أيضا"), styled("a2")),
            paragraph(run("four"), '<w:outlineLvl w:val="3"/>'),
            paragraph(run("none"), styled("a1") + '<w:outlineLvl w:val="9"/>'),
            paragraph(run("none either"), styled("loop")),
        ],
    )
    document.save(str(tmp_path / "x.docx"))
    blocks = read_document(tmp_path / "x.docx").blocks
    assert [block.level for block in blocks] == [2, 3, 3, 4, 0, 0]
    assert [block.kind is Kind.HEADING for block in blocks] == [True, True, True, True, False, False]


def test_lists_have_levels_and_a_numbered_heading_stays_one(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("fruit", style="List Bullet")
    deeper = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    add(
        document,
        [
            paragraph(run("melons"), deeper),
            paragraph(run("Bread"), styled("Heading1") + deeper),
            paragraph(run("no longer"), styled("ListBullet") + '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        ],
    )
    document.save(str(tmp_path / "x.docx"))
    blocks = read_document(tmp_path / "x.docx").blocks
    assert [(block.kind, block.level) for block in blocks] == [
        (Kind.ITEM, 1),
        (Kind.ITEM, 2),
        (Kind.HEADING, 1),
        (Kind.PARAGRAPH, 0),
    ]


def test_merged_cells_come_once_and_nested_tables_are_tables(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    wide = table.cell(0, 0).merge(table.cell(0, 1))
    wide.text = "wide"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "tall"
    table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "inner"
    document.save(str(tmp_path / "x.docx"))
    read = read_document(tmp_path / "x.docx")
    cells = [(text, b.table, b.row, b.column) for text, b in zip(texts(read), read.blocks, strict=True)]
    assert cells == [
        ("wide", 0, 0, 0),
        ("02", 0, 0, 2),
        ("10", 0, 1, 0),
        ("11", 0, 1, 1),
        ("inner", 1, 0, 0),
        ("tall", 0, 1, 2),
        ("20", 0, 2, 0),
        ("21", 0, 2, 1),
    ]


def test_content_controls_and_text_boxes_are_text_and_contents_are_not(tmp_path: Path) -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('in a box'))}</w:txbxContent></w:pict></w:r>"
    inner = paragraph(run("controlled"))
    document = docx.Document()
    toc = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    document.styles.element.append(parse_xml(toc.replace("<w:style ", f"<w:style {nsdecls('w')} ", 1)))
    document.sections[0].header.paragraphs[0].text = "running head"
    blocks = [
        paragraph(run("Prices 7"), styled("TOC1")),
        f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
        paragraph(run("before ") + box + run("after")),
        paragraph(run("last")),
    ]
    add(document, blocks)
    document.save(str(tmp_path / "x.docx"))
    assert texts(read_document(tmp_path / "x.docx")) == ["controlled", "before after", "in a box", "last"]


def repacked(data: bytes, parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts}:
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return out.getvalue()


def test_notes_follow_the_text_in_the_order_they_are_referred_to(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    document = docx.Document()
    refer = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    add(document, [paragraph(run("one") + refer.format(3)), paragraph(run("two") + refer.format(2))])
    document.save(str(path))
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    types = types.replace("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>')
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relations = relations.replace(
        "</Relationships>", f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/></Relationships>'
    )
    notes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(run(text))}</w:footnote>'
        for number, text in ((0, "separator"), (2, "the second"), (3, "the first"), (4, "unused"))
    )
    parts = {
        "[Content_Types].xml": types.encode(),
        "word/_rels/document.xml.rels": relations.encode(),
        "word/footnotes.xml": f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode(),
    }
    path.write_bytes(repacked(path.read_bytes(), parts))
    assert texts(read_document(path)) == ["one", "two", "the first", "the second"]


BROKEN = {
    "entities": {"word/document.xml": b'<!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'},
    "depth": {"word/document.xml": b"<a>" * 5000},
    "no content": {"[Content_Types].xml": b"<Types/>"},
    "not XML": {"word/styles.xml": b"styles"},
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_damaged_or_hostile_document_is_one_clear_line(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(repacked((FIXTURES / "market.en.docx").read_bytes(), BROKEN[name]))
    with pytest.raises(UnreadableDocument) as caught:
        read_document(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
