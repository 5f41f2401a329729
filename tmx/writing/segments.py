"""The inside of ``seg``: text and markup as TMX 1.4b and its clients take them."""

from dataclasses import dataclass

from lxml import etree

from tmx.characters import BIDI, BREAK, clean, legal
from tmx.errors import InvalidUnit
from tmx.inline import CONTENT, escape, inner_xml, missing_attribute, parse_markup, visible_text
from tmx.unit import Variant
from tmx.xml import REFERENCE, is_illegal

_KNOWN = {
    "bpt": {"i", "x", "type"},
    "ept": {"i"},
    "it": {"pos", "x", "type"},
    "ph": {"x", "assoc", "type"},
    "hi": {"x", "type"},
    "ut": {"x"},
    "sub": {"datatype", "type"},
}


@dataclass(frozen=True, slots=True)
class Lost:
    """How many characters and attributes could not be written."""

    illegal: int = 0
    bidi: int = 0
    foreign: int = 0


class Segments:
    """Segments of one file, and what they had to give up."""

    def __init__(self, source_language: str) -> None:
        self._source = source_language.lower()
        self._illegal = self._bidi = self._foreign = 0

    @property
    def lost(self) -> Lost:
        """So far."""
        return Lost(self._illegal, self._bidi, self._foreign)

    def xml(self, variant: Variant) -> str:
        """The inside of ``seg``, none where nobody could read anything in it; raises ``InvalidUnit``."""
        is_source = variant.language.lower() == self._source
        if variant.markup:
            return self._markup(variant.markup, is_source=is_source)
        cleaned = clean(variant.text, is_source=is_source)
        self._illegal += cleaned.illegal
        self._bidi += cleaned.bidi
        return escape(cleaned.text)

    def _markup(self, markup: str, *, is_source: bool) -> str:
        whole, illegal = legal(markup)
        references = [match for match in REFERENCE.finditer(whole) if is_illegal(match)]
        for match in reversed(references):
            whole = whole[: match.start()] + whole[match.end() :]
        self._illegal += illegal + len(references)
        segment = parse_markup(whole)
        for element in segment.iterdescendants(etree.Element):
            self._check(element, markup)
        self._clean_visible(segment, is_source=is_source)
        if segment.text:
            segment.text = segment.text.lstrip()
        if len(segment):
            segment[-1].tail = (segment[-1].tail or "").rstrip()
        return inner_xml(segment) if visible_text(segment).strip() else ""

    def _check(self, element: etree._Element, markup: str) -> None:
        parent, kind = element.getparent(), str(element.tag)
        if parent is None or kind not in CONTENT[str(parent.tag)]:
            raise InvalidUnit(f"the markup {markup[:60]!r} has <{kind}> where TMX has no place for it")
        if missing := missing_attribute(element):
            raise InvalidUnit(f"the markup {markup[:60]!r} has <{kind}> without {missing}")
        for name in set(element.attrib) - _KNOWN[kind]:
            del element.attrib[name]
            self._foreign += 1

    def _clean_visible(self, element: etree._Element, *, is_source: bool) -> None:
        """Native codes keep what they have: only what people read is matched."""
        element.text = self._folded(element.text, is_source=is_source)
        for child in element:
            child.tail = self._folded(child.tail, is_source=is_source)
            if child.tag == "hi":
                self._clean_visible(child, is_source=is_source)

    def _folded(self, text: str | None, *, is_source: bool) -> str | None:
        if text and is_source:
            text, bidi = BIDI.subn("", text)
            self._bidi += bidi
        return BREAK.sub(" ", text) if text else text
