"""From the inline elements of XLIFF to the markup of a TMX segment.

Where XLIFF holds native code (``ph``, ``bpt``, ``data``), so does TMX. Where it only points at
code in the original document (``g``, ``x``, ``pc``), the XLIFF element itself is the native code, and
``filling`` can put it back. Numbers (``x``) are those of XLIFF, so that source and target match.
"""

import re
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from lxml import etree

from tmx.inline import escape
from tmx.unit import Variant

_NUMBER = re.compile("[a-z]?([1-9][0-9]{0,8})")


class Numbers:
    """A positive number for each identifier of a segment, the same in source and target: its own, if it has one."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, identifier: str) -> int:
        """The number of ``identifier``."""
        if identifier not in self._numbers:
            taken = set(self._numbers.values())
            digits = _NUMBER.fullmatch(identifier)
            number = int(digits[1]) if digits else 1
            while number in taken:
                number += 1
            self._numbers[identifier] = number
        return self._numbers[identifier]


class Markup:
    """Text and markup of a segment, as they grow."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._markup: list[str] = []
        self._pairs: dict[object, int] = {}
        self._is_plain = True

    def text(self, text: str | None) -> None:
        """Add what people read."""
        if text:
            self._text.append(text)
            self._markup.append(escape(text))

    def code(self, tag: str, content: str, **attributes: object) -> None:
        """Add an element with native code, ``content`` being XML; attributes without a value are left out."""
        self._is_plain = False
        self._markup.append(f"{_start(tag, attributes)}{content}</{tag}>")

    def open(self, tag: str, **attributes: object) -> None:
        """Begin an element with text, ``hi``."""
        self._is_plain = False
        self._markup.append(_start(tag, attributes))

    def close(self, tag: str) -> None:
        """End it."""
        self._markup.append(f"</{tag}>")

    def pair(self, key: object) -> int:
        """The number ``i`` that a ``bpt`` and its ``ept`` share."""
        return self._pairs.setdefault(key, len(self._pairs) + 1)

    def inner(self) -> str:
        """The markup so far."""
        return "".join(self._markup)

    def variant(self, language: str) -> Variant:
        """All of it."""
        return Variant(language, "".join(self._text), markup="" if self._is_plain else self.inner())


def literal(element: etree._Element, *, without: frozenset[str] = frozenset()) -> str:
    """An empty element, or the start tag of one with content, as escaped XML; foreign attributes are left out."""
    kept = {
        key: value
        for key, value in ((str(key), str(value)) for key, value in element.attrib.items())
        if not key.startswith("{") and key not in without
    }
    start = etree.tostring(etree.Element(local(element), kept), encoding="unicode")
    return escape(start.removesuffix("/>") + ">" if local(element) in ("g", "pc") else start)


def local(element: etree._Element) -> str:
    """The name without its namespace; nothing for comments and their like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _start(tag: str, attributes: Mapping[str, object]) -> str:
    named = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items() if value)
    return f"<{tag}{named}>"
