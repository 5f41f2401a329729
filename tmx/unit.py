"""A translation memory in values: header, units, variants, properties, notes. Names as in TMX 1.4b."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Attributes = tuple[tuple[str, str], ...]
"""Attributes that have no field of their own, by their names in TMX (``o-tmf``), in order."""


class SegType(StrEnum):
    """What one ``seg`` holds; OmegaT splits ``paragraph`` units of equal sentence counts itself."""

    BLOCK = "block"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Property:
    """A ``prop``: types of our own begin with ``x-``."""

    type: str
    text: str
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A ``note``: a remark for people."""

    text: str
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """A ``tuv``: the text in one language (BCP 47, with hyphens).

    ``text`` is what people read. Where the segment holds inline elements, ``markup`` is all that
    stands inside ``seg``, as XML without namespaces; else it is empty. ``text`` then is the markup
    without its native codes (``tmx.inline.text_of``).
    """

    language: str
    text: str
    properties: tuple[Property, ...] = ()
    notes: tuple[Note, ...] = ()
    markup: str = ""
    attributes: Attributes = ()


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A ``tu``: variants of one text, source first; ``created`` and ``changed`` are in UTC."""

    variants: tuple[Variant, ...]
    properties: tuple[Property, ...] = ()
    segtype: SegType | None = None
    created: datetime | None = None
    changed: datetime | None = None
    notes: tuple[Note, ...] = ()
    attributes: Attributes = ()

    @property
    def source(self) -> Variant:
        """The first variant."""
        return self.variants[0]

    @property
    def target(self) -> Variant:
        """The second variant."""
        return self.variants[1]

    def property(self, kind: str) -> str:
        """The text of the first ``prop`` of type ``kind``, of the unit or else of a variant; or none."""
        for properties in (self.properties, *(variant.properties for variant in self.variants)):
            for prop in properties:
                if prop.type == kind:
                    return prop.text
        return ""

    def attribute(self, name: str) -> str:
        """The value of an attribute, for example ``tuid`` or ``creationid``, or none."""
        for key, value in self.attributes:
            if key == name:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Header:
    """The ``header``: who wrote the file, and the language that look-ups start from, or ``*all*``.

    ``original_format`` is ``o-tmf``, by default the tool. ``encodings`` are the ``ude`` elements, as XML.
    """

    source_language: str
    tool: str
    tool_version: str
    segtype: SegType = SegType.SENTENCE
    admin_language: str = "en"
    data_type: str = "plaintext"
    created: datetime | None = None
    properties: tuple[Property, ...] = ()
    notes: tuple[Note, ...] = ()
    encodings: tuple[str, ...] = ()
    original_format: str = ""
    attributes: Attributes = ()
