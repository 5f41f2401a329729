"""Which words meet their counterparts in which texts: the highest cosines, in parts of segments and whole ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from aligner.encoder import FloatArray, IntArray, Words, ranges

# A word's similarity to what it meets anywhere in the other text is worth this much nothing:
# "in" finds its counterpart in every sentence and so says little.
_CHANCE = 0.4
_FEWEST, _MOST = 24, 128  # texts of the other side that tell what is chance
_COMPARED = 400_000  # words with texts, more or less: fewer texts where there are many words
_AT_ONCE = 4096  # words compared at a time
_LARGE = 2000  # numbers of a text from which it pays to add up each by itself
_REPEATED = 1024  # words from which it pays to compare each distinct one once


@dataclass(frozen=True, slots=True)
class View:
    """Words by text: text i has the words ``rows[starts[i]:starts[i + 1]]``, or those themselves without ``rows``.

    ``blocks``: the first text of each run, and how many there are.
    """

    rows: IntArray | None
    starts: IntArray
    blocks: IntArray

    def of_block(self, number: int, start: int) -> "View":
        """The texts of one run, whose words begin at ``start``; they count from 0."""
        first, last = self.blocks[number], self.blocks[number + 1]
        starts = self.starts[first : last + 1]
        rows = None if self.rows is None else self.rows[starts[0] : starts[-1]] - start
        return View(rows, starts - starts[0], np.array([0, last - first]))


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of many runs of texts, one after another.

    ``starts`` (twice the texts + 1): where each half of a text begins; ``blocks`` (runs + 1): the first
    half of each run.
    """

    types: IntArray
    starts: IntArray
    blocks: IntArray

    @classmethod
    def of(cls, words: Words, runs: list[range]) -> "Tokens":
        """The words of runs of the texts of ``words``."""
        types = [words.types[words.starts[run.start] : words.starts[run.stop]] for run in runs]
        counts = np.concatenate([np.diff(words.starts[run.start : run.stop + 1]) for run in runs])
        halves = np.stack([(counts + 1) // 2, counts // 2], axis=1).reshape(-1)
        starts = np.concatenate([[0], halves.cumsum()])
        return cls(np.concatenate(types), starts, np.cumsum([0, *(2 * len(run) for run in runs)], dtype=np.int64))

    def halves(self) -> View:
        """All words, by the halves of texts."""
        return View(None, self.starts, self.blocks)

    def edge(self, most: int, *, is_last: bool) -> View:
        """The first or the last few words of each text."""
        begins = self.starts[::2]
        counts = np.minimum(np.diff(begins), most)
        firsts = begins[1:] - counts if is_last else begins[:-1]
        return View(ranges(firsts, counts), np.concatenate([[0], counts.cumsum()]), self.blocks // 2)


def with_chance(words: Words, others: Words) -> Words:
    """``words`` with what each reaches by chance: its mean similarity to texts of the other side."""
    number = min(max(_FEWEST, min(_MOST, _COMPARED // max(len(words.vectors), 1))), len(others))
    sample = others.part(np.linspace(0, len(others), number, endpoint=False).astype(int).tolist())
    [best] = _best(words.vectors, sample.vectors, sample.types, [View(None, sample.starts, np.array([0, number]))])
    return replace(words, chance=best.sum(axis=1) * np.float32(_CHANCE / max(number, 1)))


def credits_of(words: Words, others: Words, own: Tokens, other: Tokens, views: Sequence[View]) -> Iterator[FloatArray]:
    """What each word gets, in 0..1, from each text of its block in views of the others (words x most texts)."""
    chance = np.float32(0) if words.chance is None else words.chance[own.types, None]
    for found in _similarities(words, others, own, other, views):
        yield np.clip((found - chance) / (1 - chance), 0, 1)


def _similarities(words: Words, others: Words, own: Tokens, other: Tokens, views: Sequence[View]) -> list[FloatArray]:
    """Highest cosine of each word with any word of each text of its block, in views of the others."""
    found = [np.zeros((len(own.types), int(np.diff(view.blocks).max(initial=0))), np.float32) for view in views]
    mine, theirs = words.vectors[own.types], others.vectors[other.types]
    begins, ends = own.starts[own.blocks].tolist(), other.starts[other.blocks].tolist()
    for number in range(len(begins) - 1):
        inside, there = slice(begins[number], begins[number + 1]), slice(ends[number], ends[number + 1])
        seen = [view.of_block(number, there.start) for view in views]
        if inside.stop - inside.start < _REPEATED:
            best = _best(mine[inside], theirs[there], None, seen)
        else:
            types, again = np.unique(own.types[inside], return_inverse=True)
            known, among = np.unique(other.types[there], return_inverse=True)
            best = [one[again] for one in _best(words.vectors[types], others.vectors[known], among, seen)]
        for all_words, one in zip(found, best, strict=True):
            all_words[inside, : one.shape[1]] = one
    return found


def _best(words: FloatArray, others: FloatArray, types: IntArray | None, views: Sequence[View]) -> list[FloatArray]:
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
                found[texts, first : first + _AT_ONCE] = by_text(np.maximum, chosen, view.starts, texts)
    return [found.T for found in best]


def by_text(ufunc: np.ufunc, rows: FloatArray, starts: IntArray, filled: IntArray) -> FloatArray:
    """What the rows of each text that has any come to."""
    if rows.size < _LARGE * len(filled):
        return np.asarray(ufunc.reduceat(rows, starts[filled], axis=0))
    found = np.empty((len(filled), *rows.shape[1:]), np.float32)
    for place, text in enumerate(filled.tolist()):  # far faster than reduceat where rows are long
        ufunc.reduce(rows[starts[text] : starts[text + 1]], axis=0, out=found[place])
    return found
