"""The words of runs of texts, and which of them make up a text, a half of it, or one of its edges."""

from dataclasses import dataclass

import numpy as np

from aligner.encoder import FloatArray, IntArray, Words, ranges

_LARGE = 2000  # numbers of a text from which it pays to add up each by itself


@dataclass(frozen=True, slots=True)
class View:
    """Text i has the words from ``firsts[i]`` to before ``lasts[i]``, rising; it may have none.

    ``blocks`` (runs + 1): the first text of each run, and how many there are.
    """

    firsts: IntArray
    lasts: IntArray
    blocks: IntArray

    def rows(self) -> IntArray:
        """The words of all texts, one text after another."""
        return ranges(self.firsts, self.lasts - self.firsts)

    def gathered(self) -> "View":
        """The same texts of ``rows()``."""
        ends = np.cumsum(self.lasts - self.firsts)
        return View(ends - (self.lasts - self.firsts), ends, self.blocks)

    def of_block(self, number: int, start: int) -> "View":
        """The texts of one run, whose words begin at ``start``; both count from 0."""
        first, last = self.blocks[number : number + 2]
        return View(self.firsts[first:last] - start, self.lasts[first:last] - start, np.array([0, last - first]))

    def each(self, ufunc: np.ufunc, rows: FloatArray) -> tuple[IntArray, FloatArray]:
        """The texts that have words, and what ``rows``, one for each word, come to for each of these."""
        filled = np.flatnonzero(self.lasts > self.firsts)
        firsts, lasts = self.firsts[filled], self.lasts[filled]
        if rows.size >= _LARGE * max(len(filled), 1):  # far faster than reduceat where rows are long
            found = np.empty((len(filled), *rows.shape[1:]), np.float32)
            for place, (first, last) in enumerate(zip(firsts.tolist(), lasts.tolist(), strict=True)):
                ufunc.reduce(rows[first:last], axis=0, out=found[place])
            return filled, found
        ends = np.stack([firsts, lasts], axis=1).reshape(-1)
        if len(ends) and ends[-1] == len(rows):
            ends = ends[:-1]
        return filled, ufunc.reduceat(rows, ends, axis=0)[::2] if len(ends) else rows[:0]


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

    def runs(self) -> IntArray:
        """The first word of each run, and how many there are."""
        return self.starts[self.blocks]

    def texts(self) -> View:
        """All words, by texts."""
        return View(self.starts[:-1:2], self.starts[2::2], self.blocks // 2)

    def halves(self) -> View:
        """All words, by the halves of texts."""
        return View(self.starts[:-1], self.starts[1:], self.blocks)

    def edge(self, most: int, *, is_last: bool) -> View:
        """The first or the last few words of each text."""
        texts = self.texts()
        counts = np.minimum(texts.lasts - texts.firsts, most)
        if is_last:
            return View(texts.lasts - counts, texts.lasts, texts.blocks)
        return View(texts.firsts, texts.firsts + counts, texts.blocks)
