"""A translation memory in values: header, units, variants, properties. Names as in TMX 1.4b."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Variant:
    """A ``tuv``: the text in one language (BCP 47, with hyphens)."""

    language: str
    text: str
    properties: tuple[Property, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A ``tu``: variants of one text, source first; ``changed`` is in UTC."""

    variants: tuple[Variant, ...]
    properties: tuple[Property, ...] = ()
    segtype: SegType | None = None
    created: datetime | None = None
    changed: datetime | None = None

    @property
    def source(self) -> Variant:
        """The first variant."""
        return self.variants[0]

    @property
    def target(self) -> Variant:
        """The second variant."""
        return self.variants[1]


@dataclass(frozen=True, slots=True)
class Header:
    """The ``header``: who wrote the file, and the language that look-ups start from."""

    source_language: str
    tool: str
    tool_version: str
    segtype: SegType = SegType.SENTENCE
    admin_language: str = "en"
    data_type: str = "plaintext"
    created: datetime | None = None
    properties: tuple[Property, ...] = ()
