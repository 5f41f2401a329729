"""One side of several blocks, padded, as sums from which those of any run of segments are a difference."""

from dataclasses import dataclass

import numpy as np

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
        places, sums = blocks.places(side), prefix_sums(vectors, axis=1)
        return cls(
            each,
            vectors,
            prefix_sums(each, axis=1),
            prefix_sums(blocks.rows(side, profile.signs), axis=1),
            prefix_sums(blocks.rows(side, profile.numbers), axis=1),
            profile.ends[places],
            profile.begins[places],
            profile.closes[places],
            tuple(_norms(runs(sums, size)) for size in range(1, min(longest, each.shape[1]) + 1)),
        )

    def __len__(self) -> int:
        return int(self.each.shape[1])


def runs(sums: FloatArray, size: int) -> FloatArray:
    """What each run of ``size`` segments adds up to, from prefix sums (blocks x segments + 1 ...)."""
    found: FloatArray = sums[:, size:] - sums[:, :-size]
    return found


def _norms(vectors: FloatArray) -> FloatArray:
    found: FloatArray = np.sqrt(np.einsum("...d,...d->...", vectors, vectors))
    return found
