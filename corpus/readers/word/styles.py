"""Whether a paragraph is a heading or a list item, and which text is hidden: styles, and what they are based on.

Word calls its own styles by their English names in every language ("heading 1"; only the id is localised),
and gives headings an outline level. Either makes a heading.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from corpus.document import Kind

_HEADING = re.compile(r"heading ([1-9])$", re.I)
_TITLES = {"title": 1, "subtitle": 2}
_CONTENTS = re.compile(r"toc [1-9]$|table of figures$", re.I)
_BODY = 9  # the outline level that is none
_OFF = ("0", "false", "off", "none")
_DEEPEST = 20  # styles based on one another; a cycle ends there


@dataclass(frozen=True, slots=True)
class Role:
    """What a paragraph is; ``left_out`` where it is a line of a table of contents."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    left_out: bool = False


class Styles:
    """The styles of a document, asked about its paragraphs and runs."""

    def __init__(self, styles: Iterable[etree._Element]) -> None:
        self._styles = {style.get(qn("w:styleId"), ""): style for style in styles}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default"), "0") not in _OFF
            ),
            "",
        )

    def role(self, paragraph: etree._Element) -> Role:
        """Heading, list item or plain paragraph; a numbered heading is a heading."""
        chain = list(self._chain(paragraph, "w:pPr/w:pStyle", self._default))
        names = [_value(style, "w:name") or "" for style in chain]
        if any(_CONTENTS.match(name) for name in names):
            return Role(left_out=True)
        own = paragraph.find(qn("w:pPr"))
        settings = [properties for properties in (own, *_properties(chain, "w:pPr")) if properties is not None]
        level = self._outline(own, chain, names)
        if level:
            return Role(Kind.HEADING, level)
        lists = [found for found in (properties.find(qn("w:numPr")) for properties in settings) if found is not None]
        number = next((value for value in (_value(found, "w:numId") for found in lists) if value is not None), "0")
        if number == "0":
            return Role()
        depth = next((value for value in (_value(found, "w:ilvl") for found in lists) if value is not None), "0")
        return Role(Kind.ITEM, 1 + _number(depth, 0))

    def is_hidden(self, run: etree._Element, paragraph: etree._Element) -> bool:
        """Whether a run is hidden text, by itself or by a style."""
        chain = [
            *self._chain(run, "w:rPr/w:rStyle", ""),
            *self._chain(paragraph, "w:pPr/w:pStyle", self._default),
        ]
        for properties in (run.find(qn("w:rPr")), *_properties(chain, "w:rPr")):
            mark = properties.find(qn("w:vanish")) if properties is not None else None
            if mark is not None:
                return mark.get(qn("w:val"), "1") not in _OFF
        return False

    def _outline(self, own: etree._Element | None, chain: list[etree._Element], names: list[str]) -> int:
        """The level of a heading, from 1, or 0; the paragraph decides over its style, and that over its base."""
        stated = _value(own, "w:outlineLvl") if own is not None else None
        if stated is not None:
            return (_number(stated, _BODY) + 1) % (_BODY + 1)
        for style, name in zip(chain, names, strict=True):
            named = _HEADING.match(name)
            if named:
                return int(named[1])
            if name.lower() in _TITLES:
                return _TITLES[name.lower()]
            stated = next((_value(properties, "w:outlineLvl") for properties in _properties([style], "w:pPr")), None)
            if stated is not None:
                return (_number(stated, _BODY) + 1) % (_BODY + 1)
        return 0

    def _chain(self, element: etree._Element, path: str, default: str) -> Iterator[etree._Element]:
        """The style of an element and those it is based on, nearest first."""
        name: str | None = _value(element, path) or default
        for _ in range(_DEEPEST):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            name = _value(style, "w:basedOn")


def _properties(chain: Iterable[etree._Element], tag: str) -> Iterator[etree._Element]:
    return (found for found in (style.find(qn(tag)) for style in chain) if found is not None)


def _value(element: etree._Element, path: str) -> str | None:
    found = element.find("/".join(qn(tag) for tag in path.split("/")))
    return None if found is None else found.get(qn("w:val"))


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else otherwise
