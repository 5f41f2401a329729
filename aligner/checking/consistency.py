"""The checks of a memory as a whole: one text with several translations, several with one.

Two passes, 16 bytes a pair: the first keeps hashes, the second names the first unit that a pair
contradicts. What is the same is said by match keys: case, marks, digits and final punctuation aside.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np

from aligner.checking.finding import Finding, Located, Severity, Side, Span
from tmx import TranslationUnit, Variant
from tmx.matching.keys import match_key

_ENDS = " .,;:!?\"'"
_REMEMBERED = 20_000  # units quoted by their text at most; others by number
_QUOTED = 60  # characters of it
# Sources with one translation that differ by less are ways to say the same: a car, the car, cars.
_UNLIKE = 0.5
_MASK = (1 << 64) - 1


# A unit that OmegaT binds to its place is meant to be another translation.
_BINDING = frozenset(("file", "prev", "next", "id", "path"))


@dataclass(slots=True)
class _Text:
    """The first unit with a text: its number, the hash of its other side and that text, and which others came after."""

    number: int
    text: str
    others: set[int]


class ConsistencyCheck:
    """Pairs with one side as in a unit before them, and the other side not; each other text is told once."""

    def __init__(self, side: Side) -> None:
        """``side`` is the one that differs: TARGET for a source with several translations."""
        self.name = f"inconsistent-{side}"
        self._side = side
        self._keys, self._values = array("Q"), array("Q")
        self._several: frozenset[int] | None = None
        self._first: dict[int, _Text] = {}

    def survey(self, batch: Sequence[Located]) -> None:
        """See ``SurveyCheck``."""
        for unit in (located.unit for located in batch if not _is_bound(located.unit)):
            key, value = self._hashes(unit)
            self._keys.append(key)
            self._values.append(value)

    def find(self, batch: Sequence[Located]) -> list[tuple[Finding, ...]]:
        """See ``Check``; without a survey nothing is found."""
        if self._several is None:
            self._several = _with_several(self._keys, self._values)
            self._keys, self._values = array("Q"), array("Q")
        return [self._judge(located) for located in batch] if self._several else [()] * len(batch)

    def _judge(self, located: Located) -> tuple[Finding, ...]:
        if _is_bound(located.unit):
            return ()
        key, value = self._hashes(located.unit)
        if key not in (self._several or ()):
            return ()
        text = self._differing(located.unit).text
        first = self._first.get(key)
        if first is None:
            kept = text if len(self._first) < _REMEMBERED else ""
            self._first[key] = _Text(located.number, kept, {value})
            return ()
        if value in first.others:
            return ()
        first.others.add(value)
        if self._side is Side.SOURCE and first.text and _are_alike(first.text, text):
            return ()
        quote = first.text[:_QUOTED] + "…" * (len(first.text) > _QUOTED)
        what = "source for this translation" if self._side is Side.SOURCE else "translation of this source"
        message = f"unit {first.number} has another {what}"
        span = Span(self._side, 0, len(text))
        return (Finding(self.name, Severity.WARNING, message, self._side, (span,), quote),)

    def _differing(self, unit: TranslationUnit) -> Variant:
        return unit.target if self._side is Side.TARGET else unit.source

    def _hashes(self, unit: TranslationUnit) -> tuple[int, int]:
        """Of the text that is the same and of the one that differs, with both languages."""
        source, target = (_key(variant.text) for variant in unit.variants[:2])
        tags = unit.source.language.lower(), unit.target.language.lower()
        same, differing = (source, target) if self._side is Side.TARGET else (target, source)
        # Python's own hash: of one process, 64 bits, and fast.
        return hash((tags, same)) & _MASK, hash((tags, differing)) & _MASK


@lru_cache(4_096)  # for both directions
def _key(text: str) -> str:
    return match_key(text).strip(_ENDS)


def _with_several(keys: "array[int]", values: "array[int]") -> frozenset[int]:
    """The keys with more than one value."""
    rows = np.array((keys, values), np.uint64)
    order = np.lexsort((rows[1], rows[0]))
    found, other = rows[0][order], rows[1][order]
    differs = (found[1:] == found[:-1]) & (other[1:] != other[:-1])
    return frozenset(np.unique(found[1:][differs]).tolist())


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, match_key(one), match_key(other), autojunk=False).ratio() > _UNLIKE


def _is_bound(unit: TranslationUnit) -> bool:
    return any(prop.type in _BINDING for prop in unit.properties)
