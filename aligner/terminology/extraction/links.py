"""Which words of a unit are linked, and which runs of words thereby translate each other.

A run of source words and a run of target words belong together when no word of either is linked
outside the other: the consistency of phrase extraction (Och and Ney, The Alignment Template Approach
to Statistical Machine Translation, 2004). Words that nothing explains are linked where a neighbour's
link leaves one over (grow-diag: Koehn, Och, Marcu, 2003).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from aligner.encoder import FloatArray, IntArray
from aligner.terminology.extraction.cells import Cells
from aligner.terminology.extraction.side import BoolArray, Side

_LINKED = 0.3  # strength from which two words are linked
_SHARE = 0.85  # of the best link of either word
_COMPANY = 1.5  # how much more a link counts beside that of a neighbour: a word may stand twice in a unit
_LEFT_OVER = 0.05  # strength from which two words that are left over are linked
_NONE = 1 << 40


@dataclass(frozen=True, slots=True)
class Reach:
    """By word of a side: the first and last word it is linked to, and how strong the best link is.

    A word without a link has a first one beyond all and a last one of -1.
    """

    first: IntArray
    last: IntArray
    strengths: FloatArray

    @property
    def linked(self) -> BoolArray:
        """Whether each word has a link."""
        return np.asarray(self.last >= 0)


@dataclass(frozen=True, slots=True)
class Links:
    """The links of all units, seen from both sides."""

    source: Reach
    target: Reach


def link_words(sides: tuple[Side, Side], blocks: Iterable[Cells]) -> Links:
    """The links of all words, from all cells."""
    reaches = tuple(
        Reach(
            np.full(len(side.starts), _NONE, np.int64),
            np.full(len(side.starts), -1, np.int64),
            np.zeros(len(side.starts), np.float32),
        )
        for side in sides
    )
    links = Links(*reaches)
    for cells in blocks:
        merits = cells.strengths * np.where(_in_company(cells, sides[0]), _COMPANY, 1)
        best = [_best(places, merits) for places in (cells.sources, cells.targets)]
        sure = (cells.strengths >= _LINKED) & (merits >= _SHARE * np.maximum(*best))
        _add(links, cells, sure)
        for _ in range(2):
            left = cells.strengths >= _LEFT_OVER
            left &= ~links.source.linked[cells.sources] & ~links.target.linked[cells.targets]
            left &= _beside(links, cells, sides)
            if not left.any():
                break
            chosen = Cells(cells.sources[left], cells.targets[left], cells.strengths[left])
            best = [_best(places, chosen.strengths) for places in (chosen.sources, chosen.targets)]
            _add(links, chosen, (chosen.strengths >= best[0]) & (chosen.strengths >= best[1]))
    return links


def _best(places: IntArray, strengths: FloatArray) -> FloatArray:
    """For each cell the best strength of its word."""
    base = int(places.min())
    best = np.zeros(int(places.max()) - base + 1, np.float32)
    np.maximum.at(best, places - base, strengths)
    return np.asarray(best[places - base])


def _in_company(cells: Cells, side: Side) -> BoolArray:
    """Whether the best link of a word near each cell's source word ends near its target word."""
    best = np.flatnonzero(cells.strengths >= np.maximum(_best(cells.sources, cells.strengths), 1e-6))
    places = np.full(len(side.rows), -_NONE, np.int64)
    places[cells.sources[best]] = cells.targets[best]
    near: BoolArray = np.zeros(len(cells.sources), bool)
    for step in (-2, -1, 1, 2):
        other = np.clip(cells.sources + step, 0, len(places) - 1)
        same = (side.rows[other] == side.rows[cells.sources]) & (other != cells.sources)
        near |= same & (np.abs(places[other] - cells.targets) <= 2)
    return near


def _add(links: Links, cells: Cells, chosen: BoolArray) -> None:
    sources, targets, strengths = cells.sources[chosen], cells.targets[chosen], cells.strengths[chosen]
    for reach, own, other in ((links.source, sources, targets), (links.target, targets, sources)):
        np.minimum.at(reach.first, own, other)
        np.maximum.at(reach.last, own, other)
        np.maximum.at(reach.strengths, own, strengths)


def _beside(links: Links, cells: Cells, sides: tuple[Side, Side]) -> BoolArray:
    """Whether a neighbour of each cell's source word is linked to a neighbour of its target word."""
    near: BoolArray = np.zeros(len(cells.sources), bool)
    rows = sides[0].rows
    for step in (-2, -1, 1, 2):
        other = np.clip(cells.sources + step, 0, len(rows) - 1)
        same = (rows[other] == rows[cells.sources]) & links.source.linked[other]
        for place in (links.source.first[other], links.source.last[other]):
            near |= same & (np.abs(place - cells.targets) <= 2)
    return near


def opposite(
    starts: IntArray, lengths: IntArray, reach: Reach, back: Reach, longest: int
) -> tuple[IntArray, IntArray, BoolArray]:
    """The runs on the other side: their starts, lengths, and whether they are consistent and not too long."""
    first = np.full(len(starts), _NONE, np.int64)
    last = np.full(len(starts), -1, np.int64)
    for step in range(int(lengths.max(initial=0))):
        inside = step < lengths
        places = np.where(inside, starts + step, starts)
        first = np.minimum(first, reach.first[places])
        last = np.maximum(last, reach.last[places])
    sizes = last - first + 1
    fits = (last >= 0) & (sizes <= longest)
    first, sizes = np.where(fits, first, 0), np.where(fits, sizes, 0)
    for step in range(longest):
        inside = fits & (step < sizes)
        places = np.where(inside, first + step, 0)
        within = (back.first[places] >= starts) & (back.last[places] < starts + lengths)
        fits &= ~inside | within | ~back.linked[places]
    return first, sizes, fits
