"""OpenDocument text (lxml): headings, paragraphs, list items and tables of ``content.xml``, then the notes.

White space is as the format has it: runs of it are one space, and more is said by elements. Tracked deletions,
comments, hidden text, generated indexes, headers and footers are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.document import Document, Kind
from corpus.errors import UnreadableDocument
from corpus.paragraphs import paragraphs
from corpus.readers.containers import Members, members, parse_xml
from corpus.readers.source import Builder, Source

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _STYLE, _DRAW = (f"{_OASIS}{name}:1.0}}" for name in ("text", "table", "style", "drawing"))
_OFFICE, _SVG, _MANIFEST = (f"{_OASIS}{name}:1.0}}" for name in ("office", "svg-compatible", "manifest"))

_INDEXES = ("table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index")
_GONE = frozenset(
    (
        *(f"{_TEXT}{name}" for name in (*_INDEXES, "tracked-changes", "ruby-text", "note-citation", "list-style")),
        *(f"{_OFFICE}{name}" for name in ("annotation", "annotation-end", "forms", "event-listeners")),
        f"{_SVG}title",
        f"{_SVG}desc",
    )
)
_NOWHERE = (-1, -1, -1)
_SPACE = re.compile("[ \t\r\n]+")
_MOST_SPACES = 1000  # that one element may stand for
_TITLES = {"Title": 1, "Subtitle": 2}
_DEEPEST = 20  # styles based on one another; a cycle ends there


def read(source: Source) -> Document:
    """The blocks of an ODT; raises ``UnreadableDocument``."""
    with members(source) as archive:
        if _is_locked(archive, source):
            raise UnreadableDocument(f"{source.name}: locked with a password; save it without one")
        roots = [
            parse_xml(archive.read(name), f"{source.name}, {name}")
            for name in ("styles.xml", "content.xml")
            if name == "content.xml" or name in archive.names()
        ]
    walk = _Walk(_Styles([style for root in roots for style in root.iter(f"{_STYLE}style")]))
    body = roots[-1].find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableDocument(f"{source.name}: no OpenDocument text; save it as .odt again")
    walk.story(body)
    for note in walk.notes:  # grows where a note has notes
        walk.story(note)
    return walk.builder.document(source)


def _is_locked(archive: Members, source: Source) -> bool:
    name = "META-INF/manifest.xml"
    if name not in archive.names():
        return False
    manifest = parse_xml(archive.read(name), f"{source.name}, {name}")
    return manifest.find(f".//{_MANIFEST}encryption-data") is not None


class _Styles:
    """Which styles hide text, and which make a title."""

    def __init__(self, styles: list[etree._Element]) -> None:
        self._styles = {(style.get(f"{_STYLE}family"), style.get(f"{_STYLE}name")): style for style in styles}

    def is_hidden(self, element: etree._Element) -> bool:
        for style in self._chain(element):
            properties = style.find(f"{_STYLE}text-properties")
            shown = None if properties is None else properties.get(f"{_TEXT}display")
            if shown:
                return shown == "none"
        return False

    def title(self, paragraph: etree._Element) -> int:
        """The level of a paragraph that is a title by its style, or 0."""
        names = (style.get(f"{_STYLE}name", "") for style in self._chain(paragraph))
        return next((_TITLES[name] for name in names if name in _TITLES), 0)

    def _chain(self, element: etree._Element) -> Iterator[etree._Element]:
        """The style of a paragraph or span and those it is based on, nearest first."""
        family = "text" if element.tag == f"{_TEXT}span" else "paragraph"
        name = element.get(f"{_TEXT}style-name")
        for _ in range(_DEEPEST):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(f"{_STYLE}parent-style-name")


@dataclass(slots=True)
class _Walk:
    """Goes through the text and collects its blocks."""

    styles: _Styles
    builder: Builder = field(default_factory=Builder)
    notes: list[etree._Element] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    tables: int = 0

    def story(self, element: etree._Element, cell: tuple[int, int, int] = _NOWHERE, depth: int = 0) -> None:
        """Every block in an element; ``depth`` is that of the list it is in."""
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _GONE:
                continue
            if tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(child, cell, depth)
            elif tag == f"{_TABLE}table":
                self._table(child)
            else:
                self.story(child, cell, depth + (tag == f"{_TEXT}list"))

    def _paragraph(self, paragraph: etree._Element, cell: tuple[int, int, int], depth: int) -> None:
        kind, level = Kind.PARAGRAPH, 0
        title = self.styles.title(paragraph)
        if cell != _NOWHERE:
            kind = Kind.CELL
        elif paragraph.tag == f"{_TEXT}h":
            kind, level = Kind.HEADING, _number(paragraph, f"{_TEXT}outline-level", 1)
        elif title:
            kind, level = Kind.HEADING, title
        elif depth:
            kind, level = Kind.ITEM, depth
        text = "".join(self._pieces(paragraph)).replace("\u00ad", "")
        for span in paragraphs(text):
            self.builder.add(text[span.start : span.end], kind, level=level, cell=cell)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.story(box, cell, depth)

    def _pieces(self, element: etree._Element) -> Iterator[str]:
        if self.styles.is_hidden(element):
            return
        yield _SPACE.sub(" ", element.text or "")
        for child in element:
            yield from self._inline(child)
            yield _SPACE.sub(" ", child.tail or "")

    def _inline(self, element: etree._Element) -> Iterator[str]:
        tag = element.tag
        if not isinstance(tag, str) or tag in _GONE:
            return
        if tag == f"{_TEXT}s":
            yield " " * min(_number(element, f"{_TEXT}c", 1), _MOST_SPACES)
        elif tag == f"{_TEXT}tab":
            yield "\t"
        elif tag == f"{_TEXT}line-break":
            yield "\n"
        elif tag == f"{_TEXT}note":
            self.notes.extend(element.iterchildren(f"{_TEXT}note-body"))
        elif tag.startswith(_DRAW):
            self.boxes.append(element)
        else:
            yield from self._pieces(element)

    def _table(self, table: etree._Element) -> None:
        number, self.tables = self.tables, self.tables + 1
        row = 0
        for line in _rows(table):
            column = 0
            for cell in line.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                if cell.tag == f"{_TABLE}table-cell":
                    self.story(cell, (number, row, column))
                column += _number(cell, f"{_TABLE}number-columns-repeated", 1)
            row += _number(line, f"{_TABLE}number-rows-repeated", 1)


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, in header rows and groups too."""
    for child in element:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"):
            yield from _rows(child)


def _number(element: etree._Element, name: str, otherwise: int) -> int:
    text = element.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
