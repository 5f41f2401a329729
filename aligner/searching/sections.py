"""Two long documents cut into short sections, where both texts certainly meet.

Dynamic programming then runs section by section, each exactly: time and memory grow with the
length of the text, not with its square. Where a cut is less than certain, what lies around it is
searched once more, across the cut.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.alignment import Bead
from aligner.scoring.blocks import Pair
from aligner.searching.anchors import Anchors

Search = Callable[[range, range], list[Bead]]
"""The beads of a run of source and a run of target segments."""

_SHORT = 48  # segments of the longer side that a section between likely anchors has at least
_CELLS = 1_000_000  # segment pairs of one search, at most
_MENDED = 12  # beads on each side of a cut that are searched again
_SURE, _LIKELY = 3, 2  # supporting anchors of a certain cut, and of one that is looked at again


@dataclass(frozen=True, slots=True)
class Section:
    """A run of segments of both sides between two cuts.

    ``is_sure`` is the cut before it. ``is_settled``: one segment of each side between two certain
    cuts, which leaves nothing to search.
    """

    source: range
    target: range
    is_sure: bool
    is_settled: bool = False

    @property
    def cells(self) -> int:
        """How many segment pairs it has."""
        return len(self.source) * len(self.target)


@dataclass(frozen=True, slots=True)
class _Cut:
    source: int
    target: int
    is_sure: bool


def cut_sections(chain: Anchors, rows: range, columns: range) -> list[Section]:
    """Sections that cover a run of source and one of target segments, as small as certain cuts make them.

    None has more than a million segment pairs.
    """
    end = _Cut(rows.stop, columns.stop, True)
    sections: list[Section] = []
    for part in _between([*_certain(chain), end], _Cut(rows.start, columns.start, True), 1):
        if part.cells > _CELLS:
            sections += _smaller(part, chain)
            continue
        inside = part.source.start > rows.start and part.source.stop < rows.stop
        is_settled = inside and len(part.source) == 1 == len(part.target)
        sections.append(Section(part.source, part.target, part.is_sure, True) if is_settled else part)
    return sections


def cut_at_rows(chain: Anchors, rows: range, columns: range, fixed: Sequence[Pair]) -> list[Section]:
    """The same, where runs of segments are known to translate each other: these, and what lies between them.

    ``fixed`` rises on both sides. No section crosses an end of one.
    """
    return [section for part in _parts(rows, columns, fixed) for section in cut_sections(_within(chain, *part), *part)]


def mend_cuts(beads: list[Bead], sections: list[Section], search: Search) -> list[Bead]:
    """Search again around each cut that is less than certain."""
    for section in sections:
        if not section.is_sure:
            cut = bisect_left(beads, section.source.start + section.target.start, key=_end)
            place = slice(max(0, cut - _MENDED + 1), cut + _MENDED + 1)
            around = beads[place]
            rows = range(around[0].source.start, around[-1].source.stop)
            columns = range(around[0].target.start, around[-1].target.stop)
            beads[place] = search(rows, columns)
    return beads


def _end(bead: Bead) -> int:
    return bead.source.stop + bead.target.stop


def _parts(rows: range, columns: range, fixed: Sequence[Pair]) -> Iterator[Pair]:
    """The fixed pairs and the gaps between them, in order."""
    row, column = rows.start, columns.start
    for source, target in (*fixed, (rows[len(rows) :], columns[len(columns) :])):
        if row < source.start or column < target.start:
            yield range(row, source.start), range(column, target.start)
        if source or target:
            yield source, target
        row, column = source.stop, target.stop


def _within(chain: Anchors, rows: range, columns: range) -> Anchors:
    """The anchors of a chain inside both runs."""
    first, last = np.searchsorted(chain.source, (rows.start, rows.stop))
    part = chain.where(np.arange(first, last))
    return part.where((part.target >= columns.start) & (part.target < columns.stop))


def _certain(chain: Anchors) -> Iterator[_Cut]:
    """Cuts between two anchors that follow each other on both sides."""
    steady = chain.support >= _SURE
    follows = (np.diff(chain.source) == 1) & (np.diff(chain.target) == 1) & steady[1:] & steady[:-1]
    for number in np.flatnonzero(follows) + 1:
        yield _Cut(int(chain.source[number]), int(chain.target[number]), True)


def _between(cuts: list[_Cut], start: _Cut, shortest: int) -> Iterator[Section]:
    """Sections of at least ``shortest`` segments between cuts; the last cut always counts."""
    for number, cut in enumerate(cuts):
        if number == len(cuts) - 1 or max(cut.source - start.source, cut.target - start.target) >= shortest:
            yield Section(range(start.source, cut.source), range(start.target, cut.target), start.is_sure)
            start = cut


def _smaller(section: Section, chain: Anchors) -> Iterator[Section]:
    """A section that is too large, cut at likely anchors, and where there are none on the straight line."""
    inside = np.flatnonzero(
        (chain.source > section.source.start)
        & (chain.source < section.source.stop)
        & (chain.target > section.target.start)
        & (chain.target < section.target.stop)
        & (chain.support >= _LIKELY)
    )
    cuts = [_Cut(int(chain.source[number]), int(chain.target[number]), False) for number in inside]
    end = _Cut(section.source.stop, section.target.stop, True)
    start = _Cut(section.source.start, section.target.start, section.is_sure)
    for part in _between([*cuts, end], start, _SHORT):
        if part.cells <= _CELLS:
            yield part
            continue
        parts = int(np.ceil(np.sqrt(part.cells / _CELLS)))
        sources = np.linspace(part.source.start, part.source.stop, parts + 1).astype(int).tolist()
        targets = np.linspace(part.target.start, part.target.stop, parts + 1).astype(int).tolist()
        for number in range(parts):
            yield Section(
                range(sources[number], sources[number + 1]),
                range(targets[number], targets[number + 1]),
                part.is_sure and number == 0,
            )
