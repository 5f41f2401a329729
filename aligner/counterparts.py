"""Which words of a target translate the words of its source that somebody looked for.

The nearest word is not enough: ``fire`` in a sentence with two of them, a name that the model has
never seen. So all words of both sides are paired at once, best pairs first, each word once: what is
hard to tell gets what the others leave over, near where its neighbours went.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.encoder import FloatArray, Words
from aligner.explanation import SpanEncoder

Span = tuple[int, int]
"""Start and end in code points."""

# Set on the lines of tests/aligner/counterparts.tsv that say so; neighbouring values do as well.
_LIGHT = 0.25  # words of less than this share of the mean weight, as "the", are not paired
_LEAST = 0.1  # cosine below which two words are no pair, whatever is left
_ANCHOR = 0.3  # cosine from which a pair says where its neighbours are
_SURE = 0.15  # a pair of a phrase with one of at least this counts only from here
_ADDED = 0.2  # cosine from which a free word beside a counterpart is part of it, as in two for one
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


def counterparts(source: str, target: str, spans: Sequence[Span], encoder: SpanEncoder) -> tuple[Span, ...]:
    """Where in ``target`` the words at ``spans`` of ``source`` are translated; nowhere is an answer.

    Spans count code points; those returned are whole words or runs of them, in order. Function
    words are looked for where a span holds nothing else.
    """
    words = encoder.words([source, target])
    found = encoder.word_spans([source, target])
    sought = [index for index, span in enumerate(found[0]) if any(_meet(span, other) for other in spans)]
    sides = _side(source, words, 0, found[0], sought, spans), _side(target, words, 1, found[1], (), ())
    if not sides[0].places or not sides[1].places:
        return ()
    vectors = [words.vectors[words.types[words.starts[side] + np.array(sides[side].places)]] for side in (0, 1)]
    cosines: FloatArray = vectors[0] @ vectors[1].T
    merits = _merits(cosines, *sides)
    links = _links(cosines, merits)
    chosen: set[int] = set()
    for span in spans:
        rows = [row for row, word in enumerate(sides[0].spans) if _meet(word, span)]
        chosen |= _grown(_linked(rows, links, cosines), set(rows), links, cosines, merits)
    return _runs(sorted(chosen), sides[1], found[1])


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


def _runs(columns: Sequence[int], side: _Side, found: Sequence[Span]) -> tuple[Span, ...]:
    """Spans of the words, joined where there is at most one word between, and that not to be paired."""
    runs: list[Span] = []
    last = -9
    for column in columns:
        place, (start, end) = side.places[column], found[side.places[column]]
        near = runs and column - last == 1 and place - side.places[last] <= 2
        if runs and (near or start < runs[-1][1]):
            runs[-1] = runs[-1][0], max(end, runs[-1][1])
        else:
            runs.append((start, end))
        last = column
    return tuple(runs)
