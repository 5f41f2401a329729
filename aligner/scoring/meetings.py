"""Which words meet their counterparts in which texts: the highest cosines, in parts of segments and whole ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from aligner.encoder import FloatArray, IntArray, Words, ranges
from aligner.scoring.tokens import Tokens, View, highest
from aligner.threads import side_by_side

# A word's similarity to what it meets anywhere in the other text is worth this much nothing:
# "in" finds its counterpart in every sentence and so says little.
_CHANCE = 0.4
_FEWEST, _MOST = 24, 128  # texts of the other side that tell what is chance
_COMPARED = 400_000  # words with texts, more or less: fewer texts where there are many words
_AT_ONCE = 1_000_000  # pairs of words of a long run that are compared at a time
_TOGETHER = 100_000  # pairs of words, padding included, of short runs that are compared at once
_LIKE = 12  # words: runs that differ by less are padded to the same number


@dataclass(frozen=True, slots=True)
class Party:
    """One side of blocks: its words, those of each run, and the views of its texts that the other side meets."""

    words: Words
    tokens: Tokens
    views: Sequence[View]

    def columns(self) -> IntArray:
        """Where the texts of each view begin among those of all, of the block that has most; and how many there are."""
        return np.cumsum([0, *(np.diff(view.blocks).max(initial=0) for view in self.views)], dtype=np.int64)

    def texts(self, blocks: IntArray) -> tuple[IntArray, IntArray, IntArray, IntArray]:
        """The texts of some blocks in all views: first words, last words, columns, and which of the blocks."""
        parts = []
        for column, view in zip(self.columns(), self.views, strict=False):
            counts = view.blocks[blocks + 1] - view.blocks[blocks]
            texts, run = ranges(view.blocks[blocks], counts), np.repeat(np.arange(len(blocks)), counts)
            parts.append((view.firsts[texts], view.lasts[texts], column + texts - view.blocks[blocks][run], run))
        firsts, lasts, column, run = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
        return firsts, lasts, column, run


def with_chance(words: Words, others: Words) -> Words:
    """``words`` with what each reaches by chance: its mean similarity to texts of the other side."""
    number = min(max(_FEWEST, min(_MOST, _COMPARED // max(len(words.vectors), 1))), len(others))
    sample = others.part(np.linspace(0, len(others), number, endpoint=False).astype(int).tolist())
    best = _best(words.vectors, sample.vectors, sample.types, sample.starts[:-1], sample.starts[1:])
    return replace(words, chance=best.sum(axis=0) * np.float32(_CHANCE / max(number, 1)))


def meet(source: Party, target: Party) -> tuple[list[FloatArray], list[FloatArray]]:
    """What each word of a side gets, in 0..1, from each text of its block in each view of the other side.

    Of the source and of the target; each the most texts of a block x words.
    """
    parties = source, target
    groups = list(_alike(*(np.diff(party.tokens.runs()) for party in parties)))
    found = tuple(
        np.zeros((other.columns()[-1], len(own.tokens.types)), np.float32) for own, other in (parties, parties[::-1])
    )

    def compare(group: int) -> None:
        numbers = groups[group]
        if len(numbers) == 1:
            _meet_alone(parties, numbers, found)
        else:
            _meet_together(parties, numbers, found)

    side_by_side(compare, len(groups))
    return _credits(source, target, found[0]), _credits(target, source, found[1])


def _credits(party: Party, other: Party, found: FloatArray) -> list[FloatArray]:
    if party.words.chance is not None:
        by_chance = party.words.chance[party.tokens.types]
        found -= by_chance
        found /= 1 - by_chance
    np.clip(found, 0, 1, out=found)
    return np.split(found, other.columns()[1:-1])


def _alike(own: IntArray, other: IntArray) -> Iterator[IntArray]:
    """Numbers of blocks with about as many words, as many at once as are fast together."""
    order = np.lexsort((other, own // _LIKE))
    held: list[int] = []
    most = [0, 0]
    for number, sizes in zip(order.tolist(), np.stack([own, other], axis=1)[order].tolist(), strict=True):
        larger = [max(pair) for pair in zip(most, sizes, strict=True)]
        if held and (len(held) + 1) * larger[0] * larger[1] > _TOGETHER:
            yield np.array(held)
            held, larger = [], sizes
        held.append(number)
        most = larger
    if held:
        yield np.array(held)


def _meet_together(parties: tuple[Party, Party], numbers: IntArray, found: tuple[FloatArray, ...]) -> None:
    """Short runs, padded with words of no text."""
    sides = [_Padded.of(party.tokens, numbers) for party in parties]
    vectors = [party.words.vectors[side.types] for side, party in zip(sides, parties, strict=True)]
    cosines = np.matmul(vectors[0], vectors[1].swapaxes(1, 2))
    for side, table in ((1, cosines), (0, np.ascontiguousarray(cosines.swapaxes(1, 2)))):
        # Of the words of this side, what they get from the texts of the other one.
        own, other = sides[side], sides[1 - side]
        firsts, lasts, place, run = parties[1 - side].texts(numbers)
        shift = run * table.shape[1] - other.firsts[run]
        rows = table.reshape(table.shape[0] * table.shape[1], table.shape[2])
        best = highest(rows, firsts + shift, lasts + shift)
        padded = np.zeros((len(found[side]), len(numbers), table.shape[2]), np.float32)
        padded[place, run] = best
        found[side][:, own.words] = padded[:, own.inside]


@dataclass(frozen=True, slots=True)
class _Padded:
    """Some runs of one side, all as long as the longest.

    ``words`` are their numbers among all, run after run; ``inside`` and ``types`` (runs x longest) say where they
    stand, and what they are.
    """

    firsts: IntArray
    words: IntArray
    inside: npt.NDArray[np.bool_]
    types: IntArray

    @classmethod
    def of(cls, tokens: Tokens, numbers: IntArray) -> "_Padded":
        runs = tokens.runs()
        firsts, counts = runs[numbers], runs[numbers + 1] - runs[numbers]
        inside = np.arange(int(counts.max(initial=0))) < counts[:, None]
        words, types = ranges(firsts, counts), np.zeros(inside.shape, np.int64)
        types[inside] = tokens.types[words]
        return cls(firsts, words, inside, types)


def _meet_alone(parties: tuple[Party, Party], numbers: IntArray, found: tuple[FloatArray, ...]) -> None:
    """One run, which may be long: each distinct word is compared once."""
    inside = [slice(*party.tokens.runs()[numbers[0] : numbers[0] + 2].tolist()) for party in parties]
    distinct = [
        np.unique(party.tokens.types[run], return_inverse=True) for party, run in zip(parties, inside, strict=True)
    ]
    for side, every in enumerate(found):
        own, other, start = parties[side], parties[1 - side], inside[1 - side].start
        (types, again), (known, among) = distinct[side], distinct[1 - side]
        firsts, lasts, place, _ = other.texts(numbers)
        best = _best(own.words.vectors[types], other.words.vectors[known], among, firsts - start, lasts - start)
        every[place, inside[side]] = best.take(again, axis=1)


def _best(words: FloatArray, others: FloatArray, types: IntArray, firsts: IntArray, lasts: IntArray) -> FloatArray:
    """Highest cosine of each word with any word of each other text (texts x words); a text may have none.

    Word i of the others is ``others[types[i]]``; those of a text go from ``firsts`` to before ``lasts``.
    """
    best = np.zeros((len(firsts), len(words)), np.float32)
    step = max(_AT_ONCE // max(len(types), 1), 1)
    for first in range(0, len(words), step):
        cosines = others @ words[first : first + step].T
        best[:, first : first + step] = highest(cosines[types], firsts, lasts)
    return best
