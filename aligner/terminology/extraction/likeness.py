"""How near runs are to each other by the vectors of their words, some thousand pairs at a time."""

from collections.abc import Iterator

import numpy as np

from aligner.encoder import FloatArray, IntArray, unit
from aligner.terminology.extraction.grams import Grams
from aligner.terminology.extraction.pairs import Pairs
from aligner.terminology.extraction.side import Side

_BLOCK = 4096


def cosines(sides: tuple[Side, Side], grams: tuple[Grams, Grams], pairs: Pairs) -> FloatArray:
    """Of the source and the target of each pair, at its first occurrence."""
    found = np.zeros(len(pairs), np.float32)
    for begin in range(0, len(pairs), _BLOCK):
        part = slice(begin, begin + _BLOCK)
        first = pairs.begins[:-1][part]
        one = _vectors(sides[0], grams[0], pairs.owns[first])
        other = _vectors(sides[1], grams[1], pairs.partners[first])
        found[part] = (one * other).sum(axis=1)
    return found


def like_sources(side: Side, grams: Grams, pairs: Pairs) -> FloatArray:
    """By pair, the mean cosine of the source and all sources of the target, each as often as it is one."""
    found = np.zeros(len(pairs), np.float32)
    order = np.argsort(pairs.targets, kind="stable")
    for part in _groups(pairs.targets[order]):
        chosen = order[part]
        own = _vectors(side, grams, pairs.owns[pairs.begins[:-1][chosen]])
        found[chosen] = _to_mean(own, pairs.targets[chosen], pairs.joint[chosen])
    return found


def _groups(kinds: IntArray) -> Iterator[slice]:
    """Slices of a few thousand that part no kind, which are in order."""
    begin = 0
    while begin < len(kinds):
        end = begin + _BLOCK
        end = int(np.searchsorted(kinds, kinds[end], "right")) if end < len(kinds) else len(kinds)
        yield slice(begin, end)
        begin = end


def _to_mean(vectors: FloatArray, kinds: IntArray, weights: IntArray) -> FloatArray:
    """The product of each vector and the weighted mean of those of its kind, which stand together."""
    starts = np.flatnonzero(np.append(True, kinds[1:] != kinds[:-1]))
    sums = np.add.reduceat(vectors * weights[:, None].astype(np.float32), starts, axis=0)
    sums /= np.add.reduceat(weights, starts)[:, None]
    means = np.repeat(sums, np.diff(np.append(starts, len(kinds))), axis=0)
    return np.asarray((vectors * means).sum(axis=1), np.float32)


def _vectors(side: Side, grams: Grams, places: IntArray) -> FloatArray:
    """The sums of the weighted vectors of the words of runs, of unit length."""
    total = np.zeros((len(places), side.vectors.shape[1]), np.float32)
    for step in range(int(grams.lengths[places].max(initial=0))):
        inside = np.flatnonzero(step < grams.lengths[places])
        stems = side.stem_of[side.types[grams.starts[places[inside]] + step]]
        total[inside] += side.vectors[stems] * side.weights[stems, None]
    return unit(total)
