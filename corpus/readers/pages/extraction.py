"""The signs on each page of a PDF."""

import logging
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import decode_text

from corpus.readers.pages.bounds import (
    GLYPH,
    BoundedDocument,
    BoundedInterpreter,
    BoundedParser,
    BudgetedDevice,
)
from corpus.readers.pages.glyph import Glyph
from corpus.readers.pages.marks import with_marks
from corpus.readers.pages.streams import Budget, TooMuchWork

# What is wrong with a file is for the reader to tell, in one line.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_FORMS = ((0xFB00, 0xFDC7), (0xFE70, 0xFEFC))  # letters that are drawn as one, and Arabic ones by their shape
_MOST_SIGNS = 100_000  # on one page
_ALEFS = frozenset("اأإآٱ")


@dataclass(slots=True)
class Page:
    """The signs of a page; ``unknown`` is the number of those nobody can read.

    ``height`` is that of the page in points, and the origin is its lower left corner.
    """

    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    unknown: int = 0


def read_pages(data: bytes) -> Iterator[Page]:
    """Each page of a PDF; raises ``pdfminer.psexceptions.PSException`` and much else for a damaged one."""
    budget = Budget(len(data))
    document = BoundedDocument(BoundedParser(data, budget))
    device = _Collector(budget)
    interpreter = BoundedInterpreter(device.rsrcmgr, device)
    for page in PDFPage.create_pages(document):
        interpreter.process_page(page)
        yield device.finished()


class _Collector(BudgetedDevice):
    """Notes where each sign is drawn, by the direction it is drawn in.

    Where a file says what a few shapes mean together (``ActualText``), that is one sign.
    """

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self._turned: dict[int, list[Glyph]] = {}
        self._unknown = 0
        self._size = (0.0, 0.0)
        self._meanings: list[str] = []  # of each open tag, or nothing
        self._shapes: list[tuple[int, Glyph]] = []  # since the outermost tag with a meaning

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        left, bottom, right, top = page.mediabox
        width, height = abs(right - left), abs(top - bottom)
        self._size = (height, width) if page.rotate in (90, 270) else (width, height)
        self._turned, self._unknown, self._meanings, self._shapes = {}, 0, [], []

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        meaning = props.get("ActualText") if isinstance(props, dict) and not any(self._meanings) else None
        self._meanings.append(readable(decode_text(meaning)) if isinstance(meaning, bytes) else "")

    def end_tag(self) -> None:
        meaning = self._meanings.pop() if self._meanings else ""
        shapes = [shape for _, shape in self._shapes]
        if meaning and shapes:
            one = Glyph(
                meaning,
                min(shape.x0 for shape in shapes),
                max(shape.x1 for shape in shapes),
                max(shapes, key=lambda shape: shape.x1 - shape.x0).y,
                max(shape.size for shape in shapes),
                written=True,
            )
            self._turned.setdefault(self._shapes[0][0], []).append(one)
        self._shapes = []

    def render_char(
        self,
        matrix: tuple[float, float, float, float, float, float],
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        *_: Any,
    ) -> float:
        self.budget.spend(GLYPH)
        advance = float(font.char_width(cid) * fontsize * scaling)
        a, b, c, d, x, y = matrix
        is_named = any(self._meanings)
        try:
            text = readable(font.to_unichr(cid))
        except (PDFUnicodeNotDefined, KeyError):
            text = ""
        self._unknown += not (text or is_named)
        if not font.is_vertical() and (a or b) and (c or d) and fontsize:
            quarter = (0 if a > 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)
            x, y = x + c * rise, y + d * rise
            for _turn in range(quarter):  # turn the page so that this text stands upright
                x, y = y, -x
            ends = sorted((x, x + advance * hypot(a, b)))
            glyph = Glyph(text, ends[0], ends[1], y, abs(fontsize) * hypot(c, d))
            if len(self._turned.get(quarter, ())) >= _MOST_SIGNS:
                raise TooMuchWork("a page with more signs than anybody could read")
            if is_named:
                self._shapes.append((quarter, glyph))
            else:
                self._turned.setdefault(quarter, []).append(glyph)
        return advance

    def finished(self) -> Page:
        """The page that was run last: the text in the direction that most of it has."""
        quarter = max(self._turned, key=lambda turn: len(self._turned[turn]), default=0)
        width, height = self._size
        left, bottom = ((0.0, 0.0), (0.0, -width), (-width, -height), (-height, 0.0))[quarter]
        across, up = (height, width) if quarter % 2 else (width, height)
        moved = (
            replace(glyph, x0=glyph.x0 - left, x1=glyph.x1 - left, y=glyph.y - bottom)
            for glyph in self._turned.get(quarter, [])
        )
        inside = [glyph for glyph in moved if -1 <= glyph.middle <= across + 1 and -1 <= glyph.y <= up + 1]
        return Page(up, with_marks(inside), self._unknown)


def readable(text: str) -> str:
    """What a sign says: letters for the shapes of letters, one space for any other, nothing for controls."""
    if text.isspace():
        return " "
    if len(text) == 2 and text[0] in _ALEFS and text[1] == "ل":
        text = text[::-1]  # there is no such ligature: it is lam-alef in the order it is drawn
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        unicodedata.normalize("NFKC", char).strip() if _is_form(char) else char
        for char in text
        if unicodedata.category(char) != "Cc"
    )


def _is_form(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in _FORMS)
