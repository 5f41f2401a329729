"""Which words meet their counterparts in which texts: the highest cosines, in parts of segments and whole ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from aligner.encoder import FloatArray, IntArray, Words, ranges
from aligner.scoring.tokens import Tokens, View
from aligner.threads import side_by_side

# A word's similarity to what it meets anywhere in the other text is worth this much nothing:
# "in" finds its counterpart in every sentence and so says little.
_CHANCE = 0.4
_FEWEST, _MOST = 24, 128  # texts of the other side that tell what is chance
_COMPARED = 400_000  # words with texts, more or less: fewer texts where there are many words
_AT_ONCE = 4096  # words of a long run that are compared at a time
_TOGETHER = 400_000  # pairs of words, padding included, of short runs that are compared at once
_LIKE = 12  # words: runs that differ by less are padded to the same number


@dataclass(frozen=True, slots=True)
class Party:
    """One side of blocks: its words, those of each run, and the views of its texts that the other side meets."""

    words: Words
    tokens: Tokens
    views: Sequence[View]


def with_chance(words: Words, others: Words) -> Words:
    """``words`` with what each reaches by chance: its mean similarity to texts of the other side."""
    number = min(max(_FEWEST, min(_MOST, _COMPARED // max(len(words.vectors), 1))), len(others))
    sample = others.part(np.linspace(0, len(others), number, endpoint=False).astype(int).tolist())
    view = View(sample.starts[:-1], sample.starts[1:], np.array([0, number]))
    [best] = _best(words.vectors, sample.vectors, sample.types, [view])
    return replace(words, chance=best.sum(axis=1) * np.float32(_CHANCE / max(number, 1)))


def meet(source: Party, target: Party) -> tuple[list[FloatArray], list[FloatArray]]:
    """What each word of a side gets, in 0..1, from each text of its block in each view of the other side.

    Of the source and of the target; each words x the most texts of a block.
    """
    parties = source, target
    found = tuple(
        [
            np.zeros((len(own.tokens.types), int(np.diff(view.blocks).max(initial=0))), np.float32)
            for view in other.views
        ]
        for own, other in (parties, parties[::-1])
    )
    groups = list(_alike(*(np.diff(party.tokens.runs()) for party in parties)))

    def compare(group: int) -> None:
        numbers = groups[group]
        if len(numbers) == 1:
            _meet_alone(parties, numbers[0], found)
        else:
            _meet_together(parties, numbers, found)

    side_by_side(compare, len(groups))
    return _credits(source, found[0]), _credits(target, found[1])


def _credits(party: Party, found: list[FloatArray]) -> list[FloatArray]:
    chance = party.words.chance
    by_chance = np.float32(0) if chance is None else chance[party.tokens.types, None]
    return [np.clip((one - by_chance) / (1 - by_chance), 0, 1) for one in found]


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


def _meet_together(parties: tuple[Party, Party], numbers: IntArray, found: tuple[list[FloatArray], ...]) -> None:
    """Short runs, padded with words that are nothing."""
    sides = [_Padded.of(party.tokens, numbers) for party in parties]
    vectors = [side.rows(party) for side, party in zip(sides, parties, strict=True)]
    cosines = np.matmul(vectors[0], vectors[1].swapaxes(1, 2))
    for side, table in ((1, cosines), (0, np.ascontiguousarray(cosines.swapaxes(1, 2)))):
        # Of the words of this side, what they get from the texts of the other one.
        rows = table.reshape(table.shape[0] * table.shape[1], table.shape[2])
        for view, all_words in zip(parties[1 - side].views, found[side], strict=True):
            texts, block, place = sides[1 - side].texts(view, numbers)
            filled, best = texts.each(np.maximum, rows)
            padded = np.zeros((len(numbers), all_words.shape[1], table.shape[2]), np.float32)
            padded[block[filled], place[filled]] = best
            all_words[sides[side].words] = padded.swapaxes(1, 2)[sides[side].inside]


@dataclass(frozen=True, slots=True)
class _Padded:
    """Some runs of one side, all as long as the longest.

    ``words`` are their numbers among all, run after run; ``inside`` (runs x longest) says where they stand.
    """

    firsts: IntArray
    words: IntArray
    inside: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, tokens: Tokens, numbers: IntArray) -> "_Padded":
        runs = tokens.runs()
        firsts, counts = runs[numbers], runs[numbers + 1] - runs[numbers]
        return cls(firsts, ranges(firsts, counts), np.arange(int(counts.max(initial=0))) < counts[:, None])

    def rows(self, party: Party) -> FloatArray:
        """The vectors of the words (runs x longest x dimension)."""
        vectors = party.words.vectors
        found = np.zeros((*self.inside.shape, vectors.shape[1]), np.float32)
        found[self.inside] = vectors[party.tokens.types[self.words]]
        return found

    def texts(self, view: View, numbers: IntArray) -> tuple[View, IntArray, IntArray]:
        """The texts of these runs in the padded rows; the run of each, and its place there."""
        counts = view.blocks[numbers + 1] - view.blocks[numbers]
        texts = ranges(view.blocks[numbers], counts)
        run = np.repeat(np.arange(len(numbers)), counts)
        shift = run * self.inside.shape[1] - self.firsts[run]
        return (
            View(view.firsts[texts] + shift, view.lasts[texts] + shift, view.blocks),
            run,
            texts - view.blocks[numbers][run],
        )


def _meet_alone(parties: tuple[Party, Party], number: int, found: tuple[list[FloatArray], ...]) -> None:
    """One run, which may be long: each distinct word is compared once."""
    inside = [slice(*party.tokens.runs()[number : number + 2].tolist()) for party in parties]
    distinct = [
        np.unique(party.tokens.types[run], return_inverse=True) for party, run in zip(parties, inside, strict=True)
    ]
    for side, all_words in enumerate(found):
        own, other = parties[side], parties[1 - side]
        (types, again), (known, among) = distinct[side], distinct[1 - side]
        views = [view.of_block(number, inside[1 - side].start) for view in other.views]
        best = _best(own.words.vectors[types], other.words.vectors[known], among, views)
        for every, one in zip(all_words, best, strict=True):
            every[inside[side], : one.shape[1]] = one[again]


def _best(words: FloatArray, others: FloatArray, types: IntArray, views: Sequence[View]) -> list[FloatArray]:
    """Highest cosine of each word with any word of each other text of views (words x texts).

    Word i of the others is ``others[types[i]]``.
    """
    best = [np.zeros((len(view.firsts), len(words)), np.float32) for view in views]
    for first in range(0, len(words), _AT_ONCE):
        cosines = others @ words[first : first + _AT_ONCE].T
        for found, view in zip(best, views, strict=True):
            filled, highest = view.gathered().each(np.maximum, cosines[types[view.rows()]])
            found[filled, first : first + _AT_ONCE] = highest
    return [found.T for found in best]
