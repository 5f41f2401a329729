"""The words of runs of texts, and which of them make up a text, a half of it, or one of its edges."""

from dataclasses import dataclass

import numpy as np

from aligner.encoder import FloatArray, IntArray, Words, ranges


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

    def sums(self, rows: FloatArray) -> FloatArray:
        """What the words of each text add up to; ``rows`` has those of ``rows()`` in its last dimension."""
        counts = self.lasts - self.firsts
        filled = np.flatnonzero(counts)
        sums = np.zeros((*rows.shape[:-1], len(counts)), np.float32)
        if len(filled):
            sums[..., filled] = np.add.reduceat(rows, (np.cumsum(counts) - counts)[filled], axis=-1)
        return sums


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


def highest(rows: FloatArray, firsts: IntArray, lasts: IntArray) -> FloatArray:
    """Of each run of ``rows`` from ``firsts`` to before ``lasts`` the highest of every column; 0 of an empty run.

    Any run is two of 1, 2, 4 ... rows that may overlap (Bender and Farach-Colton 2000, "The LCA problem revisited").
    """
    counts = lasts - firsts
    found = np.zeros((len(firsts), *rows.shape[1:]), np.float32)
    length, longest = 1, counts.max(initial=0)
    while length <= longest:
        if length > 1:
            rows = np.maximum(rows[: -length // 2], rows[length // 2 :])
        chosen = np.flatnonzero((counts >= length) & (counts < 2 * length))
        found[chosen] = np.maximum(rows[firsts[chosen]], rows[lasts[chosen] - length])
        length *= 2
    return found
