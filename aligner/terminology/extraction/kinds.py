"""What is known of runs from their words, whatever they are paired with; by kind, as arrays."""

import numpy as np

from aligner.encoder import FloatArray, IntArray
from aligner.terminology.extraction.classes import Mark
from aligner.terminology.extraction.grams import Grams
from aligner.terminology.extraction.pairs import Pairs
from aligner.terminology.extraction.side import BoolArray, Side, is_abbreviation

_RARE = 20.0  # times in a million words: what is not listed is rarer


def capitals_of(sides: tuple[Side, Side], grams: tuple[Grams, Grams], pairs: Pairs) -> FloatArray:
    """By pair, the share of occurrences inside sentences with a capital on every content word; of the better side."""
    shares = (_capitals(side, gram) for side, gram in zip(sides, grams, strict=True))
    kinds = pairs.sources, pairs.targets
    return np.maximum(*(share[kind] for share, kind in zip(shares, kinds, strict=True)))


def _capitals(side: Side, grams: Grams) -> FloatArray:
    capital = side.capitals | ~side.content | side.numerals[side.types]
    every, tells = np.ones(len(grams.starts), bool), np.zeros(len(grams.starts), bool)
    for step in range(int(grams.lengths.max(initial=0))):
        words = np.where(step < grams.lengths, grams.starts + step, grams.starts)
        every &= capital[words]
        tells |= side.telling[words] & side.content[words]
    number = len(grams.counts)
    telling = np.bincount(grams.kinds, weights=tells, minlength=number)
    shares = np.bincount(grams.kinds, weights=every & tells, minlength=number) / np.maximum(telling, 1)
    return np.asarray(shares, np.float32)


def contents(side: Side, grams: Grams) -> IntArray:
    """How many content words it has."""
    return _count(grams, side.content)


def genitives(side: Side, grams: Grams) -> IntArray:
    """How many of its words say no more than that one noun belongs to another: ``of``."""
    return _count(grams, (side.marks[side.types] & Mark.GENITIVE) > 0)


def _count(grams: Grams, words: BoolArray) -> IntArray:
    sums = np.concatenate([[0], np.cumsum(words)])
    starts = grams.starts[grams.first]
    return np.asarray(sums[starts + grams.sizes] - sums[starts])


def is_adjective(side: Side, grams: Grams) -> BoolArray:
    """Whether it is a single word, and an adjective."""
    marks = side.marks[side.types[grams.starts[grams.first]]]
    return np.asarray((grams.sizes == 1) & ((marks & Mark.ADJECTIVE) > 0))


def is_nominal(side: Side, grams: Grams) -> BoolArray:
    """Whether its first word is known as a noun, or could be one for all that is known of its language."""
    if not side.language.startswith("ar"):
        return np.ones(len(grams.sizes), bool)
    known = _definite(side) | ((side.marks & Mark.NOUN) > 0)
    return np.asarray(known[side.types[grams.starts[grams.first]]])


def is_short(side: Side, grams: Grams) -> BoolArray:
    """Whether it is an abbreviation, which stands for several words."""
    return np.asarray((grams.sizes == 1) & _abbreviated(side)[side.types[grams.starts[grams.first]]])


def is_broken(side: Side, grams: Grams) -> BoolArray:
    """Whether a word without the article follows one that has it: ``the rain heavy`` is a sentence."""
    definite = _definite(side)[side.types]
    broken = np.zeros(len(grams.sizes), bool)
    firsts = grams.starts[grams.first]
    for step in range(1, int(grams.sizes.max(initial=0))):
        words = np.where(step < grams.sizes, firsts + step, firsts)
        there = (step < grams.sizes) & side.content[words] & ~side.tied[words] & ~side.numerals[side.types[words]]
        broken |= there & definite[words - (step < grams.sizes)] & ~definite[words]
    return np.asarray(broken)


def tells_noun(side: Side) -> BoolArray:
    """By form, whether it has what is written on to nouns alone: the Arabic article, or ``in``, or ``as``."""
    return np.asarray(_definite(side) | np.array([part.prefix[-1:] in ("ب", "ك") for part in side.parts], bool))


def _definite(side: Side) -> BoolArray:
    return np.array([part.article for part in side.parts], bool)


def _abbreviated(side: Side) -> BoolArray:
    return np.array([is_abbreviation(form) for form in side.forms], bool)


def commonness(side: Side) -> FloatArray:
    """By form, the logarithm of the frequency of its stem in general language; abbreviations are rare: WHO."""
    general = np.zeros(len(side.weights), np.float32)
    np.maximum.at(general, side.stem_of, side.frequencies)
    return np.asarray(np.log(np.where(_abbreviated(side), 0, general[side.stem_of]) + _RARE))


def least(side: Side, grams: Grams, values: FloatArray) -> FloatArray:
    """The least value of a content word, from those of all forms."""
    found = np.full(len(grams.sizes), np.inf)
    firsts = grams.starts[grams.first]
    for step in range(int(grams.sizes.max(initial=0))):
        words = np.where(step < grams.sizes, firsts + step, firsts)
        value = np.where(side.content[words], values[side.types[words]], np.inf)
        found = np.minimum(found, value)
    return np.asarray(found, np.float32)
