"""How much of a bead's text finds its words on the other side.

For every run of source segments and every run of target segments: the share of the words, by
importance, that have a counterpart in the other run. Both directions count; a pooled sentence
vector hardly changes when a clause without counterpart is added, coverage falls.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from aligner.encoder import FloatArray, IntArray, Words
from aligner.scoring.blocks import Blocks, prefix_sums

# A word's similarity to what it meets anywhere in the other text is worth this much nothing:
# "in" finds its counterpart in every sentence and so says little.
_CHANCE = 0.4
_FEWEST, _MOST = 24, 128  # texts of the other side that tell what is chance
_COMPARED = 400_000  # words with texts, more or less: fewer texts where there are many words
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

    def share(self, size: int, run: int) -> FloatArray:
        """Share, in 0..1, of each run of ``size`` segments that each run of ``run`` others covers."""
        sums = self.covered[run - 1]
        whole = self.whole[:, size:] - self.whole[:, :-size]
        share: FloatArray = (sums[:, size:] - sums[:, :-size]) / np.maximum(whole, 1e-9)[..., None]
        return np.clip(share, 0, 1, out=share)


def with_chance(words: Words, others: Words) -> Words:
    """``words`` with what each reaches by chance: its mean similarity to texts of the other side."""
    number = min(max(_FEWEST, min(_MOST, _COMPARED // max(len(words.vectors), 1))), len(others))
    sample = others.part(np.linspace(0, len(others), number, endpoint=False).astype(int).tolist())
    chance = _best(words.vectors, sample.vectors, sample.types, sample.starts).sum(axis=1)
    return replace(words, chance=chance * np.float32(_CHANCE / max(number, 1)))


def coverage(words: Words, others: Words, blocks: Blocks, side: int, longest: int) -> Coverage:
    """Coverage of the words of a side (0 or 1) by every run of up to ``longest`` texts of ``others``."""
    own, other = _Tokens.of(words, blocks.runs(side)), _Tokens.of(others, blocks.runs(1 - side))
    credit, weights = _similarities(words, others, own, other), words.weights[own.types]
    if words.chance is not None:
        chance = words.chance[own.types, None]
        credit = (credit - chance) / (1 - chance)
    np.clip(credit, 0, 1, out=credit)
    shape = len(blocks), int(blocks.sizes(side).max(initial=0))
    filled = np.flatnonzero(np.diff(own.starts))
    block, row = np.divmod(own.texts[filled], shape[1])

    def of_texts(amounts: FloatArray) -> FloatArray:
        """What the words of each text add up to, padded, as prefix sums."""
        sums = np.zeros((*shape, *amounts.shape[1:]), np.float32)
        if len(filled):
            sums[block, row] = _by_text(np.add, amounts, own.starts, filled)
        return prefix_sums(sums, axis=1)

    covered = tuple(of_texts(best * weights[:, None]) for best in _runs(credit, longest))
    return Coverage(covered, of_texts(weights))


@dataclass(frozen=True, slots=True)
class _Tokens:
    """The words of many runs of texts, one after another.

    ``starts`` (texts + 1): where each text begins; ``blocks`` (runs + 1): the first text of each run;
    ``texts`` (texts): number of the run times the longest run's length, plus the number of the text in it.
    """

    types: IntArray
    starts: IntArray
    blocks: IntArray
    texts: IntArray

    @classmethod
    def of(cls, words: Words, runs: list[range]) -> "_Tokens":
        types = [words.types[words.starts[run.start] : words.starts[run.stop]] for run in runs]
        counts = [np.diff(words.starts[run.start : run.stop + 1]) for run in runs]
        starts = np.cumsum(np.concatenate([[0], *counts]), dtype=np.int64)
        longest = max(map(len, runs), default=0)
        texts = [np.arange(number * longest, number * longest + len(run)) for number, run in enumerate(runs)]
        blocks = np.cumsum([0, *map(len, runs)], dtype=np.int64)
        return cls(np.concatenate(types), starts, blocks, np.concatenate(texts))


def _similarities(words: Words, others: Words, own: _Tokens, other: _Tokens) -> FloatArray:
    """Highest cosine of each word with any word of each other text of its block (words x most texts)."""
    found = np.zeros((len(own.types), int(np.diff(other.blocks).max(initial=0))), np.float32)
    mine, theirs = words.vectors[own.types], others.vectors[other.types]
    begins, ends = own.starts[own.blocks].tolist(), other.starts[other.blocks].tolist()
    texts = other.blocks.tolist()
    for number in range(len(texts) - 1):
        inside = slice(begins[number], begins[number + 1])
        starts = other.starts[texts[number] : texts[number + 1] + 1] - ends[number]
        if inside.stop - inside.start < _REPEATED:
            best = _best(mine[inside], theirs[ends[number] : ends[number + 1]], None, starts)
        else:
            types, again = np.unique(own.types[inside], return_inverse=True)
            known, among = np.unique(other.types[ends[number] : ends[number + 1]], return_inverse=True)
            best = _best(words.vectors[types], others.vectors[known], among, starts)[again]
        found[inside, : best.shape[1]] = best
    return found


def _best(words: FloatArray, others: FloatArray, types: IntArray | None, starts: IntArray) -> FloatArray:
    """Highest cosine of each word with any word of each other text (words x texts).

    Text i has the rows ``types[starts[i]:starts[i + 1]]`` of ``others``, or without ``types`` the rows themselves.
    """
    best = np.zeros((len(starts) - 1, len(words)), np.float32)
    filled = np.flatnonzero(starts[1:] > starts[:-1])
    if len(filled):
        for first in range(0, len(words), _AT_ONCE):
            cosines = others @ words[first : first + _AT_ONCE].T
            chosen = cosines if types is None else cosines[types]
            best[filled, first : first + _AT_ONCE] = _by_text(np.maximum, chosen, starts, filled)
    return best.T


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
