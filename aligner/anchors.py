"""Segment pairs that certainly belong together, found over two whole documents at once."""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from aligner.encoder import FloatArray

_NEIGHBOURS = 4
_MARGIN = 1.1  # ratio to the average neighbour from which two segments are taken for a pair


@dataclass(frozen=True, slots=True)
class Anchor:
    """A source and a target segment that are each other's nearest neighbour."""

    source: int
    target: int


def find_anchors(source: FloatArray, target: FloatArray) -> list[Anchor]:
    """The longest chain of mutual nearest neighbours that rises on both sides.

    ``source`` and ``target`` hold unit vectors, a row for each segment. Similarity is the ratio
    margin of Artetxe and Schwenk (2019, "Margin-based Parallel Corpus Mining with Multilingual
    Sentence Embeddings"), k = 4.
    """
    forward, there = _neighbours(source, target)
    backward, back = _neighbours(target, source)
    best = there[:, 0]
    mutual = np.flatnonzero(back[best, 0] == np.arange(len(source)))
    average = (forward[mutual].mean(1) + backward[best[mutual]].mean(1)) / 2
    sure = mutual[forward[mutual, 0] > _MARGIN * np.maximum(average, 1e-9)]
    return _longest_chain([Anchor(int(row), int(best[row])) for row in sure])


def _neighbours(
    queries: FloatArray, others: FloatArray
) -> tuple[FloatArray, np.ndarray[tuple[int, int], np.dtype[np.int64]]]:
    import faiss  # 0.1 s, and only long texts need it

    index = faiss.IndexFlatIP(others.shape[1])
    index.add(np.ascontiguousarray(others))
    similarities, indexes = index.search(np.ascontiguousarray(queries), min(_NEIGHBOURS, len(others)))
    return similarities, indexes


def _longest_chain(anchors: list[Anchor]) -> list[Anchor]:
    """Longest strictly increasing subsequence of the target positions, by patience sorting."""
    tails: list[int] = []  # the lowest target position that a chain of each length ends on
    holders: list[int] = []
    previous: list[int] = []
    for number, anchor in enumerate(anchors):
        length = bisect_left(tails, anchor.target)
        previous.append(holders[length - 1] if length else -1)
        tails[length : length + 1] = [anchor.target]
        holders[length : length + 1] = [number]
    chain: list[Anchor] = []
    number = holders[-1] if holders else -1
    while number >= 0:
        chain.append(anchors[number])
        number = previous[number]
    return chain[::-1]
