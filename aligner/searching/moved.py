"""Blocks that changed places: text without partner on both sides that is each other's translation."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from aligner.alignment import Bead
from aligner.searching.anchors import Anchors
from aligner.searching.chain import heaviest_chain

SearchAlong = Callable[[Anchors, range, range], list[Bead]]
"""The beads of a run of source and a run of target segments, along a chain of anchors."""

_ENOUGH, _SHARE = 3, 0.1  # anchors on one line that show a moved block, and their share of its segments


def find_moved(beads: list[Bead], anchors: Anchors, search: SearchAlong) -> list[Bead]:
    """The beads with those of moved blocks among them, at the place of their source.

    Where anchors tie a run of source segments without partner to such a run of the target, the two
    are searched like two texts, along the chain of these anchors.
    """
    runs = _null_runs(beads, 0), _null_runs(beads, 1)
    tied: dict[tuple[range, range], list[int]] = defaultdict(list)
    for number, (row, column) in enumerate(zip(anchors.source.tolist(), anchors.target.tolist(), strict=True)):
        if row in runs[0] and column in runs[1]:
            tied[runs[0][row], runs[1][column]].append(number)
    found: list[Bead] = []
    used: tuple[set[int], set[int]] = set(), set()
    for (rows, columns), numbers in sorted(tied.items(), key=lambda item: -len(item[1])):
        enough = max(_ENOUGH, _SHARE * min(len(rows), len(columns)))
        is_free = used[0].isdisjoint(rows) and used[1].isdisjoint(columns)
        if not is_free or len(numbers) < enough:
            continue
        chain = heaviest_chain(anchors.where(np.array(numbers)))
        if len(chain) >= enough:
            block = [replace(bead, is_moved=True) for bead in search(chain, rows, columns) if not bead.is_null]
            found += block
            used[0].update(row for bead in block for row in bead.source)
            used[1].update(column for bead in block for column in bead.target)
    return list(_placed(beads, found, used)) if found else beads


def _null_runs(beads: list[Bead], side: int) -> dict[int, range]:
    """For each segment of a side in a run of null beads, the whole run."""
    runs: list[list[int]] = []
    last: int | None = None  # the segment before, if it has no partner
    for bead in beads:
        segments, others = (bead.source, bead.target)[side], (bead.target, bead.source)[side]
        if segments and not others:
            if last is not None and segments.start == last + 1:
                runs[-1].append(segments.start)
            else:
                runs.append([segments.start])
            last = segments.start
        elif segments:
            last = None
    return {segment: range(run[0], run[-1] + 1) for run in runs for segment in run}


def _placed(beads: list[Bead], found: list[Bead], used: tuple[set[int], set[int]]) -> Iterator[Bead]:
    starts = {bead.source.start: bead for bead in found}
    for bead in beads:
        if bead.is_null and bead.source and bead.source.start in used[0]:
            if bead.source.start in starts:
                yield starts[bead.source.start]
        elif not (bead.is_null and bead.target and bead.target.start in used[1]):
            yield bead
