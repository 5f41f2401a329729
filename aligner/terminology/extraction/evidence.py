"""What speaks for a pair of runs, as numbers: the columns that ``scoring`` weighs."""

import numpy as np

from aligner.encoder import FloatArray, IntArray, unit
from aligner.terminology.extraction.grams import Grams
from aligner.terminology.extraction.links import Links, Reach
from aligner.terminology.extraction.pairs import Pairs
from aligner.terminology.extraction.side import BoolArray, Side

_RARE = 20.0  # times in a million words: what is not listed is rarer
_BLOCK = 4096

NAMES = (
    "units",  # logarithm of the units whose links make it a pair
    "frequent",  # the same, of a single word
    "of source",  # share of the source's translations, and of the target's
    "of target",
    "strength",  # of the links of the content words, by weight
    "cosine",  # of the vectors of both
    "words",  # whether both have several
    "connectors",  # function words inside what is no name
    "capitals",  # share of occurrences inside sentences with capitals
    "common",  # logarithm of the frequency of the rarest word of the source in general language
    "weight",  # of the lightest word: general words are light
    "modifier",  # share of a single word's occurrences that are a part of a longer run
    "alone target",  # share of occurrences of the target that are no part of a longer run
    "left over",  # share of the occurrences beside a word that nothing is linked to
)


def evidence(sides: tuple[Side, Side], grams: tuple[Grams, Grams], links: Links, pairs: Pairs) -> FloatArray:
    """The columns of each pair (pairs x columns, float32)."""
    own, other = grams
    runs = (sides[0], own, pairs.owns, links.source), (sides[1], other, pairs.partners, links.target)
    kinds = pairs.sources, pairs.targets
    strength = sum(_mean(pairs, _strengths(*run)) for run in runs) / 2
    left_over = _mean(pairs, np.logical_or(*(_left_over(*run) for run in runs)))
    sizes = tuple(_contents(side, gram)[kind] for side, gram, kind in zip(sides, grams, kinds, strict=True))
    inside = np.maximum(own.sizes[pairs.sources] - sizes[0], other.sizes[pairs.targets] - sizes[1])
    capitals = capitals_of(sides, grams, pairs)
    several = np.minimum(*sizes) > 1
    columns = (
        np.log(pairs.joint),
        ~several * np.log(pairs.joint),
        pairs.joint / np.bincount(pairs.sources, weights=pairs.joint)[pairs.sources],
        pairs.joint / np.bincount(pairs.targets, weights=pairs.joint)[pairs.targets],
        strength,
        _cosines(sides, grams, pairs),
        several,
        inside * (1 - capitals),
        capitals,
        _least(sides[0], own, _commonness(sides[0]))[pairs.sources],
        _least(sides[0], own, sides[0].weights)[pairs.sources] / 100,
        ~several * (1 - own.alone[pairs.sources]),
        other.alone[pairs.targets],
        left_over,
    )
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


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


def _contents(side: Side, grams: Grams) -> IntArray:
    """By kind, how many content words it has."""
    sums = np.concatenate([[0], np.cumsum(side.content)])
    starts = grams.starts[grams.first]
    return np.asarray(sums[starts + grams.sizes] - sums[starts])


def _mean(pairs: Pairs, values: FloatArray | BoolArray) -> FloatArray:
    """The mean over the occurrences of each pair."""
    return np.asarray(np.bincount(pairs.pairs, weights=values, minlength=len(pairs)) / np.diff(pairs.begins))


def _strengths(side: Side, grams: Grams, places: IntArray, reach: Reach) -> FloatArray:
    """Mean strength of the links of each run's content words, by weight; nothing for one without a link."""
    weights = np.where(side.content, side.weights[side.stems], 0)
    strengths = np.where(reach.linked, reach.strengths, 0)
    starts, lengths = grams.starts[places], grams.lengths[places]
    whole, strong = np.zeros(len(places)), np.zeros(len(places))
    for step in range(int(lengths.max(initial=0))):
        words = np.where(step < lengths, starts + step, starts)
        weight = np.where(step < lengths, weights[words], 0)
        whole += weight
        strong += weight * strengths[words]
    return np.asarray(strong / np.maximum(whole, 1e-6))


def _left_over(side: Side, grams: Grams, places: IntArray, reach: Reach) -> BoolArray:
    """Whether a word beside each run could be a part of it and has no link."""
    free = side.binding & ~reach.linked
    starts, ends = grams.starts[places], grams.starts[places] + grams.lengths[places]
    after = np.minimum(ends, len(side.starts) - 1)
    left = (starts > 0) & side.joined_before(starts) & free[np.maximum(starts - 1, 0)]
    right = (ends < len(side.starts)) & side.joined_before(after) & free[after]
    return np.asarray(left | right)


def _cosines(sides: tuple[Side, Side], grams: tuple[Grams, Grams], pairs: Pairs) -> FloatArray:
    """Of the sums of the weighted vectors of the words, at the first occurrence of each pair."""
    cosines = np.zeros(len(pairs), np.float32)
    for begin in range(0, len(pairs), _BLOCK):
        part = slice(begin, begin + _BLOCK)
        first = pairs.begins[:-1][part]
        one = _sums(sides[0], grams[0], pairs.owns[first])
        other = _sums(sides[1], grams[1], pairs.partners[first])
        cosines[part] = (one * other).sum(axis=1)
    return cosines


def _sums(side: Side, grams: Grams, places: IntArray) -> FloatArray:
    total = np.zeros((len(places), side.vectors.shape[1]), np.float32)
    for step in range(int(grams.lengths[places].max(initial=0))):
        inside = np.flatnonzero(step < grams.lengths[places])
        stems = side.stem_of[side.types[grams.starts[places[inside]] + step]]
        total[inside] += side.vectors[stems] * side.weights[stems, None]
    return unit(total)


def _commonness(side: Side) -> FloatArray:
    """The logarithm of the frequency of each stem in general language."""
    general = np.zeros(len(side.weights), np.float32)
    np.maximum.at(general, side.stem_of, side.frequencies)
    return np.asarray(np.log(general + _RARE))


def _least(side: Side, grams: Grams, values: FloatArray) -> FloatArray:
    """By kind, the least value of the stem of a content word."""
    least = np.full(len(grams.sizes), np.inf)
    firsts = grams.starts[grams.first]
    for step in range(int(grams.sizes.max(initial=0))):
        words = np.where(step < grams.sizes, firsts + step, firsts)
        value = np.where(side.content[words], values[side.stem_of[side.types[words]]], np.inf)
        least = np.minimum(least, value)
    return np.asarray(least, np.float32)
