"""The text of a paragraph: what a reader of the printed page sees, and nothing else.

Insertions that were tracked are kept, deletions are gone; of a field its result is kept, and its code is
gone; hidden text and hyphens that show only at the end of a line are gone. A tab stays a tab, and a line
break or page break becomes one line break.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from docx.oxml.ns import nsmap, qn
from lxml import etree

_W = "{" + nsmap["w"] + "}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
}
_GONE = frozenset(
    f"{_W}{name}"
    for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "del", "moveFrom", "delText", "instrText", "delInstrText", "rt")
)
_NOTES = {f"{_W}footnoteReference": "footnotes", f"{_W}endnoteReference": "endnotes"}
BOX = f"{_W}txbxContent"
"""The tag of what a text box holds."""
ALTERNATIVES = f"{_COMPATIBILITY}AlternateContent"
"""The tag of what is there several times, for newer and older programs."""
_SOFT_HYPHEN = "\u00ad"


@dataclass(slots=True)
class Runs:
    """Collects the text of paragraphs; fields may go on from one paragraph to the next.

    ``boxes`` are the text boxes that were met, and ``notes`` the kind and id of each reference to a
    note, both in order and for the caller to take.
    """

    is_hidden: Callable[[etree._Element, etree._Element], bool]
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    _fields: list[bool] = field(default_factory=list)  # of each open field, whether its result has begun

    def text(self, paragraph: etree._Element) -> str:
        """The text of one paragraph."""
        pieces: list[str] = []
        self._collect(paragraph, paragraph, pieces)
        # No code of a field is longer than a paragraph; one that seems so was left open by mistake.
        self._fields = [begun for begun in self._fields if begun]
        return "".join(pieces).replace(_SOFT_HYPHEN, "")

    def _collect(self, element: etree._Element, paragraph: etree._Element, pieces: list[str]) -> None:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _GONE or is_placeholder(child):
                continue
            if tag == f"{_W}r" and self.is_hidden(child, paragraph):
                self._follow_fields(child)
            elif tag == f"{_W}fldChar":
                self._turn(child.get(qn("w:fldCharType"), ""))
            elif tag == BOX:
                self.boxes.append(child)
            elif not all(self._fields):
                self._collect(child, paragraph, [])  # inside the code of a field
            elif tag in (f"{_W}t", f"{_MATH}t"):
                pieces.append(child.text or "")
            elif tag in _SIGNS:
                pieces.append(_SIGNS[tag])
            elif tag == f"{_W}sym":
                pieces.append(_symbol(child.get(qn("w:char"), "")))
            elif tag in _NOTES:
                self.notes.append((_NOTES[tag], child.get(qn("w:id"), "")))
            elif tag == ALTERNATIVES:
                self._collect(first_choice(child), paragraph, pieces)
            else:
                self._collect(child, paragraph, pieces)

    def _follow_fields(self, run: etree._Element) -> None:
        for mark in run.iter(f"{_W}fldChar"):
            self._turn(mark.get(qn("w:fldCharType"), ""))

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def is_placeholder(element: etree._Element) -> bool:
    """Whether this is a content control that nobody filled in, showing "Click here to enter text"."""
    return element.tag == f"{_W}sdt" and element.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None


def first_choice(alternatives: etree._Element) -> etree._Element:
    """The first alternative: the others say the same for older programs."""
    choice = alternatives.find(f"{_COMPATIBILITY}Choice")
    return alternatives if choice is None else choice


def _symbol(code: str) -> str:
    """A character by its number, in hexadecimal; those of symbol fonts (private use) mean nothing elsewhere."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number < 0xD800 else ""
