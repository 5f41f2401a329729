"""How good every possible bead is.

``BeadScores`` is what the search asks: for a bead of n source and m target segments, the score at
every position. Scores lie in 0..1 by content; ``aligner.lengths`` takes the cost of unlikely
lengths from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from aligner.coverage import Coverage, coverage
from aligner.encoder import Encoder, FloatArray, WordEncoder, unit


class BeadScores(Protocol):
    """Scores of all beads over two sequences of segments."""

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments each side has."""
        ...

    def table(self, size: int, run: int) -> FloatArray:
        """At [i, j], the score of ``size`` source segments from i with ``run`` target segments from j.

        A new array of shape (source - size + 1, target - run + 1).
        """
        ...


@dataclass(frozen=True, slots=True)
class CoverageScores:
    """Power mean of the two directions' coverage, near the poorer one."""

    source: Coverage
    target: Coverage

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments each side has."""
        return len(self.source.whole) - 1, len(self.target.whole) - 1

    def table(self, size: int, run: int) -> FloatArray:
        """See ``BeadScores.table``."""
        return _power_mean(self.source.share(size, run), self.target.share(run, size).T)


@dataclass(frozen=True, slots=True)
class PooledScores:
    """Cosine of the summed sentence vectors, above the average cosine.

    For encoders without word vectors; ``source`` and ``target`` are prefix sums (segments + 1 x
    dimension), ``chance`` the mean cosine of unrelated segments.
    """

    source: FloatArray
    target: FloatArray
    chance: float

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments each side has."""
        return len(self.source) - 1, len(self.target) - 1

    def table(self, size: int, run: int) -> FloatArray:
        """See ``BeadScores.table``."""
        cosine = unit(self.source[size:] - self.source[:-size]) @ unit(self.target[run:] - self.target[:-run]).T
        result: FloatArray = (cosine - self.chance) / (1 - self.chance)
        return result


def score_beads(source: Sequence[str], target: Sequence[str], encoder: Encoder, longest: int) -> BeadScores:
    """Scores of the beads over two sequences of segments, with up to ``longest`` on a side."""
    if isinstance(encoder, WordEncoder):
        words = encoder.words(source), encoder.words(target)
        return CoverageScores(coverage(*words, longest), coverage(*words[::-1], longest))
    vectors = encoder.encode(source), encoder.encode(target)
    chance = float(np.clip(vectors[0].mean(0) @ vectors[1].mean(0), 0, 0.9))
    sums = [_weighted_sums(side, texts) for side, texts in zip(vectors, (source, target), strict=True)]
    return PooledScores(sums[0], sums[1], chance)


def _weighted_sums(vectors: FloatArray, texts: Sequence[str]) -> FloatArray:
    weights = np.array([len(text) for text in texts], np.float32).reshape(-1, 1)
    sums: FloatArray = np.concatenate(
        (np.zeros((1, vectors.shape[1]), np.float32), np.cumsum(vectors * weights, axis=0))
    )
    return sums


def _power_mean(one: FloatArray, other: FloatArray) -> FloatArray:
    """Power mean of exponent -4: between the harmonic mean (-1) and the minimum.

    This exponent and the constants in ``coverage``, ``lengths`` and ``search`` are the middle of a
    plateau over AlignAR and Text+Berg, each with two models (training/EXPERIMENTS.md).
    """
    # By squares and square roots: ten times as fast as by powers.
    fourth = [np.reciprocal(np.square(np.square(np.maximum(share, 1e-3)))) for share in (one, other)]
    mean: FloatArray = np.reciprocal(np.sqrt(np.sqrt((fourth[0] + fourth[1]) / 2)))
    return mean
