"""What glossaries say of a term: those in files, and those in the memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.terminology.answer import Entry
from aligner.terminology.occurrences import language_code, may_be_in
from tmx.store import Memory
from tmx.terms.concept import Concept, Glossary, Status, Term
from tmx.terms.finder import TermFinder
from tmx.terms.termbase import Termbase


@dataclass(frozen=True, slots=True)
class Known:
    """A translation that a glossary has."""

    text: str
    language: str
    entry: Entry


class Glossaries:
    """The glossaries that a term is looked up in."""

    def __init__(self, memory: Memory, files: Sequence[Glossary]) -> None:
        self._termbase, self._files = Termbase(memory), files
        self._priorities = {one.name: one.priority for one in self._termbase.glossaries()}
        self._languages = dict.fromkeys(
            language_code(tag)
            for tags in (
                *(one.languages for one in self._termbase.glossaries()),
                *(concept.languages() for one in files for concept in one.concepts),
            )
            for tag in tags
        )
        self._finders: dict[str, TermFinder] = {}

    def languages(self, term: str) -> list[str]:
        """The languages of glossaries that a term may be in, by its script."""
        return [code for code in self._languages if may_be_in(term, code)]

    def find(self, term: str, language: str, target: str | None) -> list[Known]:
        """The translations of a term, those to use first, and of them those of the highest priority."""
        found = [
            Known(one.text, one.language, Entry(name, concept.id, one.status, concept.definition, priority))
            for concept, name, priority in self._concepts(term, language)
            for one in _others(concept, language, target)
        ]
        return sorted(dict.fromkeys(found), key=lambda one: _order(one.entry))

    def terms(self, language: str) -> list[tuple[str, Concept]]:
        """All terms of a language that are not forbidden."""
        return [
            (term.text, concept)
            for glossary in (*self._termbase.load(), *self._files)
            for concept in glossary.concepts
            for term in concept.terms_in(language)
            if not term.status.is_forbidden
        ]

    def _concepts(self, term: str, language: str) -> Iterator[tuple[Concept, str, int]]:
        for known in self._termbase.find(term, language):
            yield known.concept, known.glossary, self._priorities.get(known.glossary, 0)
        if not self._files:
            return
        priorities = {glossary.name: glossary.priority for glossary in self._files}
        finder = self._finders.setdefault(language, TermFinder(self._files, language, ""))
        text = term.strip()
        for one in finder.find(text):
            if (one.start, one.end) == (0, len(text)):
                yield one.concept, one.glossary, priorities[one.glossary]


def translations_of(concept: Concept, language: str) -> tuple[str, ...]:
    """The terms of a concept in other languages, those to use first."""
    terms = [term for term in _others(concept, language, None) if not term.status.is_forbidden]
    return tuple(term.text for term in sorted(terms, key=lambda term: term.status is not Status.PREFERRED))


def _others(concept: Concept, language: str, target: str | None) -> Iterator[Term]:
    if target:
        yield from concept.terms_in(target)
    else:
        yield from (term for term in concept.terms if language_code(term.language) != language_code(language))


def _order(entry: Entry) -> tuple[bool, int, bool]:
    return entry.status.is_forbidden, -entry.priority, entry.status is not Status.PREFERRED
