"""Anchors of two whole documents; in long ones looked for once more along the line that the first ones make.

Of tens of thousands of segments some resemble any sentence, so that few pairs are far ahead of the next.
Among the segments around a place on the line nearly all are, as in a short document.
"""

import numpy as np

from aligner.encoder import FloatArray
from aligner.searching.anchors import Anchors, Pairs
from aligner.searching.chain import heaviest_chain
from aligner.searching.neighbours import is_exact, mutual_neighbours
from aligner.threads import one_thread, side_by_side

_STRETCH, _MARGIN = 256, 64  # source segments that are looked at together, and before and after them
_SUPPORTED = 3  # support of anchors off the line that are believed
_SHORT = 1_024  # segments up to which a document is one stretch


def find_anchors(source: FloatArray, target: FloatArray) -> Anchors:
    """Anchors by the vectors of two texts, a row for each segment."""
    with one_thread():
        found = Anchors.of(mutual_neighbours(source, target))
        if min(len(source), len(target)) <= _SHORT or not len(found):
            return found
        chain = heaviest_chain(found)
        near = _along(chain, source, target)
    is_moved = ~np.isin(found.source, chain.source) & (found.support >= _SUPPORTED)
    moved = found.where(is_moved)  # what stands on the line in their place is chance
    return Anchors.of(moved.pairs().and_of(near).and_of(found.pairs()))


def _along(chain: Anchors, source: FloatArray, target: FloatArray) -> Pairs:
    """Pairs in stretches of the line, each looked for between the anchors around it."""
    rows = np.concatenate([[-1], chain.source, [len(source)]])
    columns = np.concatenate([[-1], chain.target, [len(target)]])
    nothing = np.zeros(0, np.int64)
    found = [(nothing, nothing, nothing.astype(np.float32))] * (-(-len(source) // _STRETCH))

    def look(number: int) -> None:
        first = number * _STRETCH
        last = min(first + _STRETCH, len(source))
        above, below = max(0, first - _MARGIN), min(last + _MARGIN, len(source))
        left = max(0, int(columns[np.searchsorted(rows, above, "right") - 1]))
        right = min(int(columns[np.searchsorted(rows, below)]) + 1, len(target))
        if not is_exact(below - above, right - left):
            return  # no line to speak of
        pairs = mutual_neighbours(source[above:below], target[left:right])
        inside = (pairs.source >= first - above) & (pairs.source < last - above)
        found[number] = pairs.source[inside] + above, pairs.target[inside] + left, pairs.weights[inside]

    side_by_side(look, len(found))
    near = [np.concatenate(parts) for parts in zip(*found, strict=True)]
    _, once = np.unique(near[1], return_index=True)  # two stretches may claim one target
    once.sort()
    return Pairs(*(part[once] for part in near))
