"""What speaks for a bead, each thing a number: the score is their sum with fitted weights.

``aligner.scoring.weights`` says how much each counts, as ``training.weights`` has fitted it. A score is the
log-odds that the bead brings to a path.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from aligner.encoder import FloatArray, unit
from aligner.scoring.coverage import Coverage, coverage
from aligner.scoring.profile import Profile
from aligner.scoring.weights import Weights


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of the beads over two runs of segments; the ``Scores`` of a lattice.

    ``expected`` is the log of target over source characters in translations of this kind,
    ``chance`` the cosine of unrelated segments. Without word vectors there is no coverage.
    """

    source: Profile
    target: Profile
    covered: tuple[Coverage, Coverage] | None
    expected: float
    chance: float
    weights: Weights

    @classmethod
    def of(
        cls, source: Profile, target: Profile, longest: int, expected: float, chance: float, weights: Weights
    ) -> "Evidence":
        """Compare the words of both sides, where there are any."""
        covered = None
        if source.words and target.words:
            covered = coverage(source.words, target.words, longest), coverage(target.words, source.words, longest)
        return cls(source, target, covered, expected, chance, weights)

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments each side has."""
        return len(self.source), len(self.target)

    def table(self, size: int, run: int) -> FloatArray:
        """See ``aligner.searching.lattice.Scores``."""
        rows, columns = self.shape
        score = np.zeros((rows - size + 1, columns - run + 1), np.float32)
        for name, value in self.features(size, run):
            if weight := self.weights.features.get(name):
                score += np.float32(weight) * value
        return score

    def features(self, size: int, run: int) -> Iterator[tuple[str, FloatArray | np.float32]]:
        """Each feature of all beads of a size, to be broadcast to the shape of ``table``."""
        yield shape_name(size, run), np.float32(1)
        yield "size", np.float32(size + run - 2)
        own, other = _runs(self.source.lengths, size), _runs(self.target.lengths, run)
        amount = np.minimum((own[:, None] + other) / 200, 3).astype(np.float32)
        cosine = self._cosine(size, run)
        yield "cosine", cosine
        yield "cosine x length", cosine * amount
        ratio = np.log(np.maximum(other, 1)) - np.log(np.maximum(own, 1))[:, None] - np.float32(self.expected)
        square = np.square(ratio)
        yield "length", np.abs(ratio)
        yield "length squared", np.minimum(square, 2)
        yield "length squared x length", np.minimum(square * (own[:, None] + other) / 100, 6)
        if self.covered:
            yield from self._coverage(self.covered, size, run, amount)
        yield from self._signs(size, run)

    def _cosine(self, size: int, run: int) -> FloatArray:
        cosine = unit(_runs(self.source.vectors, size)) @ unit(_runs(self.target.vectors, run)).T
        result: FloatArray = (cosine - self.chance) / (1 - self.chance)
        return result

    def _coverage(
        self, covered: tuple[Coverage, Coverage], size: int, run: int, amount: FloatArray
    ) -> Iterator[tuple[str, FloatArray | np.float32]]:
        own, other = covered[0].share(size, run), covered[1].share(run, size).T
        mean = _power_mean(own, other)
        yield "coverage", mean
        yield "coverage over .15", np.maximum(mean - np.float32(0.15), 0)
        yield "coverage over .3", np.maximum(mean - np.float32(0.3), 0)
        yield "lower coverage", np.minimum(own, other)
        yield "higher coverage", np.maximum(own, other)
        yield "coverage x size", mean * np.float32(size + run - 2)
        yield "coverage x length", mean * amount
        if size + run > 2:
            # The segment that the bead would rather do without, and how much text that is.
            sides = covered[0].share(1, run), covered[1].share(1, size)
            weakest = np.minimum(-_highest(-sides[0], size), -_highest(-sides[1], run).T)
            yield "weakest segment", weakest
            yield "weakest segment under .1", np.minimum(weakest, np.float32(0.1))
            missed = (
                _missed(sides[0], self.source.segment_lengths()),
                _missed(sides[1], self.target.segment_lengths()),
            )
            yield "missed segment", np.maximum(_highest(missed[0], size), _highest(missed[1], run).T)

    def _signs(self, size: int, run: int) -> Iterator[tuple[str, FloatArray | np.float32]]:
        own, other = _runs(self.source.signs, size), _runs(self.target.signs, run)
        for number, name in enumerate(SIGNS):
            yield name, np.minimum(np.abs(own[:, number, None] - other[:, number]), 3)
        mine, theirs = np.minimum(_runs(self.source.numbers, size), 1), np.minimum(_runs(self.target.numbers, run), 1)
        missed = mine.sum(1)[:, None] + theirs.sum(1) - 2 * (mine @ theirs.T)
        yield "numbers missed", np.minimum(missed, 3)
        yield "same end", (self.source.ends[size - 1 :, None] == self.target.ends[run - 1 :]).astype(np.float32)
        begins = self.source.begins[: len(own), None] != self.target.begins[: len(other)]
        yield "begin unlike", begins.astype(np.float32)


SIGNS = ("question marks", "exclamation marks", "quotation marks", "ellipses", "semicolons")


@cache
def shape_name(size: int, run: int) -> str:
    """The feature that stands for a bead's shape, the same for both directions."""
    few, many = min(size, run), max(size, run)
    if few == 1:
        return f"1-{min(many, 6)}"
    return f"{few}-{many}" if few + many <= 5 else "many-many"


def _runs(sums: FloatArray, size: int) -> FloatArray:
    """What each run of ``size`` rows adds up to, from prefix sums."""
    result: FloatArray = sums[size:] - sums[:-size]
    return result


def _missed(share: FloatArray, lengths: FloatArray) -> FloatArray:
    """How much of each segment a run does not cover, the more the longer it is (up to 120 characters)."""
    result: FloatArray = np.maximum(np.float32(0.25) - share, 0) * np.minimum(lengths / 60, 2)[:, None]
    return result


def _highest(rows: FloatArray, size: int) -> FloatArray:
    """The highest of each run of ``size`` rows."""
    highest = rows[: len(rows) - size + 1]
    for shift in range(1, size):
        highest = np.maximum(highest, rows[shift : len(rows) - size + 1 + shift])
    return highest


def _power_mean(one: FloatArray, other: FloatArray) -> FloatArray:
    """Power mean of exponent -4: between the harmonic mean (-1) and the minimum."""
    # By squares and square roots: ten times as fast as by powers.
    fourth = [np.reciprocal(np.square(np.square(np.maximum(share, 1e-3)))) for share in (one, other)]
    mean: FloatArray = np.reciprocal(np.sqrt(np.sqrt((fourth[0] + fourth[1]) / 2)))
    return mean
