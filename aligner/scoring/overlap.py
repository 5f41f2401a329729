"""What the coverage of a bead's words says of it: how much is covered, of which segment least, and in what order."""

from collections.abc import Iterator

import numpy as np

from aligner.encoder import FloatArray
from aligner.scoring.coverage import Coverage, Covered

EDGES = ("narrow edges", "wide edges")
Feature = tuple[str, FloatArray]


def overlap(
    covered: tuple[Covered, Covered], lengths: tuple[FloatArray, FloatArray], amount: FloatArray, size: int, run: int
) -> Iterator[Feature]:
    """Each feature of all beads of ``size`` source and ``run`` target segments (blocks x source x target).

    ``lengths``: characters of each segment (blocks x segments); ``amount``: how much text each bead has.
    """
    source, target = covered
    segments = source.segments, target.segments
    yield from _amounts(segments, amount, size, run)
    if size + run > 2:
        yield from _weakest(segments, lengths, size, run)
    yield from _order(source.halves, target.halves, size, run)
    for name, mine, theirs in zip(EDGES, source.edges, target.edges, strict=True):
        yield from _edges(name, mine, theirs, size, run)


def _amounts(covered: tuple[Coverage, Coverage], amount: FloatArray, size: int, run: int) -> Iterator[Feature]:
    own, other = covered[0].share(size, run), covered[1].share(run, size).swapaxes(1, 2)
    mean = _power_mean(own, other)
    yield "coverage", mean
    yield "coverage over .3", np.maximum(mean - np.float32(0.3), 0)
    yield "lower coverage", np.minimum(own, other)
    yield "coverage x size", mean * np.float32(size + run - 2)
    yield "coverage x length", mean * amount


def _weakest(
    covered: tuple[Coverage, Coverage], lengths: tuple[FloatArray, FloatArray], size: int, run: int
) -> Iterator[Feature]:
    """The segment that a bead would rather do without, and how much text that is."""
    sides = covered[0].share(1, run), covered[1].share(1, size)
    weakest = np.minimum(-_highest(-sides[0], size), -_highest(-sides[1], run).swapaxes(1, 2))
    yield "weakest segment", weakest
    missed = _missed(sides[0], lengths[0]), _missed(sides[1], lengths[1])
    yield "missed segment", np.maximum(_highest(missed[0], size), _highest(missed[1], run).swapaxes(1, 2))


def _missed(share: FloatArray, lengths: FloatArray) -> FloatArray:
    """How much of each segment a run does not cover, the more the longer it is (up to 120 characters)."""
    result: FloatArray = np.maximum(np.float32(0.25) - share, 0) * np.minimum(lengths / 60, 2)[..., None]
    return result


def _order(source: Coverage, target: Coverage, size: int, run: int) -> Iterator[Feature]:
    """Whether the words of the first half meet those of the first half, and the second those of the second.

    The first half of a bead of n segments is the first n of its half segments.
    """
    first, second, crossed, turned = (
        (
            source.share(size, run, start * size, other * run, 2),
            target.share(run, size, other * run, start * size, 2).swapaxes(1, 2),
        )
        for start, other in ((0, 0), (1, 1), (0, 1), (1, 0))
    )
    begin, end = _power_mean(*first), _power_mean(*second)
    yield "halves", (begin + end) * np.float32(0.5)
    yield "weaker half", np.minimum(begin, end)
    yield "halves in order", (first[0] + first[1] + second[0] + second[1]) * np.float32(0.25)
    yield "halves crossed", (crossed[0] + crossed[1] + turned[0] + turned[1]) * np.float32(0.25)


def _edges(
    name: str, source: tuple[FloatArray, FloatArray], target: tuple[FloatArray, FloatArray], size: int, run: int
) -> Iterator[Feature]:
    """Whether the first words meet the first words, and the last words the last."""
    rows, columns = source[0].shape[1] - size + 1, source[0].shape[2] - run + 1
    heads = source[0][:, :rows, :columns] + target[0].swapaxes(1, 2)[:, :rows, :columns]
    tails = source[1][:, size - 1 :, run - 1 :] + target[1].swapaxes(1, 2)[:, size - 1 :, run - 1 :]
    yield name, (heads + tails) * np.float32(0.25)
    yield f"{name}, weaker", np.minimum(heads, tails) * np.float32(0.5)


def _highest(rows: FloatArray, size: int) -> FloatArray:
    """The highest of each run of ``size`` rows of every block."""
    last = rows.shape[1] - size + 1
    highest = rows[:, :last]
    for shift in range(1, size):
        highest = np.maximum(highest, rows[:, shift : last + shift])
    return highest


def _power_mean(one: FloatArray, other: FloatArray) -> FloatArray:
    """Power mean of exponent -4: between the harmonic mean (-1) and the minimum."""
    # By squares and square roots: ten times as fast as by powers.
    fourth = [np.reciprocal(np.square(np.square(np.maximum(share, 1e-3)))) for share in (one, other)]
    mean: FloatArray = np.reciprocal(np.sqrt(np.sqrt((fourth[0] + fourth[1]) / 2)))
    return mean
