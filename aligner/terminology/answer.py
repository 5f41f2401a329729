"""What is known of a term: its translations with their evidence, or what is near it in meaning."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tmx.matching.spans import Span
from tmx.terms.concept import Status
from tmx.unit import Variant


@dataclass(frozen=True, slots=True)
class Example:
    """A unit with the term at ``source_span`` and its translation at ``target_span``."""

    unit: int
    source: Variant
    source_span: Span
    target: Variant
    target_span: Span
    document: str
    moment: datetime | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a glossary says of a translation."""

    glossary: str
    concept: str
    status: Status
    definition: str
    priority: int


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation: ``count`` of the units looked at have it, ``documents`` and ``moments`` say where and when.

    ``text`` is from a glossary, or as most units have it. Documents come with their counts, the most
    frequent first; ``first`` and ``last`` are the earliest and the latest moment.
    """

    text: str
    language: str
    count: int
    documents: tuple[tuple[str, int], ...]
    first: datetime | None
    last: datetime | None
    examples: tuple[Example, ...]
    entries: tuple[Entry, ...]

    @property
    def is_forbidden(self) -> bool:
        """Whether the glossary of the highest priority says not to use it."""
        return bool(self.entries) and self.entries[0].status.is_forbidden


class Origin(StrEnum):
    """Where a neighbour comes from."""

    GLOSSARY = "glossary"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A term or a phrase near in meaning, by its cosine, and how it was translated."""

    text: str
    language: str
    similarity: float
    origin: Origin
    translations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """All of it: ``units`` have the words of the term in ``language``, ``looked_at`` of them were read.

    ``neighbours`` are there only for a term that neither a glossary nor the memory knows.
    """

    term: str
    language: str
    units: int
    looked_at: int
    translations: tuple[Translation, ...]
    neighbours: tuple[Neighbour, ...] = ()
