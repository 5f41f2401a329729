"""HTML and XHTML to blocks: everything that stands in an element, with nothing taken for boilerplate."""

import re
from dataclasses import dataclass, field

from lxml import etree

from corpus.document import Kind
from corpus.paragraphs import paragraphs
from corpus.readers.source import Builder

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset(("ul", "ol", "dl", "menu", "dir"))
_TABLES = ("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
_SECTIONS = (
    "address",
    "article",
    "aside",
    "body",
    "details",
    "div",
    "footer",
    "header",
    "html",
    "main",
    "nav",
    "section",
)
_TEXTS = ("blockquote", "center", "dd", "dt", "figcaption", "figure", "hgroup", "hr", "li", "p", "pre", "summary")
_FORMS = ("fieldset", "form", "legend", "option")
BREAKING = frozenset((*_HEADINGS, *_LISTS, *_TABLES, *_SECTIONS, *_TEXTS, *_FORMS))
"""Elements that begin and end a block."""
_MEDIA = ("audio", "canvas", "iframe", "math", "object", "svg", "video")
_CODE = ("head", "noscript", "script", "style", "template", "title")
UNSEEN = frozenset((*_MEDIA, *_CODE, "rp", "rt", "select", "textarea"))
"""Elements whose text is not text to be read."""
_MARKS = frozenset(("noteref", "doc-noteref", "pagebreak", "doc-pagebreak", "backlink", "doc-backlink"))
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile("[ \t\r\n\f]+")
_MOST_SPANNED = 1000  # rows or columns


@dataclass(slots=True)
class _Table:
    """Where the next cell of a table comes: cells that span rows push those below them aside."""

    number: int
    row: int = -1
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)  # column -> rows it is still taken for

    def next_row(self) -> None:
        self.taken = {column: rows - 1 for column, rows in self.taken.items() if rows > 1}
        self.row, self.column = self.row + 1, 0

    def place(self, element: etree._Element) -> tuple[int, int, int]:
        while self.column in self.taken:
            self.column += 1
        first, width, height = self.column, _number(element, "colspan"), _number(element, "rowspan")
        if height > 1:
            self.taken |= dict.fromkeys(range(first, first + width), height)
        self.column += width
        return self.number, max(self.row, 0), first


@dataclass(slots=True)
class _Place:
    """What text belongs to where it stands."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    cell: tuple[int, int, int] = (-1, -1, -1)
    language: str = ""
    lists: int = 0
    verbatim: bool = False
    table: _Table | None = None

    def inside(self, element: etree._Element, name: str) -> "_Place":
        """The place of what is in ``element``; a cell stays one whatever stands in it."""
        language = element.get(_LANGUAGE) or element.get("lang") or self.language
        here = _Place(self.kind, self.level, self.cell, language, self.lists, self.verbatim, self.table)
        here.lists += name in _LISTS
        here.verbatim = here.verbatim or name == "pre"
        if self.kind is Kind.CELL:
            return here
        if name in _HEADINGS:
            here.kind, here.level = Kind.HEADING, _HEADINGS[name]
        elif name in ("li", "dt", "dd"):
            here.kind, here.level = Kind.ITEM, max(here.lists, 1)
        return here


@dataclass(slots=True)
class Markup:
    """Collects the blocks of one XHTML document after the other.

    ``language`` is what the container of the documents says, for those that say nothing themselves.
    """

    builder: Builder
    language: str = ""
    _tables: int = 0
    _pieces: list[str] = field(default_factory=list)

    def add(self, root: etree._Element) -> None:
        """Append the blocks of a document, or of any element of it."""
        here = _Place(language=self.language)
        self._element(root, here)
        self._flush(here)

    def _element(self, element: etree._Element, outer: _Place) -> None:
        tag = element.tag
        name = etree.QName(element).localname.lower() if isinstance(tag, str) else ""
        if not name or name in UNSEEN or is_left_out(element):
            return
        if name == "br":
            self._pieces.append("\n")
            return
        if name not in BREAKING:  # a language of a few words says nothing of the block
            self._inside(element, outer)
            return
        self._flush(outer)
        here = outer.inside(element, name)
        if name == "table":
            here.table, self._tables = _Table(self._tables), self._tables + 1
        elif name == "tr" and here.table:
            here.table.next_row()
        elif name in ("td", "th") and here.table:
            here.kind, here.level, here.cell = Kind.CELL, 0, here.table.place(element)
        self._inside(element, here)
        self._flush(here)

    def _inside(self, element: etree._Element, here: _Place) -> None:
        self._text(element.text, here)
        for child in element:
            self._element(child, here)
            self._text(child.tail, here)

    def _text(self, text: str | None, here: _Place) -> None:
        if text:
            self._pieces.append(text if here.verbatim else _SPACE.sub(" ", text))

    def _flush(self, here: _Place) -> None:
        text = re.sub(" +", " ", "".join(self._pieces)) if not here.verbatim else "".join(self._pieces)
        self._pieces = []
        text = text.replace("\u00ad", "")
        for span in paragraphs(text):
            self.builder.add(
                text[span.start : span.end], here.kind, level=here.level, cell=here.cell, language=here.language
            )


def is_left_out(element: etree._Element) -> bool:
    """Whether an element is hidden, or a number that points at a note or a printed page."""
    kinds = f"{element.get(_EPUB_TYPE, '')} {element.get('role', '')}".split()
    return (
        element.get("hidden") is not None
        or bool(_MARKS.intersection(kinds))
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def _number(element: etree._Element, name: str) -> int:
    text = element.get(name, "").strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), _MOST_SPANNED)
