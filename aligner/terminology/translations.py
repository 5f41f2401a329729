"""How a term was translated, by the units that have it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aligner.encoder import FloatArray
from aligner.explanation import SpanEncoder
from aligner.terminology.evidence import Run, Tokens, runs, weigh
from aligner.terminology.occurrences import Finder, Occurrence, Occurrences, language_code
from aligner.terminology.pooling import pool
from aligner.terminology.wording import Wording
from tmx.matching.kwic import find_keyword
from tmx.matching.spans import Span
from tmx.matching.stems import forms

_RETURNING = 0.6  # what it is worth that a word is in all units with the term, and not elsewhere
_CHANCE = 0.25  # of the units, below which a word speaks against being part of it
_RARE = 0.05  # of the units, below which nobody asks where else a word is
_WHOLE = 0.5  # what the meaning of a run as a whole is worth
_DOUBT = 0.2  # below this belief it is said that a unit does not translate the term
_EXTRA = 3  # words that a translation may have more than twice those of the term


@dataclass(frozen=True, slots=True)
class Rendering:
    """A unit with the words that translate the term there, at ``span`` of the target."""

    occurrence: Occurrence
    span: Span
    belief: float


@dataclass(frozen=True, slots=True)
class Group:
    """A translation: its words without clitics, as they stand in most units, and where it is used."""

    text: str
    language: str
    key: tuple[str, ...]
    renderings: tuple[Rendering, ...]


def translations(
    found: Occurrences, finder: Finder, encoder: SpanEncoder, known: Sequence[tuple[str, str]] = ()
) -> list[Group]:
    """The translations of a term, each other language by itself, the most frequent first.

    ``known`` are translations and their languages: where one is in a unit, the unit has it.
    """
    by_language: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in found.found:
        by_language[language_code(occurrence.target.language)].append(occurrence)
    return [
        group
        for language, each in by_language.items()
        for group in _grouped(
            _rendered(found, each, finder, encoder, [text for text, tag in known if _is_same(tag, language)]), language
        )
    ]


def _is_same(tag: str, language: str) -> bool:
    return language_code(tag) == language_code(language)


def _rendered(
    found: Occurrences, occurrences: Sequence[Occurrence], finder: Finder, encoder: SpanEncoder, known: Sequence[str]
) -> list[tuple[Rendering, tuple[str, ...], str]]:
    """Each unit that has a translation, with the stems of that and its text without clitics."""
    language = occurrences[0].target.language
    meaning = encoder.words([found.term])
    wording = Wording([*(one.target.text for one in occurrences), *known], language)
    weighed = weigh(occurrences, Wording((one.source.text for one in occurrences), found.language), wording, encoder)
    bonus = _returning(weighed, wording, language, finder)
    longest = 2 * len(meaning.types) + _EXTRA
    candidates = [runs(tokens, wording, bonus, longest) for tokens in weighed]
    candidates = _by_meaning(candidates, occurrences, encoder.encode([found.term])[0], encoder)
    rendered = []
    for occurrence, best in zip(occurrences, pool(candidates), strict=True):
        text = occurrence.target.text
        span, key, belief = _known_span(text, known, wording, language)
        if not key and best and best[1] >= _DOUBT:
            span, key, belief = (best[0].start, best[0].end), best[0].key, best[1]
        if key:
            phrase = wording.without_clitics(" ".join(text[slice(*span)].split()))
            rendered.append((Rendering(occurrence, span, belief), key, phrase))
    return rendered


def _known_span(
    text: str, known: Sequence[str], wording: Wording, language: str
) -> tuple[Span, tuple[str, ...], float]:
    """The first of ``known``, longer ones before shorter ones, that is in a text."""
    for one in sorted(known, key=len, reverse=True):
        spans = find_keyword(text, one, language)
        if spans:
            return spans[0], tuple(wording.stem(one).split()), 1.0
    return (0, 0), (), 0.0


def _returning(weighed: Sequence[Tokens], wording: Wording, language: str, finder: Finder) -> dict[str, float]:
    """What is added to the weight of a word for being in so many of the units, and in so few others."""
    counts: Counter[str] = Counter()
    for tokens in weighed:
        counts.update({wording.stem(text) for text, heavy in zip(tokens.texts, tokens.heavy, strict=True) if heavy})
    size = len(weighed)
    common = [stem for stem, count in counts.items() if stem and count > max(1, _RARE * size)]
    worth = {}
    elsewhere = dict.fromkeys(common, 0.0)
    for number in finder.numbers(language):
        total = max(finder.concordance.size(number), 1)
        frequencies = finder.concordance.frequencies([sorted(forms(stem, language)) for stem in common], number)
        for stem, frequency in zip(common, frequencies, strict=True):
            elsewhere[stem] = min(frequency / total, 1.0)
    trust = (size - 1) / (size + 3)
    for stem in counts:
        share = max(counts[stem] - 1, 0) / size
        excess = share * max(0.0, 1 - elsewhere.get(stem, 0.0) * size / counts[stem]) ** 2
        worth[stem] = trust * _RETURNING * (excess - _CHANCE)
    return worth


def _by_meaning(
    candidates: Sequence[list[Run]], occurrences: Sequence[Occurrence], term: FloatArray, encoder: SpanEncoder
) -> list[list[Run]]:
    texts = [
        occurrence.target.text[run.start : run.end]
        for occurrence, each in zip(occurrences, candidates, strict=True)
        for run in each
    ]
    if not texts:
        return list(candidates)
    distinct = list(dict.fromkeys(texts))
    near = dict(zip(distinct, (encoder.encode(distinct) @ term).tolist(), strict=True))
    return [
        [replace(run, score=run.score + _WHOLE * near[occurrence.target.text[run.start : run.end]]) for run in each]
        for occurrence, each in zip(occurrences, candidates, strict=True)
    ]


def _grouped(rendered: Sequence[tuple[Rendering, tuple[str, ...], str]], language: str) -> list[Group]:
    groups: dict[tuple[str, ...], list[tuple[Rendering, str]]] = defaultdict(list)
    for rendering, key, text in rendered:
        groups[key].append((rendering, text))
    return [
        Group(
            Counter(text for _, text in each).most_common(1)[0][0],
            language,
            key,
            tuple(rendering for rendering, _ in each),
        )
        for key, each in sorted(groups.items(), key=lambda item: _weight(item[1]), reverse=True)
    ]


def _weight(each: Sequence[tuple[Rendering, str]]) -> tuple[int, float]:
    return len(each), sum(rendering.belief for rendering, _ in each)
