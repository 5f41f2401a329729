"""Which words of a unit translate each other: from their vectors, and from all units together.

Expectation maximisation as in Model 1 (Brown, Della Pietra, Della Pietra, Mercer, The Mathematics of
Statistical Machine Translation, 1993), in both directions. What the word vectors say is counted as if
it had been seen a few times: it decides in a press release, and the units do in a large memory.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from aligner.encoder import FloatArray, IntArray
from aligner.terminology.extraction.names import name_prior
from aligner.terminology.extraction.side import Side

_ROUNDS = 4
_PRIOR = 3.0  # times that the vectors have seen a pair
_MIDDLE, _STEEP = 0.28, 16.0  # the cosine at which two words are as likely a pair as not, and how sharply
_NULL = 0.03  # weight of having no counterpart
_DIAGONAL = 2.5  # how much less a pair at other ends of the unit weighs, as an exponent
_LONGEST = 120  # content words of a side; behind them a unit is a document
_MOST = 5_000_000  # cells that statistics are made of


@dataclass(frozen=True, slots=True)
class Cells:
    """Pairs of a source and a target word of one unit: places among the words of their sides.

    ``strengths`` (0..1) is the geometric mean of both directions: how much of each word the other explains.
    """

    sources: IntArray
    targets: IntArray
    strengths: FloatArray


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What a source stem and a target stem were seen to have to do with each other.

    ``pairs`` in order, source stem times the number of target stems plus target stem; ``forward`` the
    share of the source stem that the target stem explains, ``backward`` the other way round.
    """

    pairs: IntArray
    counts: FloatArray
    sources: FloatArray
    targets: FloatArray
    width: int

    def evidence(self, sources: IntArray, targets: IntArray, prior: FloatArray) -> tuple[FloatArray, FloatArray]:
        """The probability of target given source, and of source given target, of pairs of stems."""
        sought = sources * self.width + targets
        counts = np.zeros(len(sought), np.float32)
        if len(self.pairs):
            found = np.minimum(np.searchsorted(self.pairs, sought), len(self.pairs) - 1)
            counts = np.where(self.pairs[found] == sought, self.counts[found], np.float32(0))
        likely = counts + _PRIOR * prior
        return likely / (self.sources[sources] + _PRIOR), likely / (self.targets[targets] + _PRIOR)


def prior_of(cosines: FloatArray) -> FloatArray:
    """How likely vectors with these cosines are those of a pair (0..1)."""
    return np.asarray(1 / (1 + np.exp(_STEEP * (_MIDDLE - cosines))) + 1e-4, np.float32)


