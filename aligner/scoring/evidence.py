"""What speaks for a bead, each thing a number: the score is their sum with fitted weights.

``aligner.scoring.weights`` says how much each counts, as ``training.weights`` has fitted it. A score is the
log-odds that the bead brings to a path.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from aligner.encoder import FloatArray, IntArray
from aligner.scoring.blocks import Blocks
from aligner.scoring.corners import Corners
from aligner.scoring.coverage import Covered, find_covered
from aligner.scoring.marks import UNFINISHED
from aligner.scoring.overlap import overlap
from aligner.scoring.profile import Profile
from aligner.scoring.strip import Strip, product_sums, runs
from aligner.scoring.weights import Weights
from aligner.threads import one_thread


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of the beads in blocks of segments; the ``Scores`` of a lattice.

    ``products`` are those of the vectors of all segments, as sums over all before either (blocks x
    source + 1 x target + 1). Without word vectors there is no coverage.
    """

    sizes: tuple[IntArray, IntArray]
    source: Strip
    target: Strip
    products: npt.NDArray[np.float64]
    covered: tuple[Covered, Covered] | None
    corners: Corners | None
    facts: "Facts"

    @classmethod
    def of(cls, source: Profile, target: Profile, blocks: Blocks, longest: int, facts: "Facts") -> "Evidence":
        """Compare the words of both sides, where there are any; for runs of up to ``longest`` segments."""
        covered = corners = None
        sizes = blocks.sizes(0), blocks.sizes(1)
        with one_thread() if len(blocks) > 1 else nullcontext():
            strips = Strip.of(source, blocks, 0, longest), Strip.of(target, blocks, 1, longest)
            products = product_sums(strips[0].vectors, strips[1].vectors)
            if source.words and target.words:
                covered = find_covered(source.words, target.words, blocks, longest)
                corners = Corners.of(covered, sizes)
        return cls(sizes, *strips, products, covered, corners, facts)

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments the longest run of each side has."""
        return len(self.source), len(self.target)

    def table(self, size: int, run: int) -> FloatArray:
        """See ``aligner.searching.lattice.Scores``."""
        rows, columns = self.shape
        score = np.zeros((len(self.sizes[0]), rows - size + 1, columns - run + 1), np.float32)
        for name, value in self.features(size, run):
            if weight := self.facts.weights.features.get(name):
                score += np.float32(weight) * value
        return score

    def features(self, size: int, run: int) -> Iterator[tuple[str, FloatArray | np.float32]]:
        """Each feature of all beads of a size, to be broadcast to the shape of ``table``."""
        yield shape_name(size, run), np.float32(1)
        yield "size", np.float32(size + run - 2)
        own, other = runs(self.source.lengths, size)[..., None], runs(self.target.lengths, run)[:, None]
        amount = np.minimum((own + other) / 200, 3)
        cosine = self._cosine(size, run)
        yield "cosine", cosine
        yield "cosine x length", cosine * amount
        ratio = np.log(np.maximum(other, 1)) - np.log(np.maximum(own, 1)) - np.float32(self.facts.expected)
        square = np.square(ratio)
        yield "length", np.abs(ratio)
        yield "length squared", np.minimum(square, 2)
        yield "length squared x length", np.minimum(square * (own + other) / 100, 6)
        if self.covered:
            yield from overlap(self.covered, (self.source.each, self.target.each), amount, size, run)
        if self.corners:
            yield from zip(("corners crossed", "corners lost"), self.corners.of_beads(size, run), strict=True)
        yield from self._signs(size, run)

    def _cosine(self, size: int, run: int) -> FloatArray:
        sums = self.products[:, size:] - self.products[:, :-size]
        products = (sums[..., run:] - sums[..., :-run]).astype(np.float32)
        norms = (
            np.maximum(self.source.norms[size - 1], 1e-9)[..., None]
            * np.maximum(self.target.norms[run - 1], 1e-9)[:, None]
        )
        result: FloatArray = (products / norms - np.float32(self.facts.chance)) / np.float32(1 - self.facts.chance)
        return result

    def _signs(self, size: int, run: int) -> Iterator[tuple[str, FloatArray | np.float32]]:
        own, other = runs(self.source.signs, size)[:, :, None], runs(self.target.signs, run)[:, None]
        for number, name in enumerate(SIGNS):
            mine, theirs = own[..., number], other[..., number]
            absent = not mine.any() and not theirs.any()
            yield name, np.float32(0) if absent else np.minimum(np.abs(mine - theirs), 3)
        mine, theirs = np.minimum(runs(self.source.numbers, size), 1), np.minimum(runs(self.target.numbers, run), 1)
        missed = mine.sum(2)[..., None] + theirs.sum(2)[:, None] - 2 * np.matmul(mine, theirs.swapaxes(1, 2))
        yield "numbers missed", np.minimum(missed, 3)
        ends = self.source.ends[:, size - 1 :, None], self.target.ends[:, None, run - 1 :]
        begins = self.source.begins[:, : mine.shape[1], None], self.target.begins[:, None, : theirs.shape[1]]
        closes = self.source.closes[:, size - 1 :, None], self.target.closes[:, None, run - 1 :]
        yield "same end", (ends[0] == ends[1]).astype(np.float32)
        for name, kind in UNFINISHED.items():
            one, other = (end == kind for end in ends)
            yield f"end with {name}", one.astype(np.float32) + other
            yield f"{name} unlike", (one != other).astype(np.float32)
        yield "both begin", (begins[0] & begins[1]).astype(np.float32)
        yield "close unlike", (closes[0] != closes[1]).astype(np.float32)
        yield "both close", (closes[0] & closes[1]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for two whole documents.

    ``expected`` is the log of target over source characters in translations of this kind,
    ``chance`` the cosine of unrelated segments.
    """

    expected: float
    chance: float
    weights: Weights


SIGNS = ("question marks", "exclamation marks", "quotation marks", "ellipses", "semicolons", "openings")


def by_shape(weights: Weights, size: int, run: int) -> float:
    """What a bead's score has from its shape alone, whatever its texts say."""
    return weights.features.get(shape_name(size, run), 0.0) + weights.features.get("size", 0.0) * (size + run - 2)


@cache
def shape_name(size: int, run: int) -> str:
    """The feature that stands for a bead's shape, the same for both directions."""
    few, many = min(size, run), max(size, run)
    if few == 1:
        return f"1-{min(many, 6)}"
    return f"{few}-{many}" if few + many <= 5 else "many-many"
