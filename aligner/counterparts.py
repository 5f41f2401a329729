"""Which words of a target translate the words of its source that somebody looked for.

The nearest word is not enough: ``fire`` in a sentence with two of them, a name that the model has
never seen. So all words of both sides are paired at once, best pairs first, each word once: what is
hard to tell gets what the others leave over, near where its neighbours went.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.encoder import FloatArray, Words
from aligner.explanation import SpanEncoder
from aligner.transliteration import alikeness

Span = tuple[int, int]
"""Start and end in code points."""

_ARABIC = re.compile("[\u0620-\u06ff]")

# Set on the lines of tests/aligner/counterparts.tsv that say so; neighbouring values do as well.
_LIGHT = 0.25  # words of less than this share of the mean weight, as "the", are not paired
_LEAST = 0.1  # cosine below which two words are no pair, whatever is left
_ANCHOR = 0.3  # cosine from which a pair says where its neighbours are
_SURE = 0.15  # a pair of a phrase with one of at least this counts only from here
_ADDED = 0.2  # cosine from which a free word beside a counterpart is part of it, as in two for one
_STRANGE = 0.35  # cosine below which a word has nothing near, and may be a name
_NAME = 0.6  # what it is worth that two words sound alike
_DIAGONAL = 0.2  # what a place equally far into the sentence is worth
_BESIDE = 0.1  # what a place between those of the neighbours is worth
_BREADTH = 3.0  # words


@dataclass(frozen=True, slots=True)
class _Side:
    """The words of a text that can be paired, in order, and their places among all its words."""

    spans: tuple[Span, ...]
    places: tuple[int, ...]
    size: int

    def relative(self) -> FloatArray:
        return np.asarray((np.array(self.places) + 0.5) / max(self.size, 1), np.float32)


@dataclass(frozen=True, slots=True)
class Pairing:
    """The words of a pair of texts, each with at most one partner.

    ``source`` and ``target`` are the words that can be paired, as spans in order, ``found`` all words
    of the target. ``cosines`` and ``merits`` (source x target) say how near two words are, and the
    latter also how well their places agree; ``links`` has target words by source words.
    """

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    places: tuple[int, ...]
    found: tuple[Span, ...]
    cosines: FloatArray
    merits: FloatArray
    links: dict[int, int]


def counterparts(source: str, target: str, spans: Sequence[Span], encoder: SpanEncoder) -> tuple[Span, ...]:
    """Where in ``target`` the words at ``spans`` of ``source`` are translated; nowhere is an answer.

    Spans count code points; those returned are whole words or runs of them, in order. Function
    words are looked for where a span holds nothing else.
    """
    (paired,) = pairings([(source, target, spans)], encoder)
    chosen: set[int] = set()
    for span in spans:
        rows = [row for row, word in enumerate(paired.source) if _meet(word, span)]
        linked = _linked(rows, paired.links, paired.cosines)
        chosen |= _grown(linked, set(rows), paired.links, paired.cosines, paired.merits)
    return _runs(sorted(chosen), paired)


def pairings(units: Sequence[tuple[str, str, Sequence[Span]]], encoder: SpanEncoder) -> list[Pairing]:
    """All words of each source and target in pairs; light words only those at the spans that hold nothing else."""
    texts = [text for source, target, _ in units for text in (source, target)]
    words, found = encoder.words(texts), encoder.word_spans(texts)
    return [
        _paired(source, target, spans, words, found, 2 * number) for number, (source, target, spans) in enumerate(units)
    ]


def _paired(
    source: str, target: str, spans: Sequence[Span], words: Words, found: Sequence[Sequence[Span]], first: int
) -> Pairing:
    sought = [index for index, span in enumerate(found[first]) if any(_meet(span, other) for other in spans)]
    one = _side(source, words, first, found[first], sought, spans)
    other = _side(target, words, first + 1, found[first + 1], (), ())
    vectors = [
        words.vectors[words.types[words.starts[number] + np.array(side.places, int)]]
        for number, side in ((first, one), (first + 1, other))
    ]
    cosines: FloatArray = vectors[0] @ vectors[1].T
    if cosines.size:
        texts = [source[start:end] for start, end in one.spans], [target[start:end] for start, end in other.spans]
        cosines = _with_names(cosines, *texts)
    merits = _merits(cosines, one, other) if cosines.size else cosines
    links = _links(cosines, merits) if cosines.size else {}
    return Pairing(one.spans, other.spans, other.places, tuple(found[first + 1]), cosines, merits, links)


def _with_names(cosines: FloatArray, source: Sequence[str], target: Sequence[str]) -> FloatArray:
    """``cosines`` with what names in two scripts sound like, where the model finds neither anything near."""
    arabic = [np.array([_ARABIC.match(word) is not None for word in words], bool) for words in (source, target)]
    strange = cosines.max(axis=1) < _STRANGE, cosines.max(axis=0) < _STRANGE
    found = cosines.copy()
    for latin, other, is_turned in ((0, 1, False), (1, 0, True)):
        rows = np.flatnonzero(strange[latin] & ~arabic[latin]).tolist()
        columns = np.flatnonzero(strange[other] & arabic[other]).tolist()
        if rows and columns:
            words = (source, target)
            alike = alikeness([words[latin][row] for row in rows], [words[other][column] for column in columns])
            part = np.ix_(columns, rows) if is_turned else np.ix_(rows, columns)
            found[part] = np.maximum(found[part], _NAME * (alike.T if is_turned else alike))
    return found


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _side(
    text: str, words: Words, number: int, found: Sequence[Span], sought: Sequence[int], spans: Sequence[Span]
) -> _Side:
    weights = words.weights[words.types[words.starts[number] : words.starts[number + 1]]]
    least = _LIGHT * float(weights.mean()) if len(weights) else 0.0
    heavy = {
        index
        for index, (start, end) in enumerate(found)
        if weights[index] >= least and any(char.isalnum() for char in text[start:end])
    }
    for span in spans:
        within = {index for index in sought if _meet(found[index], span)}
        heavy |= set() if within & heavy else within
    places = tuple(sorted(heavy))
    return _Side(tuple(found[index] for index in places), places, len(found))


def _merits(cosines: FloatArray, source: _Side, target: _Side) -> FloatArray:
    """The cosines with what the places of the words add (source words x target words)."""
    merits = cosines + _DIAGONAL * (1 - np.abs(source.relative()[:, None] - target.relative()[None]))
    rows, columns = merits.argmax(axis=1), merits.argmax(axis=0)
    mutual = [row for row, column in enumerate(rows) if columns[column] == row and cosines[row, column] >= _ANCHOR]
    slope = cosines.shape[1] / cosines.shape[0]
    for row in range(len(cosines)):
        near = sorted((abs(anchor - row), anchor) for anchor in mutual if anchor != row)[:2]
        if near:
            place = np.mean([rows[anchor] + (row - anchor) * slope for _, anchor in near])
            merits[row] += _BESIDE * np.exp(-np.abs(np.arange(cosines.shape[1]) - place) / _BREADTH)
    return np.asarray(merits, np.float32)


def _links(cosines: FloatArray, merits: FloatArray) -> dict[int, int]:
    """Target words by source words, each in at most one pair, the best pairs first."""
    links: dict[int, int] = {}
    taken: set[int] = set()
    for index in np.argsort(-merits, axis=None, kind="stable").tolist():
        row, column = divmod(index, cosines.shape[1])
        if row not in links and column not in taken and cosines[row, column] >= _LEAST:
            links[row] = column
            taken.add(column)
    return links


def _linked(rows: Sequence[int], links: dict[int, int], cosines: FloatArray) -> set[int]:
    """What the words of one span are paired with, without doubtful pairs beside a sure one."""
    pairs = [(float(cosines[row, links[row]]), links[row]) for row in rows if row in links]
    sure = any(cosine >= _SURE for cosine, _ in pairs)
    return {column for cosine, column in pairs if cosine >= _SURE or not sure}


def _grown(
    columns: set[int], rows: set[int], links: dict[int, int], cosines: FloatArray, merits: FloatArray
) -> set[int]:
    """``columns`` with the free words beside them that no other word is nearer to."""
    free = set(range(cosines.shape[1])) - set(links.values())
    best = merits.argmax(axis=0).tolist()
    fit = {column for column in free if best[column] in rows and cosines[best[column], column] >= _ADDED}
    grown = set(columns)
    while beside := {column for column in fit - grown if {column - 1, column + 1} & grown}:
        grown |= beside
    return grown


def _runs(columns: Sequence[int], paired: Pairing) -> tuple[Span, ...]:
    """Spans of the words, joined where there is at most one word between, and that not to be paired."""
    runs: list[Span] = []
    last = -9
    for column in columns:
        place, (start, end) = paired.places[column], paired.found[paired.places[column]]
        near = runs and column - last == 1 and place - paired.places[last] <= 2
        if runs and (near or start < runs[-1][1]):
            runs[-1] = runs[-1][0], max(end, runs[-1][1])
        else:
            runs.append((start, end))
        last = column
    return tuple(runs)
