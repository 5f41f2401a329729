"""Look-up of a term: how it was translated, by glossaries and by the units of a memory.

lookup = TermLookup(memory, glossaries, encoder)
answer = lookup.find("Government of National Accord")
answer.translations[0].text, answer.translations[0].count
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.encoder import Progress
from aligner.explanation import SpanEncoder
from aligner.terminology.answer import Answer, Example, Neighbour, Origin, Translation
from aligner.terminology.known import Glossaries, Known
from aligner.terminology.neighbours import near_phrases, near_terms
from aligner.terminology.occurrences import Finder, Occurrences, may_be_in
from aligner.terminology.translations import Group, Rendering, translations
from aligner.terminology.wording import Wording
from tmx.lookup import Semantic
from tmx.store import Memory
from tmx.terms.concept import Glossary


@dataclass(frozen=True, slots=True)
class LookupOptions:
    """``source`` and ``target`` are languages (BCP 47), by default those that the term has translations in.

    Of more units than ``most`` that have a term so many are read, evenly among all; ``examples`` are
    shown of each translation, and ``neighbours`` of a term that does not occur.
    """

    source: str | None = None
    target: str | None = None
    most: int = 100
    examples: int = 3
    neighbours: int = 5


class TermLookup:
    """Asks a memory and glossaries for terms, in any inflection, in either language."""

    def __init__(
        self,
        memory: Memory,
        glossaries: Sequence[Glossary],
        encoder: SpanEncoder,
        options: LookupOptions | None = None,
        progress: Progress | None = None,
    ) -> None:
        """``progress`` is told of the units that are encoded, once, for a term that does not occur."""
        self._memory, self._encoder, self._progress = memory, encoder, progress
        self._options = options or LookupOptions()
        self._finder = Finder(memory, self._options.most)
        self._glossaries = Glossaries(memory, glossaries)

    def find(self, term: str) -> Answer:
        """What is known of a term; its translations are those of glossaries first, else the most frequent."""
        options = self._options
        found = self._finder.find(term, options.source, options.target)
        languages = [options.source] if options.source else self._glossaries.languages(term)
        languages = ([found.language] if found.units else []) + [one for one in languages if one != found.language]
        known = next(
            (each for language in languages if (each := self._glossaries.find(term, language, options.target))), []
        )
        groups = self._groups(found, known)
        listed = [self._translation(group, known) for group in groups]
        listed += [
            Translation(one.text, one.language, 0, (), None, None, (), (one.entry,))
            for one in known
            if not any(one.entry in other.entries and one.text == other.text for other in listed)
        ]
        language = found.language if found.units else next(iter(languages), "")
        ranked = tuple(sorted(_merged(listed), key=_rank))
        neighbours: tuple[Neighbour, ...] = ()
        if not ranked and not found.units:
            language = language or next(iter(self._likely(term)), "")
            neighbours = tuple(self._neighbours(term, language)) if language else ()
        return Answer(term, language, found.units, found.looked_at, ranked, neighbours)

    def _groups(self, found: Occurrences, known: Sequence[Known]) -> list[Group]:
        return translations(found, self._finder, self._encoder, [(one.text, one.language) for one in known])

    def _translation(self, group: Group, known: Sequence[Known]) -> Translation:
        wording = Wording([one.text for one in known], group.language)
        entries = [one for one in known if tuple(wording.stem(one.text).split()) == group.key]
        moments = sorted(one.occurrence.moment for one in group.renderings if one.occurrence.moment)
        documents = Counter(one.occurrence.document for one in group.renderings if one.occurrence.document)
        return Translation(
            entries[0].text if entries else group.text,
            group.language,
            len(group.renderings),
            tuple(documents.most_common()),
            moments[0] if moments else None,
            moments[-1] if moments else None,
            tuple(map(_example, _clearest(group.renderings, self._options.examples))),
            tuple(one.entry for one in entries),
        )

    def _likely(self, term: str) -> list[str]:
        """The languages of the memory that a term may be in."""
        return [code for code in self._finder.languages(self._options.source) if may_be_in(term, code)]

    def _neighbours(self, term: str, language: str) -> list[Neighbour]:
        most = self._options.neighbours
        if not most:
            return []
        found = near_terms(term, language, self._glossaries.terms(language), self._encoder, most)
        semantic = Semantic(self._memory, language, self._encoder.encode, self._encoder.name)
        semantic.refresh(self._progress)
        for text, cosine in near_phrases(term, semantic, self._memory, language, self._encoder, most):
            groups = self._groups(self._finder.find(text, language, self._options.target), ())
            if groups:
                found.append(
                    Neighbour(text, language, cosine, Origin.MEMORY, tuple(group.text for group in groups[:1]))
                )
        return sorted(found, key=lambda one: -one.similarity)[:most]


def _merged(listed: Sequence[Translation]) -> list[Translation]:
    """Translations that a glossary has in several concepts, once."""
    found: dict[tuple[str, str], Translation] = {}
    for one in listed:
        known = found.get((one.text, one.language))
        if known is None:
            found[one.text, one.language] = one
    return list(found.values())


def _rank(one: Translation) -> tuple[bool, bool, int]:
    return one.is_forbidden, not one.entries, -one.count


def _clearest(renderings: Sequence[Rendering], most: int) -> list[Rendering]:
    """Those to show: the most certain, of different documents and texts as far as there are."""
    ordered = sorted(renderings, key=lambda one: (-round(one.belief, 1), len(one.occurrence.source.text)))
    distinct: dict[tuple[str, str], Rendering] = {}
    for one in ordered:
        distinct.setdefault((one.occurrence.document, one.occurrence.source.text), one)
    fresh: list[Rendering] = []
    for one in distinct.values():
        if one.occurrence.document not in {other.occurrence.document for other in fresh}:
            fresh.append(one)
    return (fresh + [one for one in distinct.values() if one not in fresh])[:most]


def _example(rendering: Rendering) -> Example:
    one = rendering.occurrence
    return Example(one.unit, one.source, one.spans[0], one.target, rendering.span, one.document, one.moment)
