"""A segment as an XLIFF file has it, translated or not, before it is a unit."""

from dataclasses import dataclass

from lxml import etree

from tmx.exchange.errors import UnknownLanguages
from tmx.languages import mended_language
from tmx.unit import Note, Property, Variant

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Place:
    """The ``file`` element that a segment is in, the ``number``-th of the XLIFF file ``name``."""

    name: str
    number: int
    original: str
    source: str  # languages; none where neither the file nor the user says it
    target: str

    def source_language(self, element: etree._Element) -> str:
        """The language of a ``source``; raises ``UnknownLanguages``."""
        return self._language(element, self.source, "source")

    def target_language(self, element: etree._Element) -> str:
        """The language of a ``target``; raises ``UnknownLanguages``."""
        return self._language(element, self.target, "target")

    def _language(self, element: etree._Element, default: str, side: str) -> str:
        tag = mended_language(element.get(_LANG) or default)
        if not tag:
            raise UnknownLanguages(
                f"{self.name}: line {element.sourceline}: nothing says what language the {side} is in; "
                "name both with --source-lang and --target-lang"
            )
        return tag


@dataclass(frozen=True, slots=True)
class Entry:
    """A segment: ``target`` is none where it is not translated."""

    place: Place
    source: Variant
    target: Variant | None
    properties: tuple[Property, ...]
    notes: tuple[Note, ...]