def learn(sides: tuple[Side, Side]) -> Dictionary:
    """The dictionary of all units, or of evenly chosen ones where there are too many."""
    width = len(sides[1].weights)
    sizes = [np.bincount(side.rows[side.content], minlength=side.units) for side in sides]
    area = int((sizes[0] * sizes[1]).sum())
    step = max(1, -(-area // _MOST))
    sources: list[Any] = []
    targets: list[Any] = []
    priors: list[FloatArray] = []
    for block in cells_of(sides, step):
        sources.append(np.asarray(block.sources, np.int32))
        targets.append(np.asarray(block.targets, np.int32))
        priors.append(block.strengths)
    if not sources:
        empty = np.zeros(0, np.float32)
        none = (np.zeros(len(side.weights), np.float32) for side in sides)
        return Dictionary(np.zeros(0, np.int64), empty, next(none), next(none), width)
    own: IntArray = np.concatenate(sources)  # 32 bits are enough here
    other: IntArray = np.concatenate(targets)
    prior = np.concatenate(priors)
    stems = sides[0].stems, sides[1].stems
    pairs, index = np.unique(stems[0][own] * width + stems[1][other], return_inverse=True)
    index = index.astype(np.int32)
    rows, columns = np.divmod(pairs, width)
    prior_by_pair = np.zeros(len(pairs), np.float32)
    prior_by_pair[index] = prior
    near = _near(sides, own, other)
    forward: FloatArray = prior_by_pair
    backward: FloatArray = prior_by_pair
    counts: FloatArray = prior_by_pair
    for _ in range(_ROUNDS):
        shares = []
        for weights, places, size in ((forward, other, len(stems[1])), (backward, own, len(stems[0]))):
            weight = weights[index] * near
            whole = np.bincount(places, weights=weight, minlength=size) + _NULL
            shares.append((weight / whole[places]).astype(np.float32))
        counts = np.bincount(index, weights=np.sqrt(shares[0] * shares[1]), minlength=len(pairs)).astype(np.float32)
        likely = counts + _PRIOR * prior_by_pair
        seen = [np.bincount(stem, minlength=len(side.weights)) / step for stem, side in zip(stems, sides, strict=True)]
        forward = np.asarray(likely / (seen[0][rows] + _PRIOR), np.float32)
        backward = np.asarray(likely / (seen[1][columns] + _PRIOR), np.float32)
    kept = counts > 0.01
    return Dictionary(
        pairs[kept],
        counts[kept],
        seen[0].astype(np.float32),
        seen[1].astype(np.float32),
        width,
    )


def cells_of(sides: tuple[Side, Side], step: int = 1, block: int = 1 << 20) -> Iterator[Cells]:
    """All cells of every ``step``-th unit, in blocks of whole units; strengths are what vectors say."""
    words = [np.flatnonzero(side.content) for side in sides]
    bounds = [
        np.searchsorted(side.rows[chosen], np.arange(side.units + 1)) for side, chosen in zip(sides, words, strict=True)
    ]
    stems = [side.stems[chosen] for side, chosen in zip(sides, words, strict=True)]
    lasts = [np.minimum(bound[1:], bound[:-1] + _LONGEST) for bound in bounds]
    heights, widths = (last - bound[:-1] for last, bound in zip(lasts, bounds, strict=True))
    chosen = np.flatnonzero((heights > 0) & (widths > 0) & (np.arange(sides[0].units) % step == 0))
    areas = np.cumsum(heights[chosen] * widths[chosen])
    for part in np.split(chosen, np.searchsorted(areas, np.arange(block, areas[-1], block)) if len(areas) else []):
        if len(part):
            firsts = bounds[0][part], bounds[1][part]
            yield _block(sides, words, stems, firsts, (heights[part], widths[part]))


def _block(
    sides: tuple[Side, Side],
    words: Sequence[IntArray],
    stems: Sequence[IntArray],
    firsts: tuple[IntArray, IntArray],
    sizes: tuple[IntArray, IntArray],
) -> Cells:
    """The cells of units whose content words begin at ``firsts``, and are so many."""
    areas = sizes[0] * sizes[1]
    begins = np.concatenate([[0], np.cumsum(areas)])
    cosines, alike = np.empty(begins[-1], np.float32), np.zeros(begins[-1], np.float32)
    for unit, (row, column, height, width) in enumerate(np.stack([*firsts, *sizes], axis=1).tolist()):
        own, other = stems[0][row : row + height], stems[1][column : column + width]
        here = slice(begins[unit], begins[unit + 1])
        cosines[here] = (sides[0].vectors[own] @ sides[1].vectors[other].T).ravel()
        if sides[0].named[own].any() or sides[1].named[other].any():
            named = sides[0].named[own][:, None] | sides[1].named[other]
            alike[here] = (named * (sides[0].names[own] @ sides[1].names[other].T)).ravel()
    local = np.arange(begins[-1]) - np.repeat(begins[:-1], areas)
    rows, columns = np.divmod(local, np.repeat(sizes[1], areas))
    return Cells(
        words[0][rows + np.repeat(firsts[0], areas)],
        words[1][columns + np.repeat(firsts[1], areas)],
        np.maximum(prior_of(cosines), name_prior(alike)),
    )


def judged(sides: tuple[Side, Side], dictionary: Dictionary) -> Iterator[Cells]:
    """All cells of all units with their strengths."""
    stems = sides[0].stems, sides[1].stems
    for block in cells_of(sides):
        own, other = block.sources, block.targets
        near = _near(sides, own, other)
        first, last = own.min(), other.min()
        strengths = np.ones(len(own), np.float32)
        for weights, places, base in zip(
            dictionary.evidence(stems[0][own], stems[1][other], block.strengths),
            (other, own),
            (last, first),
            strict=True,
        ):
            weight = weights * near
            whole = np.bincount(places - base, weights=weight) + _NULL
            strengths *= (weight / whole[places - base]).astype(np.float32)
        yield Cells(own, other, np.sqrt(strengths))


def _near(sides: tuple[Side, Side], sources: IntArray, targets: IntArray) -> FloatArray:
    """Less for pairs at different ends of their unit."""
    places = []
    for side, words in zip(sides, (sources, targets), strict=True):
        begins = np.searchsorted(side.rows, np.arange(side.units + 1)).astype(np.int64)
        rows = side.rows[words]
        sizes = begins[rows + 1] - begins[rows]
        places.append((words - begins[rows] + 0.5) / sizes)
    return np.asarray(np.exp(-_DIAGONAL * np.abs(places[0] - places[1])), np.float32)
