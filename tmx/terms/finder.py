"""All the terms of glossaries in a text, with their translations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tmx.terms.concept import Concept, Glossary, Status, Term
from tmx.terms.inflection import are_forms
from tmx.terms.words import Place, Word, Words, difference

_NODE = 1 << 32  # more than there are stems
_ACRONYM = 6  # letters at most; longer words in capitals are no others in small letters
_SHORT = 3
_HAMZA = "ء"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term in a text, from ``start`` to ``end`` in code points, whole words.

    ``term`` is what the glossary has, in the source language; ``concept`` is what it means there.
    ``translations`` are the concept's terms in the target language: preferred ones first, forbidden
    ones last; there may be none.
    """

    start: int
    end: int
    term: Term
    concept: Concept
    translations: tuple[Term, ...]
    glossary: str


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[Word, ...]
    term: Term
    concept: Concept
    glossary: Glossary


_Run = tuple[int, int]
"""Words from the first to before the last."""


class TermFinder:
    """Finds the terms of glossaries in texts, in any inflection, but not words derived from them.

    In Arabic a word with a conjunction, preposition or article written on to it counts as the word;
    broken plurals do not. A word in capitals of up to six letters is an acronym: ``WHO`` is not found in
    ``who``, but in ``WHOs``. No term goes on across an empty line.
    """

    def __init__(self, glossaries: Iterable[Glossary], source_language: str, target_language: str) -> None:
        self._target = target_language
        self._words = Words(source_language)
        self._stems: dict[str, int] = {}
        self._following: dict[int, int] = {}  # from a node and a stem to the next node
        self._entries: dict[int, tuple[_Entry, ...]] = {}  # by the node of the last word
        meant = [
            (term, concept, glossary)
            for glossary in glossaries
            for concept in glossary.concepts
            for term in concept.terms_in(source_language)
        ]
        self._translations: dict[int, tuple[Term, ...]] = {}  # of concepts that were found, by identity
        for one, places in zip(meant, self._words.of_each(term.text for term, *_ in meant), strict=True):
            self._add(_Entry(tuple(word for _, _, word in places), *one))

    def __len__(self) -> int:
        """How many terms it knows; terms that differ in nothing that counts are one."""
        return len(self._entries)

    def find(self, text: str, *, overlapping: bool = False) -> tuple[Occurrence, ...]:
        """The terms in ``text``, in order.

        Of terms at the same words, the nearest by letters is taken, and only those of the glossaries
        with the highest priority. Of terms that overlap, the one with most words is taken, unless
        ``overlapping`` ones are asked for.
        """
        places = self._words.of(text)
        matches = self._matches(places)
        chosen = sorted(matches) if overlapping else _longest(matches, len(places))
        return tuple(
            self._occurrence(entry, places[first][0], places[last - 1][1])
            for first, last in chosen
            for entry in _decided(matches[first, last], places[first:last])
        )

    def _add(self, entry: _Entry) -> None:
        node = 0
        for word in entry.words:
            stem = self._stems.setdefault(word.base, len(self._stems))
            node = self._following.setdefault(node * _NODE + stem, len(self._following) + 1)
        if node:
            self._entries[node] = (*self._entries.get(node, ()), entry)

    def _matches(self, places: Sequence[Place]) -> dict[_Run, list[_Entry]]:
        """The entries at each run of words that is one."""
        known = self._stems
        words = [[known[stem] for stem in word.stems if stem in known] for _, _, word in places]
        found: dict[_Run, list[_Entry]] = {}
        for first in range(len(places)):
            nodes = [0]
            for last in range(first + 1, len(places) + 1):
                nodes = [
                    following
                    for node in nodes
                    for stem in words[last - 1]
                    if (following := self._following.get(node * _NODE + stem))
                ]
                if not nodes:
                    break
                for node in nodes:
                    entries = [
                        entry for entry in self._entries.get(node, ()) if self._is_there(entry, places[first:last])
                    ]
                    if entries:
                        found.setdefault((first, last), []).extend(entries)
        return found

    def _is_there(self, entry: _Entry, places: Sequence[Place]) -> bool:
        """Whether the words are forms of the term, and not other words with the same stems."""
        for own, (_, _, found) in zip(entry.words, places, strict=True):
            if own.text == found.text:
                continue
            if own.key != found.key and not are_forms(own.usual, found.usual, self._words.language):
                return False
            if len(places) == 1 and not _is_same(own, found):
                return False
        return True

    def _occurrence(self, entry: _Entry, start: int, end: int) -> Occurrence:
        place = id(entry.concept)
        if place not in self._translations:
            self._translations[place] = tuple(sorted(entry.concept.terms_in(self._target), key=_rank))
        return Occurrence(start, end, entry.term, entry.concept, self._translations[place], entry.glossary.name)


def _is_same(term: Word, found: Word) -> bool:
    """Whether a word may be a term of one word, for what keys do not tell."""
    if len(term.key) <= _SHORT and (_HAMZA in term.text) != (_HAMZA in found.text):
        return False  # ماء is not ما
    if 1 < len(term.text) <= _ACRONYM and term.text.isalpha() and term.text.isupper():
        return found.text in (term.text, f"{term.text}s")
    return True


def _rank(term: Term) -> int:
    return 2 if term.status.is_forbidden else int(term.status is not Status.PREFERRED)


def _decided(same: Sequence[_Entry], places: Sequence[Place]) -> Iterable[_Entry]:
    """Of the entries at the same words those that decide, each concept once."""
    if len(same) == 1:
        return same
    priority = max(entry.glossary.priority for entry in same)
    deciding = [(entry, _distance(entry, places)) for entry in same if entry.glossary.priority == priority]
    nearest = min(distance for _, distance in deciding)
    concepts: dict[tuple[str, str], _Entry] = {}
    for entry, distance in deciding:
        key = entry.glossary.name, entry.concept.id
        if distance == nearest and (key not in concepts or concepts[key].term.status.is_forbidden):
            concepts[key] = entry
    return concepts.values()


def _distance(entry: _Entry, places: Sequence[Place]) -> int:
    """How far from the term the words are that have its stems."""
    return max(difference(own, found) for own, (_, _, found) in zip(entry.words, places, strict=True))


def _longest(runs: Iterable[_Run], words: int) -> list[_Run]:
    """Those that do not overlap a longer one, or one of the same length before it, in order."""
    is_taken = [False] * words
    kept = []
    for first, last in sorted(runs, key=lambda run: (run[0] - run[1], run[0])):
        if not any(is_taken[first:last]):
            is_taken[first:last] = [True] * (last - first)
            kept.append((first, last))
    return sorted(kept)
