"""How often the nearest neighbour of a sentence is its translation: P@1 on line-aligned texts.

By cosine, and by ratio margin with k = 4 neighbours (Artetxe and Schwenk 2019, "Margin-based
Parallel Corpus Mining with Multilingual Sentence Embeddings"), which corrects for sentences that
are near everything.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

import aligner
from aligner.encoder import Encoder, FloatArray, Progress
from aligner.errors import EvaluationError

_NEIGHBOURS = 4
_BLOCK = 1024  # sentences compared with all others at a time


@dataclass(frozen=True, slots=True)
class Precision:
    """P@1 in percent: source to target, and back."""

    forward: float
    backward: float


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Retrieval of ``n`` pairs, by cosine and by margin; ``signature`` names what changes it."""

    plain: Precision
    margin: Precision
    n: int
    signature: str


def evaluate_retrieval(
    source: Sequence[str], target: Sequence[str], encoder: Encoder, name: str, progress: Progress | None = None
) -> Retrieval:
    """Score an encoder on two texts whose lines translate each other.

    ``name`` goes into the signature. Raises ``EvaluationError`` where the texts have no lines or
    not as many.
    """
    if len(source) != len(target) or not source:
        raise EvaluationError(f"{name}: {len(source)} and {len(target)} lines; line-aligned texts have as many")
    vectors = encoder.encode([*source, *target], progress)
    one, other = vectors[: len(source)], vectors[len(source) :]
    near, near_other = _density(one, other), _density(other, one)
    signature = f"set:{name}|n:{len(source)}|k:{_NEIGHBOURS}|encoder:{encoder.name}|loom:{aligner.__version__}"
    return Retrieval(
        Precision(_precision(one, other), _precision(other, one)),
        Precision(_precision(one, other, near, near_other), _precision(other, one, near_other, near)),
        len(source),
        signature,
    )


def _density(vectors: FloatArray, others: FloatArray) -> FloatArray:
    """Mean cosine of each vector with its nearest neighbours among ``others``."""
    count = min(_NEIGHBOURS, len(others))
    means = [
        np.partition(vectors[first : first + _BLOCK] @ others.T, -count, axis=1)[:, -count:].mean(axis=1)
        for first in range(0, len(vectors), _BLOCK)
    ]
    return np.concatenate(means)


def _precision(
    vectors: FloatArray, others: FloatArray, near: FloatArray | None = None, near_other: FloatArray | None = None
) -> float:
    """Percent of rows whose best other is the one in the same row; with densities, by margin."""
    right = 0
    for first in range(0, len(vectors), _BLOCK):
        similarity = vectors[first : first + _BLOCK] @ others.T
        if near is not None and near_other is not None:
            similarity /= np.maximum((near[first : first + _BLOCK, None] + near_other) / 2, 1e-9)
        right += int((similarity.argmax(axis=1) == np.arange(first, first + len(similarity))).sum())
    return 100 * right / len(vectors)
