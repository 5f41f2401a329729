"""Runs of words that could be terms: where they stand, and which are the same but for inflection."""

from dataclasses import dataclass

import numpy as np

from aligner.encoder import FloatArray, IntArray
from aligner.terminology.extraction.classes import Mark
from aligner.terminology.extraction.side import BoolArray, Side

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_WIDTH = 16  # a place and a length in one number
_JUDGED = 4  # occurrences from which a run is judged by what is beside it
_SAME = 0.8  # share of one word beside it from which a run is a part
_FREE = 0.1  # share of occurrences that a noun phrase has nothing behind it
_NOUN_FIRST = ("ar", "fa", "he", "ur")  # adjectives follow, and nouns in the genitive
_CONNECTORS = 2  # function words in a term at most


@dataclass(frozen=True, slots=True)
class Grams:
    """Occurrences in order of place, and their kinds: runs of the same bases.

    ``starts`` is a word of the side, ``lengths`` in words, ``kinds`` a number. By kind: ``counts``
    (units that have it), ``sizes`` (words), ``first`` (an occurrence), ``alone`` (share of occurrences with
    no content word beside them, 0..1), ``free`` (share that depends on no word beside it: what modifies stands
    before its noun, in Arabic behind it), ``whole`` (it is no part of a longer term).
    """

    starts: IntArray
    lengths: IntArray
    kinds: IntArray
    counts: IntArray
    sizes: IntArray
    first: IntArray
    alone: FloatArray
    free: FloatArray
    whole: BoolArray

    def at(self, starts: IntArray, lengths: IntArray) -> IntArray:
        """The occurrence that stands there, or -1."""
        sought, own = starts * _WIDTH + lengths, self.starts * _WIDTH + self.lengths
        if not len(own):
            return np.full(len(sought), -1, np.int64)
        found = np.minimum(np.searchsorted(own, sought), len(own) - 1)
        return np.where(own[found] == sought, found, -1)


def find_grams(side: Side, longest: int, units: int) -> Grams:
    """All runs in the first ``units`` units of up to ``longest`` words, and connectors, bounded as a term is."""
    marks = side.marks[side.types]
    numeral = side.numerals[side.types]
    verbal = (marks & Mark.VERBAL) == Mark.VERBAL
    named = _names_begun(side, marks)
    function = ((marks & Mark.FUNCTION) > 0) & ~named
    connector = (marks & Mark.CONNECTOR) > 0
    article = (marks & Mark.ARTICLE) > 0
    after_tied = np.append(side.tied[1:], False)  # tied to the word after
    joins = side.joining[side.types]
    named_part = side.tied & side.capitals  # as in MERS-CoV
    begins = ~function & ~numeral & ((marks & Mark.NOT_FIRST) == 0) & ~side.tied & (side.rows < units)
    begins[1:] &= ~named[:-1]  # no York without the New
    ends = ~function & (~numeral | side.tied) & ((marks & Mark.NOT_LAST == 0) | named_part) & ~after_tied & ~named
    adjective = (marks & Mark.ADJECTIVE) > 0
    spread = (side.bases.astype(np.uint64) + np.uint64(1)) * _SPREAD
    spread ^= spread >> np.uint64(29)
    size = len(side.starts)
    fits: BoolArray = np.ones(size, bool)
    inner = np.zeros(size, np.int64)  # connectors so far
    small, name = side.content & ~side.capitals & ~numeral, side.telling & side.title
    lower = np.zeros(size, bool)  # whether there was a word without a capital: then no name begins
    names = np.zeros(size, np.uint64)
    found: list[tuple[IntArray, int, np.ndarray]] = []
    for length in range(1, longest + _CONNECTORS + 1):
        last = np.arange(size) + length - 1
        there = last < size
        last = np.minimum(last, size - 1)
        fits = fits & there
        if length > 1:
            fits = fits & side.open[last] & ~joins[last] & ~verbal[last] & (~numeral[last] | side.tied[last])
            inside = connector[last] | (article[last] & connector[last - 1]) | side.tied[last]  # as in alcohol-based
            fits = fits & (~function[last] | inside)
        fits = fits & ~(lower & name[last] & ~side.tied[last])
        lower = lower | small[last]
        inner = inner + function[last]
        names = names * np.uint64(0x100000001B3) + spread[last]
        able = ends | (adjective & ~function & ~numeral & ~after_tied) if length == 1 else ends[last]
        chosen = np.flatnonzero(fits & begins & able & (inner <= _CONNECTORS) & (length - inner <= longest))
        found.append((chosen, length, names[chosen] ^ np.uint64(length)))
    starts = np.concatenate([chosen for chosen, _, _ in found])
    lengths = np.concatenate([np.full(len(chosen), length, np.int64) for chosen, length, _ in found])
    hashes = np.concatenate([name for _, _, name in found])
    order = np.lexsort((lengths, starts))
    starts, lengths, hashes = starts[order], lengths[order], hashes[order]
    _, first, kinds = np.unique(hashes, return_index=True, return_inverse=True)
    number = len(first)
    beside = _beside(side, starts, lengths)
    alone = np.bincount(kinds, weights=(beside[0] < 0) & (beside[1] < 0), minlength=number) / np.bincount(kinds)
    counts = units_by_kind(kinds, side.rows[starts], number)
    head = beside[0] if side.language.split("-")[0].lower() in _NOUN_FIRST else beside[1]
    free = np.bincount(kinds, weights=head < 0, minlength=number) / np.bincount(kinds)
    adjectives = (lengths[first] == 1) & adjective[starts[first]]
    whole = _whole(side, kinds, number, beside, adjectives | (free >= _FREE))
    return Grams(
        starts, lengths, kinds, counts, lengths[first], first, alone.astype(np.float32), free.astype(np.float32), whole
    )


