"""One side of several blocks, padded, as sums from which those of any run of segments are a difference."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.encoder import FloatArray, IntArray
from aligner.scoring.blocks import Blocks, prefix_sums
from aligner.scoring.profile import Profile


@dataclass(frozen=True, slots=True)
class Strip:
    """The segments of one side of blocks; padding has nothing of anything.

    ``each`` is the lengths in characters (blocks x longest), ``vectors`` those of the profile (blocks x
    longest x dimension); ``lengths``, ``signs`` and ``numbers`` are prefix sums (blocks x longest + 1);
    ``norms[n - 1]`` holds the lengths of the vectors of runs of n segments (blocks x longest - n + 1).
    """

    each: FloatArray
    vectors: FloatArray
    lengths: FloatArray
    signs: FloatArray
    numbers: FloatArray
    ends: IntArray
    begins: IntArray
    closes: IntArray
    norms: tuple[FloatArray, ...]

    @classmethod
    def of(cls, profile: Profile, blocks: Blocks, side: int, longest: int) -> "Strip":
        """The source (0) or the target (1) of ``blocks``, for runs of up to ``longest`` segments."""
        each, vectors = blocks.rows(side, profile.lengths), blocks.rows(side, profile.vectors)
        places, sums = blocks.places(side), product_sums(vectors, vectors)
        return cls(
            each,
            vectors,
            prefix_sums(each, axis=1),
            prefix_sums(blocks.rows(side, profile.signs), axis=1),
            prefix_sums(blocks.rows(side, profile.numbers), axis=1),
            profile.ends[places],
            profile.begins[places],
            profile.closes[places],
            tuple(_norms(sums, size) for size in range(1, min(longest, each.shape[1]) + 1)),
        )

    def __len__(self) -> int:
        return int(self.each.shape[1])


def runs(sums: FloatArray, size: int) -> FloatArray:
    """What each run of ``size`` segments adds up to, from prefix sums (blocks x segments + 1 ...)."""
    found: FloatArray = sums[:, size:] - sums[:, :-size]
    return found


def product_sums(own: FloatArray, other: FloatArray) -> npt.NDArray[np.float64]:
    """Products of vectors (blocks x segments x dimension), as sums over all before either.

    Of any run of each the product of the sums is a difference of four.
    """
    sums = np.zeros((len(own), own.shape[1] + 1, other.shape[1] + 1))
    products = np.matmul(own, other.swapaxes(1, 2))
    np.cumsum(np.cumsum(products, axis=1, dtype=np.float64), axis=2, out=sums[:, 1:, 1:])
    return sums


def _norms(sums: npt.NDArray[np.float64], size: int) -> FloatArray:
    """The lengths of the vectors of runs of ``size`` segments, from the products of all with all."""
    before, across = (sums.diagonal(offset, 1, 2) for offset in (0, size))
    squares = before[:, size:] + before[:, :-size] - 2 * across
    return np.sqrt(np.maximum(squares, 0)).astype(np.float32)
