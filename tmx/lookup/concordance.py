"""Concordance: where a word or phrase was used, on either side, and how it was translated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

import numpy as np

from tmx.matching.keys import match_key
from tmx.matching.kwic import find_keyword
from tmx.matching.stems import forms, hash_stems, stem_hashes, words
from tmx.matching.tokens import Hashes, tokenize
from tmx.store.index import Index
from tmx.store.memory import Memory
from tmx.store.presence import Ids
from tmx.unit import Variant

_READ = 500  # keys at a time


@dataclass(frozen=True, slots=True)
class Hit:
    """A variant with the keyword at ``spans`` (code-point offsets), and the other variants of its unit.

    ``moment`` is when the unit was changed last, or else made.
    """

    unit: int
    variant: Variant
    spans: tuple[tuple[int, int], ...]
    others: tuple[Variant, ...]
    document: str
    files: tuple[str, ...]
    moment: datetime | None = None


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
                        yield from self.hits(unit, number, phrase, window)

    def places(self, phrase: str, number: int) -> Ids:
        """The units with a phrase, word beside word, in the language of this number: in rising order, not read yet.

        A word inside another one's clitics, and a unit deleted since, may be among them.
        """
        with self._memory.reported():
            self._index.refresh()
            tag = self._tag(number)
            units = self._units(phrase, number, tag)
            sought = [np.array(hash_stems(sorted(forms(word, tag)))) for word in words(match_key(phrase))]
            if len(sought) < 2 or not len(units):
                return units
            variants = self._index.shape(number).variants(units).tolist()
            parts = (variants[first : first + _READ] for first in range(0, len(variants), _READ))
            return units[[has for part in parts for has in self._have(part, sought, tag)]]

    def frequencies(self, stems: Sequence[Sequence[str]], number: int) -> list[int]:
        """In how many units each word occurs, given as its ``tmx.matching.stems.forms``."""
        with self._memory.reported():
            self._index.refresh()
            return [
                sum(len(self._index.units(term, number)) for term in hash_stems(list(each)).tolist()) for each in stems
            ]

    def size(self, number: int) -> int:
        """How many units have a text in the language of this number."""
        with self._memory.reported():
            self._index.refresh()
            return self._index.shape(number).count()

    def _tag(self, number: int) -> str:
        row = self._memory.connection.execute("SELECT tag FROM language WHERE id = ?", (number,)).fetchone()
        return str(row[0])

    def _have(self, variants: Sequence[int], sought: Sequence[Hashes], tag: str) -> list[bool]:
        """Whether the keys of variants have one word of each of ``sought`` after the other."""
        query = f"SELECT id, key FROM variant WHERE id IN ({','.join('?' * len(variants))})"
        keys = dict(self._memory.connection.execute(query, variants).fetchall())
        tokens = tokenize([keys.get(variant, "") for variant in variants])
        found = stem_hashes(tag).of(tokens)
        last = max(len(found) - len(sought) + 1, 0)
        fits = np.ones(last, bool)
        for place, each in enumerate(sought):
            fits &= np.isin(found[place : place + last], each)
            fits &= tokens.rows[place : place + last] == tokens.rows[:last]
        having = set(tokens.rows[:last][fits].tolist())
        return [row in having for row in range(len(variants))]

    def _units(self, phrase: str, number: int, tag: str) -> Ids:
        """The units that have every word of the phrase, in rising order."""
        each = [
            np.concatenate([self._index.units(term, number) for term in hash_stems(sorted(forms(word, tag))).tolist()])
            for word in words(match_key(phrase))
        ]
        return reduce(np.intersect1d, each) if each else np.zeros(0, np.int32)

    def hits(self, unit: int, number: int, phrase: str, window: int = 0) -> Iterator[Hit]:
        """The hits in one unit, in the language of this number; none where it was deleted."""
        try:
            stored = self._memory.find(unit)
        except KeyError:  # deleted since it was indexed
            return
        for variant, found in stored.variants.items():
            if stored.languages[variant] == number:
                spans = find_keyword(found.text, phrase, found.language, window)
                if spans:
                    others = tuple(other for one, other in stored.variants.items() if one != variant)
                    moment = stored.unit.changed or stored.unit.created
                    yield Hit(unit, found, spans, others, stored.document, stored.files, moment)
