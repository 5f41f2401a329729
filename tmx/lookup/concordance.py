"""Concordance: where a word or phrase was used, on either side, and how it was translated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from tmx.matching.keys import match_key
from tmx.matching.kwic import find_keyword
from tmx.matching.stems import forms, hash_stems, words
from tmx.store.index import Ids, Index
from tmx.store.memory import Memory
from tmx.unit import Variant


@dataclass(frozen=True, slots=True)
class Hit:
    """A variant with the keyword at ``spans`` (code-point offsets), and the other variants of its unit."""

    unit: int
    variant: Variant
    spans: tuple[tuple[int, int], ...]
    others: tuple[Variant, ...]
    document: str
    files: tuple[str, ...]


class Concordance:
    """Searches a memory for words, tolerant of inflection and of Arabic clitics."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._index = Index(memory.connection)

    def find(self, phrase: str, languages: Sequence[str] = (), window: int = 0) -> Iterator[Hit]:
        """The hits of a word or phrase, the newest units first; by default in every language of the memory.

        Up to ``window`` other words may stand between two words of a phrase.
        """
        with self._memory.reported():
            self._index.refresh()
            numbers = {number for language in languages for number in self._memory.numbers_of(language)}
            for number, tag in self._memory.connection.execute("SELECT id, tag FROM language ORDER BY id").fetchall():
                if not languages or number in numbers:
                    for unit in self._units(phrase, number, tag)[::-1].tolist():
                        yield from self._hits(unit, number, phrase, window)

    def _units(self, phrase: str, number: int, tag: str) -> Ids:
        """The units that have every word of the phrase, in rising order."""
        each = [
            np.concatenate([self._index.units(term, number) for term in hash_stems(sorted(forms(word, tag))).tolist()])
            for word in words(match_key(phrase))
        ]
        return reduce(np.intersect1d, each) if each else np.zeros(0, np.int32)

    def _hits(self, unit: int, number: int, phrase: str, window: int) -> Iterator[Hit]:
        try:
            stored = self._memory.find(unit)
        except KeyError:  # deleted since it was indexed
            return
        for variant, found in stored.variants.items():
            if stored.languages[variant] == number:
                spans = find_keyword(found.text, phrase, found.language, window)
                if spans:
                    others = tuple(other for one, other in stored.variants.items() if one != variant)
                    yield Hit(unit, found, spans, others, stored.document, stored.files)
