"""Word documents (python-docx): headings, list items and tables in order, then the notes.

python-docx opens the package and knows its parts; the walk is ours, since ``iter_inner_content`` passes over
content controls and tracked paragraphs. Headers, footers, comments and tables of contents are left out.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from corpus.document import Document, Kind
from corpus.errors import UnreadableDocument
from corpus.paragraphs import paragraphs
from corpus.readers.containers import members, parse_xml
from corpus.readers.source import Builder, Source
from corpus.readers.word.runs import ALTERNATIVES, Runs, first_choice, is_placeholder
from corpus.readers.word.styles import Role, Styles

_NOWHERE = (-1, -1, -1)
_DELETED = frozenset((qn("w:del"), qn("w:moveFrom"), qn("w:sdtPr"), qn("w:sdtEndPr")))
_NOTES = {"footnotes": qn("w:footnote"), "endnotes": qn("w:endnote")}


def read(source: Source) -> Document:
    """The blocks of a DOCX; raises ``UnreadableDocument``."""
    document = _open(source)
    walk = _Walk(Styles(document.styles.element.iterchildren(qn("w:style"))))
    walk.story(document.element.body)
    for kind, notes in _notes(document, source).items():
        for number in dict.fromkeys(number for told, number in walk.runs.notes if told == kind):
            if number in notes:
                walk.story(notes[number])
    return walk.builder.document(source)


def _open(source: Source) -> WordDocument:
    with members(source) as archive:
        for name in archive.names():
            if name.lower().endswith((".xml", ".rels")) and not name.startswith("customXml/"):
                parse_xml(archive.read(name), f"{source.name}, {name}")
    try:
        return docx.Document(BytesIO(source.data))
    except (OpcError, KeyError, ValueError, TypeError, AttributeError, etree.LxmlError, zipfile.BadZipFile) as error:
        reason = str(error).replace("\n", " ")
        raise UnreadableDocument(f"{source.name}: no Word document ({reason}); save it as .docx again") from error


def _notes(document: WordDocument, source: Source) -> dict[str, dict[str, etree._Element]]:
    """Footnotes and endnotes by their id."""
    found: dict[str, dict[str, etree._Element]] = {kind: {} for kind in _NOTES}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind in _NOTES and not relation.is_external:
            root = parse_xml(relation.target_part.blob, f"{source.name}, {relation.target_part.partname}")
            found[kind] = {note.get(qn("w:id"), ""): note for note in root.iterchildren(_NOTES[kind])}
    return found


@dataclass(slots=True)
class _Walk:
    """Goes through a story (the body, a note) and collects its blocks."""

    styles: Styles
    builder: Builder = field(default_factory=Builder)
    runs: Runs = field(init=False)
    tables: int = 0
    carried: str = ""  # text of a paragraph that goes on in the next one

    def __post_init__(self) -> None:
        self.runs = Runs(self.styles.is_hidden)

    def story(self, element: etree._Element, cell: tuple[int, int, int] = _NOWHERE) -> None:
        """Every block in an element; text that was to go on in another paragraph ends with it."""
        self._blocks(element, cell)
        self._add("", Role(), cell)

    def _blocks(self, element: etree._Element, cell: tuple[int, int, int]) -> None:
        for child in element:
            if child.tag == qn("w:p"):
                self._paragraph(child, cell)
            elif child.tag == qn("w:tbl"):
                self._table(child)
            elif child.tag == ALTERNATIVES:
                self._blocks(first_choice(child), cell)
            elif isinstance(child.tag, str) and child.tag not in _DELETED and not is_placeholder(child):
                self._blocks(child, cell)

    def _paragraph(self, paragraph: etree._Element, cell: tuple[int, int, int]) -> None:
        role = self.styles.role(paragraph)
        text = self.runs.text(paragraph)
        boxes, self.runs.boxes = self.runs.boxes, []
        if _goes_on(paragraph):
            self.carried += text
        elif not role.left_out:
            self._add(text, role, cell)
        for box in boxes:
            self._blocks(box, cell)

    def _add(self, text: str, role: Role, cell: tuple[int, int, int]) -> None:
        text, self.carried = self.carried + text, ""
        kind, level = (Kind.CELL, 0) if cell != _NOWHERE else (role.kind, role.level)
        for span in paragraphs(text):
            self.builder.add(text[span.start : span.end], kind, level=level, cell=cell)

    def _table(self, table: etree._Element) -> None:
        number, self.tables = self.tables, self.tables + 1
        for row, line in enumerate(_inner(table, "w:tr")):
            if line.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                continue
            column = _count(line, "w:trPr/w:gridBefore", 0)
            for cell in _inner(line, "w:tc"):
                if not _is_continued(cell):
                    self.story(cell, (number, row, column))
                column += _count(cell, "w:tcPr/w:gridSpan", 1)


def _inner(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, in content controls and tracked insertions too."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif isinstance(child.tag, str) and child.tag not in _DELETED and child.tag != qn("w:tbl"):
            yield from _inner(child, tag)


def _is_continued(cell: etree._Element) -> bool:
    """Whether a cell is only the rest of one above it or before it."""
    marks = (cell.find(f"{qn('w:tcPr')}/{qn(tag)}") for tag in ("w:vMerge", "w:hMerge"))
    return any(mark is not None and mark.get(qn("w:val"), "continue") == "continue" for mark in marks)


def _goes_on(paragraph: etree._Element) -> bool:
    """Whether the next paragraph is the rest of this one: its end was deleted, or it is a large initial."""
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        return False
    frame = properties.find(qn("w:framePr"))
    large = frame is not None and frame.get(qn("w:dropCap"), "none") != "none"
    return large or properties.find(f"{qn('w:rPr')}/{qn('w:del')}") is not None


def _count(element: etree._Element, path: str, otherwise: int) -> int:
    found = element.find("/".join(qn(tag) for tag in path.split("/")))
    text = "" if found is None else found.get(qn("w:val"), "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else otherwise
