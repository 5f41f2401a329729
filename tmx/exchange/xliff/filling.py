"""From the markup of a TMX segment to the inline elements of XLIFF: what both versions have in common."""

from abc import ABC, abstractmethod
from collections import Counter

from lxml import etree

from tmx.exchange.xliff.markup import local
from tmx.inline import parse_markup
from tmx.unit import Variant

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


class Filling(ABC):
    """Fills one ``source`` or ``target``: elements without a namespace, which they have from the root."""

    span = ""  # the element around text that its code is a start and an end tag of
    elements: frozenset[str] = frozenset()  # the empty ones that stand for code

    def __init__(self, element: etree._Element) -> None:
        self._element = element
        self._numbers: dict[str, str] = {}  # of a bpt, by its i: what its ept has to say
        self._counts: Counter[str] = Counter()

    def fill(self, variant: Variant) -> None:
        """Write the text of ``variant``, with its codes where it has markup; raises ``InvalidUnit``."""
        if variant.markup:
            self.content(parse_markup(variant.markup), self._element)
        else:
            self._element.text = variant.text

    def content(self, segment: etree._Element, parent: etree._Element) -> None:
        """Add text and codes of ``segment`` to ``parent``."""
        codes = list(segment)
        ends = _span_ends(codes, self.span)
        open_spans: list[tuple[int, etree._Element]] = []  # where each ends, and around what it is
        _append(parent, segment.text)
        for index, code in enumerate(codes):
            if index in ends:
                open_spans.append((ends[index], parent))
                parent = self.put(parent, self.span, dict(_start_tag(code, self.span) or {}))
            elif open_spans and open_spans[-1][0] == index:
                _, parent = open_spans.pop()
            else:
                restored = self._restored(code)
                if restored is not None:
                    parent.append(restored)
                elif local(code):
                    self.code(code, parent)
            _append(parent, code.tail)

    @abstractmethod
    def code(self, code: etree._Element, parent: etree._Element) -> None:
        """Add one inline element of TMX to ``parent``, in the terms of the version."""

    def put(self, parent: etree._Element, name: str, attributes: dict[str, str]) -> etree._Element:
        """Add an element of XLIFF; attributes without a value are left out."""
        kept = {key: value for key, value in attributes.items() if value}
        return etree.SubElement(parent, name, kept)

    def number(self, code: etree._Element) -> str:
        """The number of a code: its ``x``, which pairs source and target, or which of its kind it is."""
        kind = local(code)
        self._counts[kind] += 1
        number = code.get("x") or code.get("i") or str(self._counts[kind])
        if kind == "bpt":
            self._numbers[code.get("i", "")] = number
        return number

    def start_of(self, code: etree._Element) -> str:
        """The number of the ``bpt`` that an ``ept`` belongs to, or none."""
        return self._numbers.get(code.get("i", ""), "")

    def _restored(self, code: etree._Element) -> etree._Element | None:
        """The element that the native code is, where it is one of XLIFF."""
        content = code.text or ""
        if len(code) or not content.startswith(tuple(f"<{name} " for name in self.elements)):
            return None
        try:
            element = etree.fromstring(content, _PARSER)
        except etree.XMLSyntaxError:
            return None
        return None if len(element) or element.text or not element.get("id") else element


def _span_ends(codes: list[etree._Element], name: str) -> dict[int, int]:
    """Where the spans that nest begin and end; those that cross others stay single codes."""
    begun: list[tuple[str | None, int]] = []
    ends: dict[int, int] = {}
    for index, code in enumerate(codes):
        number = code.get("i")
        if local(code) == "bpt" and _start_tag(code, name) is not None:
            begun.append((number, index))
        elif local(code) == "ept" and code.text == f"</{name}>":
            if begun and begun[-1][0] == number:
                ends[begun.pop()[1]] = index
            else:
                begun = [one for one in begun if one[0] != number]
    return ends


def _start_tag(code: etree._Element, name: str) -> dict[str, str] | None:
    """The attributes of a start tag ``name``, where the native code is one."""
    content = code.text or ""
    if len(code) or not content.startswith(f"<{name} "):
        return None
    try:
        element = etree.fromstring(f"{content.removesuffix('>')}/>", _PARSER)
    except etree.XMLSyntaxError:
        return None
    return {str(key): str(value) for key, value in element.attrib.items()} if element.get("id") else None


def _append(parent: etree._Element, text: str | None) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + (text or "") or None
    else:
        parent.text = (parent.text or "") + (text or "") or None
