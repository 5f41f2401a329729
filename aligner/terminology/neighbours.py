"""What is near in meaning to a term that nobody has used: terms of glossaries, and phrases of the memory.

The units that are near (``tmx.lookup.semantic``) are cut into phrases of about the length of the term,
and the nearest of these are taken.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from aligner.encoder import Encoder
from aligner.terminology.answer import Neighbour, Origin
from aligner.terminology.known import translations_of
from aligner.terminology.wording import Wording
from tmx.lookup import Semantic
from tmx.matching.spans import word_spans
from tmx.store import Memory
from tmx.store.memory import Stored
from tmx.terms.concept import Concept

_UNITS = 40  # that phrases are taken from
_LEAST = 0.25  # cosine; words that the model has seldom seen are far from all others
_LONGER = 1  # words that a phrase may have more than the term


def near_terms(
    term: str, language: str, terms: Sequence[tuple[str, Concept]], encoder: Encoder, most: int
) -> list[Neighbour]:
    """The terms of glossaries nearest to a term."""
    if not terms:
        return []
    cosines = encoder.encode([text for text, _ in terms]) @ encoder.encode([term])[0]
    found: dict[str, Neighbour] = {}
    for index in np.argsort(-cosines, kind="stable").tolist():
        text, concept = terms[index]
        if len(found) == most or cosines[index] < _LEAST:
            break
        found.setdefault(
            text, Neighbour(text, language, float(cosines[index]), Origin.GLOSSARY, translations_of(concept, language))
        )
    return list(found.values())


def near_phrases(
    term: str, semantic: Semantic, memory: Memory, language: str, encoder: Encoder, most: int
) -> Iterator[tuple[str, float]]:
    """The phrases of the memory nearest to a term, and their cosines; each once, whatever its inflection."""
    numbers = set(memory.numbers_of(language))
    texts = [
        variant.text
        for unit, _ in semantic.nearest(term, _UNITS)
        for stored in _stored(memory, unit)
        for one, variant in stored.variants.items()
        if stored.languages[one] in numbers
    ]
    wording = Wording(texts, language)
    phrases = list(dict.fromkeys(_phrases(texts, len(word_spans(term)) + _LONGER, wording)))
    if not phrases:
        return
    cosines = encoder.encode(phrases) @ encoder.encode([term])[0]
    seen: list[frozenset[str]] = []
    for index in np.argsort(-cosines, kind="stable").tolist():
        if len(seen) == most or cosines[index] < _LEAST:
            return
        stems = frozenset(wording.stem(phrases[index]).split())
        if not any(stems <= other or other <= stems for other in seen):
            seen.append(stems)
            yield wording.without_clitics(phrases[index]), float(cosines[index])


def _stored(memory: Memory, unit: int) -> Iterable[Stored]:
    try:
        return [memory.find(unit)]
    except KeyError:
        return []


def _phrases(texts: Iterable[str], longest: int, wording: Wording) -> Iterator[str]:
    """The runs of words of texts that neither begin nor end with a function word, nor go on across a mark."""
    for text in texts:
        spans = word_spans(text)
        for first, (start, end) in enumerate(spans):
            if wording.is_light(text[start:end]):
                continue
            for last in range(first, min(first + longest, len(spans))):
                if last > first and text[spans[last - 1][1] : spans[last][0]].strip(" -"):
                    break
                if not wording.is_light(text[slice(*spans[last])]):
                    yield text[start : spans[last][1]]