def _names_begun(side: Side, marks: IntArray) -> BoolArray:
    """Whether each word begins a name, though elsewhere it is a function word: ``New`` in ``New York City``."""
    begun = ((marks & Mark.NAMING) > 0) & side.telling & side.capitals
    begun[:-1] &= side.capitals[1:] & side.content[1:] & side.open[1:]
    begun[-1:] = False
    return np.asarray(begun)


def _beside(side: Side, starts: IntArray, lengths: IntArray) -> tuple[IntArray, IntArray]:
    """The base of the word before and of that after each run, if it could be a part of it, else -1."""
    bases = np.where(side.binding, side.bases, -1)
    before, after = np.maximum(starts - 1, 0), np.minimum(starts + lengths, len(side.starts) - 1)
    left = (starts > 0) & side.joined_before(starts)
    right = (starts + lengths < len(side.starts)) & side.joined_before(after)
    return np.where(left, bases[before], -1), np.where(right, bases[after], -1)


def _whole(side: Side, kinds: IntArray, number: int, beside: tuple[IntArray, IntArray], free: BoolArray) -> BoolArray:
    """By kind, whether it is more than a part of one longer run.

    A part has nearly always the same word beside it (accessor variety: Feng, Chen, Deng, Zheng, 2004), or is
    not ``free`` of a word behind it, or in Arabic before it.
    """
    times = np.bincount(kinds, minlength=number)
    whole: BoolArray = np.ones(number, bool)
    for words in beside:
        there = np.flatnonzero(words >= 0)
        width = len(side.base_of) + 1
        names, seen = np.unique(kinds[there] * width + words[there], return_counts=True)
        most = np.zeros(number, np.int64)
        np.maximum.at(most, names // width, seen)
        whole &= (times < _JUDGED) | (most < _SAME * times)
    return whole & ((times < _JUDGED) | free)


def units_by_kind(kinds: IntArray, rows: IntArray, number: int) -> IntArray:
    """In how many units each of ``number`` kinds occurs."""
    order = np.lexsort((rows, kinds))
    kinds, rows = kinds[order], rows[order]
    new = np.ones(len(kinds), bool)
    new[1:] = (kinds[1:] != kinds[:-1]) | (rows[1:] != rows[:-1])
    return np.bincount(kinds[new], minlength=number)
