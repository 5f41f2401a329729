"""What a memory holds, counted in one pass: languages, dates, people, properties, duplicates."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

import numpy as np

from tmx.streams.identity import pair_digest, source_digest
from tmx.streams.languages import source_of
from tmx.streams.spool import Spool
from tmx.unit import Header, TranslationUnit

_KINDS = 1_000  # names counted one by one; a file with more of a kind has an own name for each unit
OTHERS = "(others)"
"""Where names are counted that come after too many."""


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """The variants in one language; words are what stands between white space, characters code points."""

    variants: int
    words: int
    characters: int
    empty: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of one memory or several; names with their counts, most frequent first."""

    units: int
    source_languages: tuple[str, ...]  # of the headers
    languages: dict[str, LanguageCount]
    pairs: dict[str, int]  # "en > ar", from the source to each other language of a unit
    earliest: datetime | None
    latest: datetime | None
    authors: dict[str, int]
    tools: dict[str, int]
    segtypes: dict[str, int]
    properties: dict[str, int]
    with_codes: int  # units with inline elements
    empty: int  # units with an empty segment
    repeated_sources: int  # units whose source came before
    repeated_pairs: int  # units of which all texts came before


class Census:
    """Takes in units one by one, and keeps what repeats in a temporary file; a context manager."""

    def __init__(self) -> None:
        self._units = self._with_codes = self._empty = 0
        self._source_language = ""
        self._headers: dict[str, None] = {}
        self._languages: dict[str, list[int]] = {}
        self._pairs, self._authors, self._tools = Counter[str](), Counter[str](), Counter[str]()
        self._segtypes, self._properties = Counter[str](), Counter[str]()
        self._earliest: datetime | None = None
        self._latest: datetime | None = None
        self._sources, self._contents = Spool(columns=1), Spool(columns=1)

    def open(self, header: Header) -> None:
        """Begin a file: its header says what its units do not."""
        self._source_language = header.source_language
        self._tool = " ".join(filter(None, (header.tool, header.tool_version)))
        self._segtype = header.segtype.value
        self._headers[header.source_language] = None

    def add(self, unit: TranslationUnit) -> None:
        """Take in a unit of the file that was opened last."""
        self._units += 1
        self._with_codes += any(variant.markup for variant in unit.variants)
        self._empty += not all(variant.text.strip() for variant in unit.variants)
        _count(self._segtypes, unit.segtype or self._segtype)
        _count(self._tools, unit.attribute("creationtool") or self._tool)
        for name in {unit.attribute("creationid"), unit.attribute("changeid")} - {""}:
            _count(self._authors, name)
        for prop in unit.properties:
            _count(self._properties, prop.type)
        for moment in filter(None, (unit.created, unit.changed)):
            self._date(moment)
        if unit.variants:
            self._add_variants(unit)

    def _add_variants(self, unit: TranslationUnit) -> None:
        source = source_of(unit, self._source_language)
        for variant in unit.variants:
            counts = self._languages.setdefault(variant.language, [0, 0, 0, 0])
            words = len(variant.text.split())
            for place, number in enumerate((1, words, len(variant.text), not words)):
                counts[place] += number
            for prop in variant.properties:
                _count(self._properties, prop.type)
            if variant is not source:
                _count(self._pairs, f"{source.language} > {variant.language}")
        self._sources.append(source_digest(unit, self._source_language))
        self._contents.append(pair_digest(unit, self._source_language))

    def take(self, other: "Census") -> None:
        """Take in what another census counted."""
        self._units += other._units
        self._with_codes += other._with_codes
        self._empty += other._empty
        self._headers |= other._headers
        for name, counts in other._languages.items():
            mine = self._languages.setdefault(name, [0, 0, 0, 0])
            mine[:] = map(sum, zip(mine, counts, strict=True))
        for counter, more in zip(self._counters(), other._counters(), strict=True):
            for name, number in more.items():
                _count(counter, name, number)
        for moment in filter(None, (other._earliest, other._latest)):
            self._date(moment)
        self._sources.extend(other._sources)
        self._contents.extend(other._contents)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sources.__exit__(kind, error, trace)
        self._contents.__exit__(kind, error, trace)

    def _counters(self) -> tuple[Counter[str], ...]:
        return self._pairs, self._authors, self._tools, self._segtypes, self._properties

    def _date(self, moment: datetime) -> None:
        self._earliest = min(self._earliest or moment, moment)
        self._latest = max(self._latest or moment, moment)

    def result(self) -> Statistics:
        """The figures so far."""
        return Statistics(
            self._units,
            tuple(self._headers),
            {name: LanguageCount(*counts) for name, counts in sorted(self._languages.items())},
            _ordered(self._pairs),
            self._earliest,
            self._latest,
            _ordered(self._authors),
            _ordered(self._tools),
            _ordered(self._segtypes),
            _ordered(self._properties),
            self._with_codes,
            self._empty,
            _repeats(self._sources),
            _repeats(self._contents),
        )


def _count(counter: Counter[str], name: str, number: int = 1) -> None:
    counter[name if name in counter or len(counter) < _KINDS else OTHERS] += number


def _ordered(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _repeats(digests: Spool) -> int:
    """How many have an equal before them."""
    return sum(len(rows) - len(np.unique(rows)) for _, rows in digests.parts())
