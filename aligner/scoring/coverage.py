"""How much of a bead's text finds its words on the other side.

For every run of source segments and every run of target segments: the share of the words, by
importance, that have a counterpart in the other run. Both directions count; a pooled sentence
vector hardly changes when a clause without counterpart is added, coverage falls.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from aligner.encoder import FloatArray, IntArray, Words
from aligner.scoring.blocks import Blocks, prefix_sums

# A word's similarity to what it meets anywhere in the other text is worth this much nothing:
# "in" finds its counterpart in every sentence and so says little.
_CHANCE = 0.4
_FEWEST, _MOST = 24, 128  # texts of the other side that tell what is chance
_COMPARED = 400_000  # words with texts, more or less: fewer texts where there are many words
_EDGES = (3, 6), (8, 12)  # words at an edge of a segment, and of the other one that they may meet there
_AT_ONCE = 4096  # words compared at a time
_LARGE = 2000  # numbers of a text from which it pays to add up each by itself
_REPEATED = 1024  # words from which it pays to compare each distinct one once


@dataclass(frozen=True, slots=True)
class Coverage:
    """Covered and whole importance of one side's segments, as prefix sums over them.

    ``covered[m - 1]`` has shape (blocks, segments + 1, other segments - m + 1): column j for the run
    of m segments of the other side that begins at j. ``whole`` has shape (blocks, segments + 1).
    """

    covered: tuple[FloatArray, ...]
    whole: FloatArray

    def share(self, size: int, run: int, start: int = 0, other_start: int = 0, step: int = 1) -> FloatArray:
        """Share, in 0..1, of each run of ``size`` segments that each run of ``run`` others covers.

        Of the runs that begin at ``start`` and every ``step`` segments on, ``other_start`` of the others;
        with steps, none that ``step`` times its length would go beyond the end.
        """
        sums = self.covered[run - 1][..., other_start : self.covered[0].shape[2] - step * run + other_start + 1 : step]
        begins = slice(start, self.whole.shape[1] - step * size + start, step)
        ends = slice(start + size, self.whole.shape[1] - step * size + start + size, step)
        whole = self.whole[:, ends] - self.whole[:, begins]
        share: FloatArray = (sums[:, ends] - sums[:, begins]) / np.maximum(whole, 1e-9)[..., None]
        return np.clip(share, 0, 1, out=share)


def with_chance(words: Words, others: Words) -> Words:
    """``words`` with what each reaches by chance: its mean similarity to texts of the other side."""
    number = min(max(_FEWEST, min(_MOST, _COMPARED // max(len(words.vectors), 1))), len(others))
    sample = others.part(np.linspace(0, len(others), number, endpoint=False).astype(int).tolist())
    [best] = _best(words.vectors, sample.vectors, sample.types, [_View(None, sample.starts)])
    return replace(words, chance=best.sum(axis=1) * np.float32(_CHANCE / max(number, 1)))


@dataclass(frozen=True, slots=True)
class Covered:
    """What is covered of one side.

    ``segments`` by runs of segments, ``halves`` (by their words) by runs of halves; ``edges``, narrow and wide, the
    share of the first and the share of the last few words of each segment that find a counterpart in
    those of each other segment (each blocks x segments x other segments).
    """

    segments: Coverage
    halves: Coverage
    edges: tuple[tuple[FloatArray, FloatArray], ...]


def find_covered(words: Words, others: Words, blocks: Blocks, side: int, longest: int) -> Covered:
    """What is covered of the words of a side (0 or 1) by runs of up to ``longest`` texts of ``others``."""
    own, other = _Tokens.of(words, blocks.runs(side)), _Tokens.of(others, blocks.runs(1 - side))
    theirs = [other.edge(met, is_last=is_last) for _, met in _EDGES for is_last in (False, True)]
    halves, *met = _credits(words, others, own, other, [_View(None, other.starts, other.blocks), *theirs])
    segments = np.maximum(halves[:, ::2], halves[:, 1::2])
    weights, sizes = words.weights[own.types], blocks.sizes(side)
    edges = [
        _coverage(credit[view.rows], weights[view.rows], view.starts, sizes, 1).share(1, 1)
        for credit, view in zip(
            met, [own.edge(most, is_last=last) for most, _ in _EDGES for last in (False, True)], strict=True
        )
    ]
    return Covered(
        _coverage(segments, weights, own.starts[::2], sizes, longest),
        _coverage(halves, weights, own.starts, 2 * sizes, longest),
        tuple(zip(edges[::2], edges[1::2], strict=True)),
    )


def _coverage(credit: FloatArray, weights: FloatArray, starts: IntArray, sizes: IntArray, longest: int) -> Coverage:
    """Of what each word gets from each other text; blocks have ``sizes`` texts, which begin at ``starts``."""
    filled = np.flatnonzero(np.diff(starts))
    block = np.repeat(np.arange(len(sizes)), sizes)[filled]
    row = filled - (np.cumsum(sizes) - sizes)[block]

    def of_texts(amounts: FloatArray) -> FloatArray:
        """What the words of each text add up to, padded, as prefix sums."""
        sums = np.zeros((len(sizes), int(sizes.max(initial=0)), *amounts.shape[1:]), np.float32)
        if len(filled):
            sums[block, row] = _by_text(np.add, amounts, starts, filled)
        return prefix_sums(sums, axis=1)

    covered = tuple(of_texts(best * weights[:, None]) for best in _runs(credit, longest))
    return Coverage(covered, of_texts(weights))


@dataclass(frozen=True, slots=True)
class _View:
    """Words by text: text i has the words ``rows[starts[i]:starts[i + 1]]``, or those themselves without ``rows``.

    ``blocks``: the first text of each run, and how many there are.
    """

    rows: IntArray | None
    starts: IntArray
    blocks: IntArray | None = None


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The words of many runs of texts, one after another.

    ``starts`` (twice the texts + 1): where each half of a text begins; ``blocks`` (runs + 1): the first
    half of each run.
    """

    types: IntArray
    starts: IntArray
    blocks: IntArray

    @classmethod
    def of(cls, words: Words, runs: list[range]) -> "_Tokens":
        types = [words.types[words.starts[run.start] : words.starts[run.stop]] for run in runs]
        counts = np.concatenate([np.diff(words.starts[run.start : run.stop + 1]) for run in runs])
        halves = np.stack([(counts + 1) // 2, counts // 2], axis=1).reshape(-1)
        starts = np.concatenate([[0], halves.cumsum()])
        return cls(np.concatenate(types), starts, np.cumsum([0, *(2 * len(run) for run in runs)], dtype=np.int64))

    def edge(self, most: int, *, is_last: bool) -> _View:
        """The first or the last few words of each text."""
        begins = self.starts[::2]
        counts = np.minimum(np.diff(begins), most)
        firsts = begins[1:] - counts if is_last else begins[:-1]
        starts = np.concatenate([[0], counts.cumsum()])
        rows = np.arange(starts[-1]) + np.repeat(firsts - starts[:-1], counts)
        return _View(rows, starts, self.blocks // 2)


def _credits(words: Words, others: Words, own: _Tokens, other: _Tokens, views: Sequence[_View]) -> Iterator[FloatArray]:
    """What each word gets, in 0..1, from each text of its block in views of the others (words x most texts)."""
    chance = np.float32(0) if words.chance is None else words.chance[own.types, None]
    for found in _similarities(words, others, own, other, views):
        yield np.clip((found - chance) / (1 - chance), 0, 1)


def _similarities(
    words: Words, others: Words, own: _Tokens, other: _Tokens, views: Sequence[_View]
) -> list[FloatArray]:
    """Highest cosine of each word with any word of each text of its block, in views of the others."""
    held = [view.blocks if view.blocks is not None else other.blocks for view in views]
    found = [np.zeros((len(own.types), int(np.diff(blocks).max(initial=0))), np.float32) for blocks in held]
    mine, theirs = words.vectors[own.types], others.vectors[other.types]
    begins, ends = own.starts[own.blocks].tolist(), other.starts[other.blocks].tolist()
    for number in range(len(begins) - 1):
        inside, there = slice(begins[number], begins[number + 1]), slice(ends[number], ends[number + 1])
        seen = [
            _of_block(view, blocks[number], blocks[number + 1], there.start)
            for view, blocks in zip(views, held, strict=True)
        ]
        if inside.stop - inside.start < _REPEATED:
            best = _best(mine[inside], theirs[there], None, seen)
        else:
            types, again = np.unique(own.types[inside], return_inverse=True)
            known, among = np.unique(other.types[there], return_inverse=True)
            best = [one[again] for one in _best(words.vectors[types], others.vectors[known], among, seen)]
        for all_words, one in zip(found, best, strict=True):
            all_words[inside, : one.shape[1]] = one
    return found


def _of_block(view: _View, first: int, last: int, start: int) -> _View:
    """The texts of a block, its words from 0 on."""
    starts = view.starts[first : last + 1]
    rows = None if view.rows is None else view.rows[starts[0] : starts[-1]] - start
    return _View(rows, starts - starts[0])


def _best(words: FloatArray, others: FloatArray, types: IntArray | None, views: Sequence[_View]) -> list[FloatArray]:
    """Highest cosine of each word with any word of each other text of views (words x texts).

    Word i of the others is ``others[types[i]]``, or without ``types`` the row itself.
    """
    best = [np.zeros((len(view.starts) - 1, len(words)), np.float32) for view in views]
    filled = [np.flatnonzero(view.starts[1:] > view.starts[:-1]) for view in views]
    for first in range(0, len(words), _AT_ONCE):
        cosines = others @ words[first : first + _AT_ONCE].T
        for found, view, texts in zip(best, views, filled, strict=True):
            rows = view.rows if types is None else types if view.rows is None else types[view.rows]
            if len(texts):
                chosen = cosines if rows is None else cosines[rows]
                found[texts, first : first + _AT_ONCE] = _by_text(np.maximum, chosen, view.starts, texts)
    return [found.T for found in best]


def _by_text(ufunc: np.ufunc, rows: FloatArray, starts: IntArray, filled: IntArray) -> FloatArray:
    """What the rows of each text that has any come to."""
    if rows.size < _LARGE * len(filled):
        return np.asarray(ufunc.reduceat(rows, starts[filled], axis=0))
    found = np.empty((len(filled), *rows.shape[1:]), np.float32)
    for place, text in enumerate(filled.tolist()):  # far faster than reduceat where rows are long
        ufunc.reduce(rows[starts[text] : starts[text + 1]], axis=0, out=found[place])
    return found


def _runs(credit: FloatArray, longest: int) -> Iterator[FloatArray]:
    best = credit
    for size in range(1, min(longest, credit.shape[1]) + 1):
        if size > 1:
            best = np.maximum(best[:, :-1], credit[:, size - 1 :])
        yield best
