"""Segment pairs that certainly belong together: what an alignment is built along."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.encoder import FloatArray, IntArray

_AROUND = 8  # neighbouring anchors that can support one
_FAR = 16  # segments: farther off, an anchor says nothing
_STEEP, _SLACK = 3.5, 3  # a supporting anchor lies in a cone: up to so many segments for each of the other side


@dataclass(frozen=True, slots=True)
class Pairs:
    """Source and target segments, and by how much their margin is above 1: a row each, none in two."""

    source: IntArray
    target: IntArray
    weights: FloatArray

    def and_of(self, more: "Pairs") -> "Pairs":
        """These, and of ``more`` those whose segments are in none of these."""
        free = ~np.isin(more.source, self.source) & ~np.isin(more.target, self.target)
        return Pairs(
            np.concatenate([self.source, more.source[free]]),
            np.concatenate([self.target, more.target[free]]),
            np.concatenate([self.weights, more.weights[free]]),
        )


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

    @classmethod
    def of(cls, pairs: Pairs) -> "Anchors":
        """Of pairs in any order."""
        order = np.argsort(pairs.source, kind="stable")
        source, target = pairs.source[order], pairs.target[order]
        return cls(source, target, pairs.weights[order], _support(source, target))

    def pairs(self) -> Pairs:
        """The same without their support."""
        return Pairs(self.source, self.target, self.weights)

    def where(self, kept: npt.NDArray[np.bool_] | IntArray) -> "Anchors":
        """Some of them; their support stays what it was."""
        return Anchors(self.source[kept], self.target[kept], self.weights[kept], self.support[kept])


def _support(rows: IntArray, columns: IntArray) -> IntArray:
    support = np.zeros(len(rows), np.int64)
    for step in range(1, min(_AROUND, len(rows) - 1) + 1):
        down, across = rows[step:] - rows[:-step], columns[step:] - columns[:-step]
        fits = (down <= _FAR) & (across > 0) & (across <= _STEEP * down + _SLACK) & (down <= _STEEP * across + _SLACK)
        support[step:] += fits
        support[:-step] += fits
    return support
