"""What speaks for a pair of runs, as numbers: the columns that ``scoring`` weighs."""

import numpy as np

from aligner.encoder import FloatArray, IntArray
from aligner.terminology.extraction.classes import Mark
from aligner.terminology.extraction.grams import Grams
from aligner.terminology.extraction.kinds import (
    capitals_of,
    commonness,
    contents,
    genitives,
    is_adjective,
    is_broken,
    is_nominal,
    is_short,
    least,
    tells_noun,
)
from aligner.terminology.extraction.likeness import cosines, like_sources
from aligner.terminology.extraction.links import Links, Reach
from aligner.terminology.extraction.pairs import Pairs
from aligner.terminology.extraction.side import BoolArray, Side

_WELL = 0.9  # share of linked words above which units are as good as each other: headings have all linked
NAMES = (
    "units",  # logarithm of the units whose links make it a pair
    "of source",  # share of the source's translations, and of the target's
    "of target",
    "like sources",  # mean cosine of the source and all that the target translates: parts of one another are alike
    "strength",  # of the links of the content words, by weight
    "linked",  # share of the content words of the units that have a link
    "left over",  # share of the occurrences beside a word that nothing is linked to
    "cosine",  # of the vectors of both
    "words",  # whether both have several, or one is an abbreviation
    "connectors source",  # function words inside what is no name, but genitives: of
    "connectors target",
    "capitals",  # share of occurrences inside sentences with capitals
    "common",  # logarithm of the frequency of the rarest word of the source in general language
    "modifier",  # share of a single word's occurrences that are a part of a longer run
    "part source",  # share of the occurrences of several words that a word beside them could govern
    "part target",
    "alone target",  # share of occurrences of the target that are no part of a longer run
    "adjective",  # whether the source is a single adjective
    "noun",  # whether both may begin with a noun, as far as that is known
    "nominal source",  # share of occurrences behind what nouns follow, less that behind what verbs follow
    "nominal target",
    "broken",  # whether an Arabic run goes on without the article after a word that has it
)


def evidence(sides: tuple[Side, Side], grams: tuple[Grams, Grams], links: Links, pairs: Pairs) -> FloatArray:
    """The columns of each pair (pairs x columns, float32)."""
    own, other = grams
    runs = (sides[0], own, pairs.owns, links.source), (sides[1], other, pairs.partners, links.target)
    both = (sides[0], own, pairs.sources), (sides[1], other, pairs.targets)
    sizes = [contents(side, gram)[kind] for side, gram, kind in both]
    capitals = capitals_of(sides, grams, pairs)
    inside = [
        (gram.sizes[kind] - size - genitives(side, gram)[kind]) * (1 - capitals)
        for (side, gram, kind), size in zip(both, sizes, strict=True)
    ]
    abbreviated = np.logical_or(*(is_short(side, gram)[kind] for side, gram, kind in both))
    several = (np.minimum(*sizes) > 1) | (abbreviated & (np.maximum(*sizes) > 1))
    columns = (
        np.log(pairs.joint),
        pairs.joint / np.bincount(pairs.sources, weights=pairs.joint)[pairs.sources],
        pairs.joint / np.bincount(pairs.targets, weights=pairs.joint)[pairs.targets],
        like_sources(sides[0], own, pairs),
        sum(_mean(pairs, _strengths(*run)) for run in runs) / 2,
        _mean(pairs, _linked(sides, links)[sides[0].rows[own.starts[pairs.owns]]]),
        _mean(pairs, np.logical_or(*(_left_over(*run) for run in runs))),
        cosines(sides, grams, pairs),
        several,
        *inside,
        capitals,
        least(sides[0], own, commonness(sides[0]))[pairs.sources],
        ~several * (1 - own.alone[pairs.sources]),
        *((size > 1) * (1 - gram.free[kind]) for (_, gram, kind), size in zip(both, sizes, strict=True)),
        other.alone[pairs.targets],
        is_adjective(sides[0], own)[pairs.sources],
        np.logical_and(*(is_nominal(side, gram)[kind] for side, gram, kind in both)),
        *(_mean(pairs, _before(side, gram, places)) for side, gram, places, _ in runs),
        np.logical_or(*(is_broken(side, gram)[kind] for side, gram, kind in both)),
    )
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


def _mean(pairs: Pairs, values: FloatArray | BoolArray) -> FloatArray:
    """The mean over the occurrences of each pair."""
    return np.asarray(np.bincount(pairs.pairs, weights=values, minlength=len(pairs)) / np.diff(pairs.begins))


def _before(side: Side, grams: Grams, places: IntArray) -> FloatArray:
    """What stands before each run: 1 for what nouns follow, -1 for what verbs follow, else 0."""
    starts = grams.starts[places]
    marks = np.where((starts > 0) & side.open[starts], side.marks[side.types[np.maximum(starts - 1, 0)]], 0)
    nouns = ((marks & Mark.BEFORE_NOUN) > 0) | tells_noun(side)[side.types[starts]]
    return np.asarray(nouns.astype(np.float32) - ((marks & Mark.BEFORE_VERB) > 0))


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
    bound = np.array([bool(part.prefix) for part in side.parts], bool)  # with a preposition begins another phrase
    starts, ends = grams.starts[places], grams.starts[places] + grams.lengths[places]
    after = np.minimum(ends, len(side.starts) - 1)
    left = (starts > 0) & side.joined_before(starts) & ~bound[side.types[starts]] & free[np.maximum(starts - 1, 0)]
    right = (ends < len(side.starts)) & side.joined_before(after) & ~bound[side.types[after]] & free[after]
    return np.asarray(left | right)


def _linked(sides: tuple[Side, Side], links: Links) -> FloatArray:
    """By unit, the share of its content words that have a link; the mean of both sides."""
    shares = []
    for side, reach in zip(sides, (links.source, links.target), strict=True):
        rows = side.rows[side.content]
        whole = np.bincount(rows, minlength=side.units)
        shares.append(
            np.bincount(rows, weights=reach.linked[side.content], minlength=side.units) / np.maximum(whole, 1)
        )
    return np.asarray(np.minimum((shares[0] + shares[1]) / 2, _WELL), np.float32)
