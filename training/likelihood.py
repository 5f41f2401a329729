"""How likely weights make the gold paths of pieces, and the weights that make them likeliest."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from scipy.optimize import minimize

from aligner.encoder import FloatArray
from aligner.searching.flow import DoubleArray
from aligner.searching.lattice import Nulls
from training.copies import SHARES
from training.paths import Beads
from training.pieces import ALONE, WRONG, Piece


@dataclass(frozen=True, slots=True)
class Batch:
    """Pieces that count the same, with their beads one after the other."""

    beads: Beads
    features: FloatArray
    wrong: FloatArray
    gold: DoubleArray
    weight: float

    @classmethod
    def of(cls, pieces: Sequence[Piece], weight: float) -> "Batch":
        """Each of ``pieces`` counts ``weight``."""
        sizes = np.array([one.sizes for one in pieces])
        corners = np.concatenate([one.corners for one in pieces])
        block = np.repeat(np.arange(len(pieces)), [len(one.corners) for one in pieces])
        return cls(
            Beads((sizes[:, 0], sizes[:, 1]), block, corners[:, :2], corners[:, 2:]),
            np.concatenate([one.features for one in pieces]),
            np.concatenate([~one.is_gold for one in pieces]).astype(np.float32),
            np.sum([one.gold for one in pieces], axis=0),
            weight,
        )


def in_batches(pieces: Sequence[Piece], links: Mapping[int, int]) -> Iterator[Batch]:
    """All pieces; ``links``: how many gold links there are of each set, by its number."""

    def counts(one: Piece) -> float:
        return SHARES[one.kind] * math.sqrt(400 / links[one.origin[0]])

    for weight, group in groupby(sorted(pieces, key=counts), counts):
        yield Batch.of(list(group), weight)


def likelihood(weights: DoubleArray, batches: Sequence[Batch], margin: float = 1.0) -> tuple[float, DoubleArray]:
    """Log-likelihood of the gold paths, where all that is wrong is given a little more, and its gradient.

    How much more, ``margin`` times ``WRONG`` and ``ALONE``.
    """
    total, gradient = 0.0, np.zeros_like(weights)
    nulls = Nulls(*(weights[-2:] + margin * ALONE))
    for one in batches:
        scores = one.features @ weights[:-2].astype(np.float32) + np.float32(margin * WRONG) * one.wrong
        flow, shares = one.beads.flow(scores, nulls)
        expected = np.zeros_like(weights)
        expected[:-2] = shares.astype(np.float32) @ one.features
        opened = flow.runs_of_nulls()
        expected[-2:] = opened, sum(float(side.sum()) for side in flow.null_shares()) - opened
        total += one.weight * (float(one.gold @ weights) - flow.log_sum(nulls))
        gradient += one.weight * (one.gold - expected)
    return total, gradient


def fit(batches: Sequence[Batch], start: DoubleArray, penalty: float, rounds: int) -> DoubleArray:
    """The weights of the highest likelihood, less ``penalty`` times their square."""

    def loss(weights: DoubleArray) -> tuple[float, DoubleArray]:
        total, gradient = likelihood(weights, batches)
        square = np.append(weights[:-2], [0, 0])
        return penalty * float(square @ square) - total, 2 * penalty * square - gradient

    found: DoubleArray = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    return found
