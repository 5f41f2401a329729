"""Pairs of kinds of runs, and where they stand."""

from dataclasses import dataclass

import numpy as np

from aligner.encoder import IntArray
from aligner.terminology.extraction.grams import Grams, units_by_kind
from aligner.terminology.extraction.links import Links, opposite
from aligner.terminology.extraction.side import Side

_COMPLETED = 3  # words that a target is completed by
_MOSTLY = 0.6  # share of its occurrences that must be alike for that


@dataclass(frozen=True, slots=True)
class Pairs:
    """By pair: ``sources`` and ``targets`` (kinds) and ``joint`` (units whose links make them a pair).

    By occurrence of a pair, pairs together and in order: ``pairs`` (its number), ``owns`` and ``partners``
    (occurrences of source and target runs). ``begins`` has the first of each pair, and the end.
    """

    sources: IntArray
    targets: IntArray
    joint: IntArray
    pairs: IntArray
    owns: IntArray
    partners: IntArray
    begins: IntArray

    def __len__(self) -> int:
        return len(self.sources)

    def part(self, chosen: IntArray) -> "Pairs":
        """Some of the pairs, in that order."""
        lengths = np.diff(self.begins)[chosen]
        begins = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        places = np.repeat(self.begins[chosen] - begins[:-1], lengths) + np.arange(begins[-1])
        return Pairs(
            self.sources[chosen],
            self.targets[chosen],
            self.joint[chosen],
            np.repeat(np.arange(len(chosen)), lengths),
            self.owns[places],
            self.partners[places],
            begins,
        )


def find_pairs(sides: tuple[Side, Side], grams: tuple[Grams, Grams], links: Links, least: int) -> Pairs:
    """All pairs that at least ``least`` units show."""
    own, other = grams
    longest = int(max(own.lengths.max(initial=1), other.lengths.max(initial=1))) + 1
    frequent = np.flatnonzero(own.counts[own.kinds] >= least)
    starts, lengths, fits = opposite(own.starts[frequent], own.lengths[frequent], links.source, links.target, longest)
    partners = other.at(starts, lengths)
    fits &= partners >= 0
    owns, partners = frequent[fits], partners[fits]
    partners = _completed(sides[1], grams, links, owns, partners)
    fits = own.whole[own.kinds[owns]]
    owns, partners = owns[fits], partners[fits]
    names = own.kinds[owns] * len(other.counts) + other.kinds[partners]
    distinct, index = np.unique(names, return_inverse=True)
    order = np.argsort(index, kind="stable")
    index, owns, partners = index[order], owns[order], partners[order]
    sources, targets = np.divmod(distinct, max(len(other.counts), 1))
    joint = units_by_kind(index, sides[0].rows[own.starts[owns]], len(distinct))
    begins = np.concatenate([np.searchsorted(index, np.arange(len(distinct))), [len(index)]])
    pairs = Pairs(sources, targets, joint, index, owns, partners, begins)
    return pairs.part(np.flatnonzero(joint >= least))


def _completed(side: Side, grams: tuple[Grams, Grams], links: Links, owns: IntArray, partners: IntArray) -> IntArray:
    """The target runs, each with the words beside it that nothing is linked to, where most of its like have them.

    An abbreviation is linked to one word of what it stands for.
    """
    own, other = grams
    free = side.binding & ~links.target.linked
    starts, ends = other.starts[partners], other.starts[partners] + other.lengths[partners]
    growing = np.ones(len(partners), bool)
    for _ in range(_COMPLETED):
        after = np.minimum(ends, len(side.starts) - 1)
        growing &= (ends < len(side.starts)) & free[after] & side.joined_before(after)
        ends = ends + growing
    before = np.maximum(starts - 1, 0)
    starts = starts - ((starts > 0) & free[before] & side.joined_before(starts))
    lengths = ends - starts
    longer = other.at(starts, lengths)
    able = np.flatnonzero((longer >= 0) & (longer != partners))
    if not len(able):
        return partners
    width = len(other.counts)
    names = own.kinds[owns] * width + other.kinds[partners]
    seen, index, times = np.unique(names, return_inverse=True, return_counts=True)
    grown, counts = np.unique(index[able] * width + other.kinds[longer[able]], return_counts=True)
    pair, kind = np.divmod(grown, width)
    enough = counts >= np.maximum(2, _MOSTLY * times[pair])
    wanted = np.full(len(seen), -1, np.int64)
    wanted[pair[enough]] = kind[enough]
    taken = able[wanted[index[able]] == other.kinds[longer[able]]]
    completed = partners.copy()
    completed[taken] = longer[taken]
    return completed
