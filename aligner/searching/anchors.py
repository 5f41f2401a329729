"""Segment pairs that certainly belong together, found over two whole documents at once."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from aligner.encoder import FloatArray, IntArray

_NEIGHBOURS = 4
_MARGIN = 1.1  # ratio to the average neighbour from which two segments are taken for a pair
_LEAST = 0.25  # cosine; where few segments compete, the best may be no more than chance
_FLAT = 6_000  # segments up to which every vector is compared with every other
_PROBES = 8  # cells of the inverted file that are searched
_AROUND = 8  # neighbouring anchors that can support one
_FAR = 16  # segments: farther off, an anchor says nothing
_STEEP, _SLACK = 3.5, 3  # a supporting anchor lies in a cone: up to so many segments for each of the other side


@dataclass(frozen=True, slots=True)
class Anchors:
    """Mutual nearest neighbours, by source position.

    ``weights`` are margins above 1, so that more is surer; ``support`` is how many other anchors
    close by lie on the same rising line. One row each.
    """

    source: IntArray
    target: IntArray
    weights: FloatArray
    support: IntArray

    def __len__(self) -> int:
        return len(self.source)

    def where(self, kept: npt.NDArray[np.bool_] | IntArray) -> "Anchors":
        """Some of them; their support stays what it was."""
        return Anchors(self.source[kept], self.target[kept], self.weights[kept], self.support[kept])


def find_anchors(source: FloatArray, target: FloatArray) -> Anchors:
    """Segments that are each other's nearest neighbour, well ahead of the next.

    ``source`` and ``target`` hold unit vectors, a row for each segment. Similarity is the ratio
    margin of Artetxe and Schwenk (2019, "Margin-based Parallel Corpus Mining with Multilingual
    Sentence Embeddings"), k = 4. Exact in texts of ordinary length, in longer ones by an inverted
    file that finds nearly all.
    """
    if not len(source) or not len(target):
        nothing = np.zeros(0, np.int64)
        return Anchors(nothing, nothing, nothing.astype(np.float32), nothing)
    forward, there = _neighbours(source, target)
    backward, back = _neighbours(target, source)
    best = there[:, 0]
    mutual = np.flatnonzero((best >= 0) & (back[best, 0] == np.arange(len(source))))
    average = (forward[mutual].mean(1) + backward[best[mutual]].mean(1)) / 2
    ratio = forward[mutual, 0] / np.maximum(average, 1e-9)
    sure = (ratio > _MARGIN) & (forward[mutual, 0] >= _LEAST)
    rows, columns = mutual[sure], best[mutual[sure]]
    return Anchors(rows, columns, (ratio[sure] - 1).astype(np.float32), _support(rows, columns))


def _neighbours(queries: FloatArray, others: FloatArray) -> tuple[FloatArray, IntArray]:
    import faiss  # 0.1 s, which a command that aligns nothing need not wait

    queries, others = np.ascontiguousarray(queries), np.ascontiguousarray(others)
    index: Any = faiss.IndexFlatIP(others.shape[1])
    if len(others) > _FLAT:
        cells = int(2 * np.sqrt(len(others)))
        index = faiss.IndexIVFFlat(index, others.shape[1], cells, faiss.METRIC_INNER_PRODUCT)
        index.cp.niter, index.cp.max_points_per_centroid, index.cp.min_points_per_centroid = 4, 24, 1
        index.nprobe = _PROBES
        index.train(others)
    index.add(others)
    similarities, indexes = index.search(queries, min(_NEIGHBOURS, len(others)))
    return np.where(indexes < 0, 0, similarities), indexes


def _support(rows: IntArray, columns: IntArray) -> IntArray:
    support = np.zeros(len(rows), np.int64)
    for step in range(1, min(_AROUND, len(rows) - 1) + 1):
        down, across = rows[step:] - rows[:-step], columns[step:] - columns[:-step]
        fits = (down <= _FAR) & (across > 0) & (across <= _STEEP * down + _SLACK) & (down <= _STEEP * across + _SLACK)
        support[step:] += fits
        support[:-step] += fits
    return support
