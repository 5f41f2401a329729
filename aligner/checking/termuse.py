"""The terms of glossaries in a unit, and whether their translations are on the other side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from aligner.checking.roots import arabic_forms
from aligner.counterparts import counterparts
from aligner.explanation import SpanEncoder
from aligner.terminology.wording import Wording
from tmx import TranslationUnit
from tmx.matching.spans import Span
from tmx.terms.concept import Concept, Glossary, Term
from tmx.terms.finder import Occurrence, TermFinder
from tmx.terms.words import Word, Words

_BATCH = 4_096  # units that are remembered, for several checks
_BRACKETS = re.compile(r"(.*?)\s*[(（]([^()]*)[)）]\s*$")


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term of a source at ``span``, which a glossary translates by ``approved``.

    ``used`` is the one of these that the target has, if any; ``forbidden`` says that it has one it should
    not; ``instead`` is where its words are translated, if that was asked for.
    """

    span: Span
    term: Term
    approved: tuple[Term, ...]
    used: Term | None
    forbidden: bool
    instead: tuple[Span, ...]

    @property
    def is_missing(self) -> bool:
        """Whether something else stands where an approved translation should."""
        return self.used is None and bool(self.instead)


@dataclass(frozen=True, slots=True)
class ForbiddenUse:
    """A forbidden term of a target at ``span``, and what is to stand there."""

    span: Span
    term: Term
    approved: tuple[Term, ...]


class TermUses:
    """Finds the terms of glossaries in units of any two languages."""

    def __init__(self, glossaries: Sequence[Glossary], encoder: SpanEncoder | None) -> None:
        """``encoder`` finds what stands for a term; without one, the whole target does."""
        self._glossaries, self._encoder = glossaries, encoder
        self._forbids = any(
            term.status.is_forbidden for one in glossaries for concept in one.concepts for term in concept.terms
        )
        self._finders: dict[tuple[str, str], TermFinder] = {}
        self._words: dict[str, Words] = {}
        self._wordings: dict[str, Wording] = {}
        self._find = lru_cache(_BATCH)(self._found)

    def of(self, unit: TranslationUnit) -> tuple[TermUse, ...]:
        """The terms of the source that have an approved translation, each once."""
        return self._find(unit.source.language, unit.target.language, unit.source.text, unit.target.text)

    def forbidden(self, unit: TranslationUnit) -> Iterator[ForbiddenUse]:
        """The forbidden terms of the target, where the source has the concept, or the glossary no other term for it."""
        if not self._forbids:
            return
        source, target = unit.source.language, unit.target.language
        own = self._finder(source, target).find(unit.source.text, overlapping=True)
        concepts = {(one.glossary, one.concept.id) for one in own}
        found = self._finder(target, source).find(unit.target.text)
        for span, same in groupby(found, lambda one: (one.start, one.end)):
            each = list(same)
            if all(one.term.status.is_forbidden for one in each):
                for one in each:
                    if (one.glossary, one.concept.id) in concepts or not any(one.concept.terms_in(source)):
                        approved = tuple(_approved(one.concept, target))
                        yield ForbiddenUse(span, one.term, approved)
                        break

    def _words_of(self, language: str) -> Words:
        if language not in self._words:
            self._words[language] = Words(language)
        return self._words[language]

    def _finder(self, source: str, target: str) -> TermFinder:
        if (source, target) not in self._finders:
            self._finders[source, target] = TermFinder(self._glossaries, source, target)
        return self._finders[source, target]

    def _is_inflected(self, text: str, term: str, language: str) -> bool:
        """Whether ``text`` is a term in another form, no word derived from it: no ``hospital`` for ``hospitalized``."""
        if language not in self._wordings:
            self._wordings[language] = Wording((), language)
        wording = self._wordings[language]
        return wording.base(text) == wording.base(term)

    def _found(self, source_language: str, target_language: str, source: str, target: str) -> tuple[TermUse, ...]:
        found = [
            one
            for one in self._finder(source_language, target_language).find(source)
            if self._is_inflected(source[one.start : one.end], one.term.text, source_language)
        ]
        if not found:
            return ()
        wrong = set()
        if self._forbids:
            others = self._finder(target_language, source_language).find(target)
            wrong = {(one.glossary, one.concept.id) for one in others if one.term.status.is_forbidden}
        words = self._words_of(target_language)
        there = frozenset(form for _, _, word in words.of(target) for form in _forms(word))
        uses: dict[str, TermUse] = {}
        for span, same in groupby(found, lambda one: (one.start, one.end)):
            each = list(same)
            is_wrong = any((one.glossary, one.concept.id) in wrong for one in each)
            use = self._use(span, each, words, there, source, target, is_wrong=is_wrong)
            if use:
                uses.setdefault(use.term.text, use)
        return tuple(uses.values())

    def _use(
        self,
        span: Span,
        same: Sequence[Occurrence],
        words: Words,
        there: frozenset[str],
        source: str,
        target: str,
        *,
        is_wrong: bool,
    ) -> TermUse | None:
        """The term at ``span``; of several concepts there any may be meant."""
        approved = tuple(dict.fromkeys(term for one in same for term in _approved(one.concept, words.language)))
        # What the target has in the words of the source is a name, or another check's.
        if not approved or not target.strip() or source[slice(*span)].casefold() in target.casefold():
            return None
        used = next((term for term in approved if _has(there, term.text, words)), None)
        instead: tuple[Span, ...] = ()
        if used is None:
            instead = counterparts(source, target, [span], self._encoder) if self._encoder else ((0, len(target)),)
        return TermUse(span, same[0].term, approved, used, is_wrong, instead)


def _approved(concept: Concept, language: str) -> Iterator[Term]:
    return (term for term in concept.terms_in(language) if not term.status.is_forbidden)


def _readings(term: str) -> tuple[str, ...]:
    """A term, and where a part of it stands in brackets, what is before them and what is in them."""
    found = _BRACKETS.match(term)
    return (term, *(part for part in found.groups() if part.strip())) if found else (term,)


def _forms(word: Word) -> frozenset[str]:
    """By what a word counts as another one."""
    return arabic_forms(word.key) | {*word.stems} if "\u0620" <= word.key[:1] <= "\u06ff" else frozenset(word.stems)


def _has(there: frozenset[str], term: str, words: Words) -> bool:
    """Whether a text that has words of these forms has all words of a term; marks do not count."""
    readings = ([word for _, _, word in words.of(one) if word.text[:1].isalnum()] for one in _readings(term))
    return any(own and all(_forms(word) & there for word in own) for own in readings)
