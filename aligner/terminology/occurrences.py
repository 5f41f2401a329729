"""Where the units of a memory have a term, and what stands on the other side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from aligner.terminology.wording import Wording
from corpus.language import main_script, script_of
from tmx.lookup import Concordance, Hit
from tmx.matching.spans import Span
from tmx.store import Memory
from tmx.unit import Variant


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A unit with the term at ``spans`` of ``source``, and one of its translations."""

    unit: int
    source: Variant
    spans: tuple[Span, ...]
    target: Variant
    document: str
    moment: datetime | None


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Units that have a term in ``language``: ``units`` in all, of which ``looked_at`` were read, evenly among them."""

    term: str
    language: str
    units: int
    looked_at: int
    found: tuple[Occurrence, ...]


class Finder:
    """Finds a term in a memory, in whichever language it is."""

    def __init__(self, memory: Memory, most: int) -> None:
        """Of more units than ``most`` that have a term, so many are read."""
        self._memory, self._most = memory, most
        self.concordance = Concordance(memory)

    def languages(self, wanted: str | None = None) -> list[str]:
        """The languages of the memory, codes without a region; of ``wanted`` alone, if it is given."""
        tags = self._memory.languages()
        return list(dict.fromkeys(language_code(tag) for tag in tags if wanted is None or _is(tag, wanted)))

    def find(self, term: str, source: str | None = None, target: str | None = None) -> Occurrences:
        """The units that have a term in the language where most do, or in ``source``."""
        found = [self._in_language(term, code, target) for code in self.languages(source)]
        return max(found, key=lambda one: one.units, default=Occurrences(term, source or "", 0, 0, ()))

    def numbers(self, language: str) -> list[int]:
        """The numbers of a language and of its regional forms in the store."""
        tags = [tag for tag in self._memory.languages() if language_code(tag) == language_code(language)]
        return list(dict.fromkeys(number for tag in tags for number in self._memory.numbers_of(tag)))

    def _in_language(self, term: str, language: str, target: str | None) -> Occurrences:
        found = self._exactly(term, language, target)
        bare = term if found.units else Wording((), language).without_clitics(term)
        return found if bare == term else self._exactly(bare, language, target)

    def _exactly(self, term: str, language: str, target: str | None) -> Occurrences:
        places = [
            (unit, number)
            for number in self.numbers(language)
            for unit in self.concordance.places(term, number).tolist()
        ]
        chosen = [places[index] for index in _evenly(len(places), self._most)]
        hits = _nearest(
            [hit for unit, number in chosen for hit in self.concordance.hits(unit, number, term)], term, language
        )
        found = [
            Occurrence(hit.unit, hit.variant, hit.spans, other, _document(hit.document, hit.files), hit.moment)
            for hit in hits
            for other in hit.others
            if (_is(other.language, target) if target else language_code(other.language) != language)
        ]
        return Occurrences(term, language, len(places), len(chosen), tuple(found))


def _nearest(hits: Sequence[Hit], term: str, language: str) -> list[Hit]:
    """The hits that are inflections of the term, if there are any: to a stemmer ``organ`` is ``organization``."""
    wording = Wording((hit.variant.text for hit in hits), language)
    base = wording.base(term)
    inflected = [
        (hit, tuple((start, end) for start, end in hit.spans if wording.base(hit.variant.text[start:end]) == base))
        for hit in hits
    ]
    near = [replace(hit, spans=spans) for hit, spans in inflected if spans]
    return near or list(hits)


def language_code(tag: str) -> str:
    """A tag (BCP 47) without script and region."""
    return tag.split("-")[0].lower()


def may_be_in(text: str, tag: str) -> bool:
    """Whether a text is in the script of a language."""
    script = main_script(text)
    try:
        return script is None or script_of(tag) in ("", script)
    except ValueError:  # no language that anybody has heard of
        return True


def _is(tag: str, wanted: str) -> bool:
    return tag.lower() == wanted.lower() or tag.lower().startswith(f"{wanted.lower()}-")


def _document(name: str, files: Sequence[str]) -> str:
    return name or ", ".join(files)


def _evenly(size: int, most: int) -> list[int]:
    if size <= most:
        return list(range(size))
    return [int(place) for place in np.linspace(0, size - 1, most).round()]
