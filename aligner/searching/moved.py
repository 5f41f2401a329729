"""Blocks that changed places: text without partner on both sides that is each other's translation."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from aligner.alignment import Bead
from aligner.searching.anchors import Anchors
from aligner.searching.chain import heaviest_chain

SearchAlong = Callable[[Anchors, range, range], list[Bead]]
"""The beads of a run of source and a run of target segments, along a chain of anchors."""

_ENOUGH, _SHARE = 3, 0.03  # anchors on one line that show a moved block, and their share of its segments
_BEYOND_CHANCE = 1.5  # times as many as are on one line by chance


def find_moved(beads: list[Bead], is_free: Sequence[bool], off_line: Anchors, search: SearchAlong) -> list[Bead]:
    """The beads with those of moved blocks among them, at the place of their source.

    Free is the text of null beads, and of beads that are hardly translations: through a block that moved, the path
    takes what it finds. Where anchors that are ``off_line`` tie a run of free source segments to a run of free target
    segments, the two are searched like two texts, along the chain of these anchors.
    """
    runs = _free_runs(beads, is_free, 0), _free_runs(beads, is_free, 1)
    tied: dict[tuple[range, range], list[int]] = defaultdict(list)
    for number, (row, column) in enumerate(zip(off_line.source.tolist(), off_line.target.tolist(), strict=True)):
        if row in runs[0] and column in runs[1]:
            tied[runs[0][row], runs[1][column]].append(number)
    found: list[Bead] = []
    used: tuple[set[int], set[int]] = set(), set()
    for (rows, columns), numbers in sorted(tied.items(), key=lambda item: -len(item[1])):
        enough = max(_ENOUGH, _SHARE * min(len(rows), len(columns)), _BEYOND_CHANCE * _rising_by_chance(len(numbers)))
        is_taken = not used[0].isdisjoint(rows) or not used[1].isdisjoint(columns)
        if is_taken or len(numbers) < enough:
            continue
        chain = heaviest_chain(off_line.where(np.array(numbers)))
        if len(chain) >= enough:
            block = [replace(bead, is_moved=True) for bead in search(chain, rows, columns) if not bead.is_null]
            found += block
            used[0].update(row for bead in block for row in bead.source)
            used[1].update(column for bead in block for column in bead.target)
    return list(_placed(beads, found, used)) if found else beads


def _rising_by_chance(points: int) -> float:
    """How many of so many points in any order rise, in the longest line (Baik, Deift and Johansson 1999)."""
    return float(2 * points**0.5 - 1.77 * points ** (1 / 6))


def _free_runs(beads: list[Bead], is_free: Sequence[bool], side: int) -> dict[int, range]:
    """For each free segment of a side, the whole run of free segments."""
    free = [
        segment
        for bead, free in zip(beads, is_free, strict=True)
        for segment in (bead.source, bead.target)[side]
        if free
    ]
    found: dict[int, range] = {}
    start = 0
    for place, segment in enumerate(free):
        if place + 1 == len(free) or free[place + 1] != segment + 1:
            run = range(free[start], segment + 1)
            found.update(dict.fromkeys(run, run))
            start = place + 1
    return found


def _placed(beads: list[Bead], found: list[Bead], used: tuple[set[int], set[int]]) -> Iterator[Bead]:
    """The beads that stay, the others' segments that found no place, and the moved ones."""
    starts = {bead.source.start: bead for bead in found}
    for bead in beads:
        if used[0].isdisjoint(bead.source) and used[1].isdisjoint(bead.target):
            yield bead
            continue
        for row in bead.source:
            if row in starts:
                yield starts[row]
            elif row not in used[0]:
                yield Bead(range(row, row + 1), range(bead.target.start, bead.target.start), 0.0)
        for column in bead.target:
            if column not in used[1]:
                yield Bead(range(bead.source.stop, bead.source.stop), range(column, column + 1), 0.0)
