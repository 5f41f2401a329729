"""Segments that are each other's nearest neighbour among many, well ahead of the next."""

from typing import Any

import numpy as np

from aligner.encoder import FloatArray, IntArray, unit
from aligner.searching.anchors import Pairs
from aligner.threads import side_by_side

_NEIGHBOURS = 4
_MARGIN = 1.1  # ratio to the average neighbour from which two segments are taken for a pair
_LEAST = 0.25  # cosine; where few segments compete, the best may be no more than chance
_EXACT = 4_000_000  # pairs of segments up to which all are compared
_FLAT = 6_000  # segments up to which the index has no cells
_PROBES, _CANDIDATES = 4, 8  # cells of the index that are searched, and neighbours that it proposes
_DIMENSION = 64  # of the vectors in the index
_SAMPLE = 8  # of so many segments one says which dimensions these are
_AT_ONCE = 1024


def mutual_neighbours(source: FloatArray, target: FloatArray) -> Pairs:
    """Pairs by the vectors of two texts, a row for each segment.

    Similarity is the ratio margin of Artetxe and Schwenk (2019, "Margin-based Parallel Corpus Mining
    with Multilingual Sentence Embeddings"), k = 4. Exact in texts of ordinary length, in longer ones by
    an index that finds most.
    """
    if is_exact(len(source), len(target)):
        cosines = source @ target.T
        cosines /= _norms(source)[:, None]
        cosines /= _norms(target)
        return _exact(cosines)
    small = _fewer_dimensions(source, target)
    return _pairs(*_nearest(source, target, _proposed(*small)), *_nearest(target, source, _proposed(*small[::-1])))


def is_exact(rows: int, columns: int) -> bool:
    """Whether all of so many segments are compared with all of the other side."""
    return rows * columns <= _EXACT


def _exact(cosines: FloatArray) -> Pairs:
    if not cosines.size:
        nothing = np.zeros(0, np.int64)
        return Pairs(nothing, nothing, nothing.astype(np.float32))
    best, back = cosines.argmax(axis=1), cosines.argmax(axis=0)
    rows = np.flatnonzero(back[best] == np.arange(len(best)))
    columns = best[rows]
    return _sure(rows, columns, cosines[rows, columns], _average(cosines[rows]), _average(cosines.T[columns]))


def _average(cosines: FloatArray) -> FloatArray:
    """The mean of the highest of each row."""
    most = min(_NEIGHBOURS, cosines.shape[1])
    average: FloatArray = np.partition(cosines, -most, axis=1)[:, -most:].mean(axis=1)
    return average


def _pairs(forward: FloatArray, there: IntArray, backward: FloatArray, back: IntArray) -> Pairs:
    """From the similarities and numbers of the nearest neighbours of each segment, best first."""
    best = there[:, 0]
    rows = np.flatnonzero((best >= 0) & (back[best, 0] == np.arange(len(there))))
    columns = best[rows]
    return _sure(rows, columns, forward[rows, 0], forward[rows].mean(1), backward[columns].mean(1))


def _sure(rows: IntArray, columns: IntArray, cosines: FloatArray, own: FloatArray, other: FloatArray) -> Pairs:
    """Those well ahead of the mean neighbour of either."""
    ratio = cosines / np.maximum((own + other) / 2, 1e-9)
    sure = (ratio > _MARGIN) & (cosines >= _LEAST)
    return Pairs(rows[sure], columns[sure], (ratio[sure] - 1).astype(np.float32))


def _fewer_dimensions(source: FloatArray, target: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The same vectors, nearly, in the dimensions in which those of both texts differ most."""
    sample = unit(np.concatenate([source[::_SAMPLE], target[::_SAMPLE]]))
    _, axes = np.linalg.eigh(sample.T @ sample)
    axes = np.ascontiguousarray(axes[:, -_DIMENSION:])
    return unit(source @ axes), unit(target @ axes)


def _proposed(queries: FloatArray, others: FloatArray) -> IntArray:
    """Numbers of what may be nearest to each, -1 where there are fewer."""
    import faiss  # 0.1 s, which a command that aligns nothing need not wait

    dimension, cells = others.shape[1], int(2 * np.sqrt(len(others)))
    index: Any = faiss.IndexFlatIP(dimension)
    if len(others) > _FLAT:
        index = faiss.IndexIVFFlat(index, dimension, cells, faiss.METRIC_INNER_PRODUCT)
        index.cp.niter, index.cp.max_points_per_centroid, index.cp.min_points_per_centroid = 4, 24, 1
        index.nprobe = _PROBES
        index.train(others)
    index.add(others)
    found: IntArray = index.search(queries, min(_CANDIDATES, len(others)))[1]
    return found


def _nearest(queries: FloatArray, others: FloatArray, proposed: IntArray) -> tuple[FloatArray, IntArray]:
    """The nearest of what is proposed for each, by all dimensions."""
    similarities = np.zeros(proposed.shape, np.float32)

    def compare(number: int) -> None:
        part = slice(number * _AT_ONCE, (number + 1) * _AT_ONCE)
        similarities[part] = np.matmul(others[proposed[part]], queries[part, :, None])[..., 0]

    side_by_side(compare, -(-len(queries) // _AT_ONCE))
    similarities /= _norms(queries)[:, None] * _norms(others)[proposed]
    similarities[proposed < 0] = 0
    order = np.argsort(-similarities, axis=1, kind="stable")[:, :_NEIGHBOURS]
    return np.take_along_axis(similarities, order, axis=1), np.take_along_axis(proposed, order, axis=1)


def _norms(vectors: FloatArray) -> FloatArray:
    """The lengths of vectors, none of them 0."""
    norms: FloatArray = np.sqrt(np.einsum("nd,nd->n", vectors, vectors))
    return np.maximum(norms, 1e-9)
