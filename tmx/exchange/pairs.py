"""From units to pairs of texts that a format can hold, with a count of what it cost."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tmx.characters import ILLEGAL
from tmx.exchange.languages import Languages, variants
from tmx.unit import TranslationUnit, Variant

_BREAK = re.compile("[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Exported:
    """What went into a file, and what had to be left out of it."""

    units: int
    empty: int = 0  # units left out: no text on one side
    unpaired: int = 0  # units left out: not in both languages
    flattened: int = 0  # texts of which tabs and line breaks became spaces
    illegal: int = 0  # characters left out: XML 1.0, and most of what reads text, has no place for them
    bidi: int = 0  # TMX only: bidi controls left out of source segments
    foreign: int = 0  # TMX only: attributes left out that it does not know


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit with its variants in two languages, their texts as the format can hold them."""

    unit: TranslationUnit
    source: Variant
    target: Variant


def legal(text: str) -> str:
    """``text`` without what XML 1.0 forbids."""
    return ILLEGAL.sub("", text)


class Pairs:
    """The pairs in two languages of units; after the last, ``counts`` says what was left out."""

    def __init__(self, units: Iterable[TranslationUnit], languages: Languages, *, flat: bool = False) -> None:
        self._units = units
        self._languages = languages
        self._flat = flat
        self._written = self._empty = self._unpaired = self._flattened = self._illegal = 0

    def __iter__(self) -> Iterator[Pair]:
        for unit in self._units:
            found = variants(unit, self._languages)
            if found is None:
                self._unpaired += 1
                continue
            source, target = map(self._fit, found)
            if not (source.text.strip() and target.text.strip()):
                self._empty += 1
                continue
            self._written += 1
            yield Pair(unit, source, target)

    def counts(self) -> Exported:
        """What was paired so far, and what was left out."""
        return Exported(self._written, self._empty, self._unpaired, self._flattened, self._illegal)

    def _fit(self, variant: Variant) -> Variant:
        text = variant.text
        if self._flat and _BREAK.search(text):
            text = " ".join(text.split())
            self._flattened += 1
        text, illegal = ILLEGAL.subn("", text)
        self._illegal += illegal
        return variant if text == variant.text else replace(variant, text=text)
