"""From two runs of segments to their beads: evidence, the best path, and how sure each bead is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from aligner.alignment import Bead
from aligner.scoring.evidence import Evidence
from aligner.scoring.profile import Profile
from aligner.scoring.weights import Weights
from aligner.searching.anchors import Anchors
from aligner.searching.confidence import POOLED, WORDS, Company, final_score, probabilities
from aligner.searching.lattice import Lattice, packed
from aligner.searching.path import Step, best_path, null_path
from aligner.searching.posterior import DoubleArray, posteriors
from aligner.searching.sections import Section

_SPAN = 4  # segments between two anchors whose lengths are compared
_SPANS = 5  # such spans from which they say what length to expect
_SAMPLE = 2_000
_SETTLED = 0.985  # of such beads in the development sets, 202 of 205 are right


@dataclass(frozen=True, slots=True)
class Searcher:
    """Searches parts of two documents; finds out once what holds for the whole of them.

    ``paired`` collects the probability of each source and target segment to have a partner.
    """

    source: Profile
    target: Profile
    expected: float
    chance: float
    weights: Weights
    largest: int
    company: Company
    paired: tuple[DoubleArray, DoubleArray]

    @classmethod
    def of(cls, source: Profile, target: Profile, anchors: Anchors, weights: Weights, largest: int) -> "Searcher":
        """The chain of ``anchors`` says which length ratio to expect: that of what lies between close ones."""
        company = Company.of(anchors, (len(source), len(target)))
        return cls(
            source,
            target,
            _log_ratio(source, target, company.chain),
            _chance(source, target),
            weights,
            largest,
            company,
            (np.zeros(len(source)), np.zeros(len(target))),
        )

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments each side has."""
        return len(self.source), len(self.target)

    def evidence(self, rows: Sequence[int], columns: Sequence[int]) -> Evidence:
        """What speaks for each bead over some source and some target segments."""
        return self.between(self.source.part(rows), self.target.part(columns))

    def between(self, source: Profile, target: Profile, longest: int | None = None) -> Evidence:
        """What speaks for each bead over other text of these two documents."""
        return Evidence.of(source, target, longest or self.largest, self.expected, self.chance, self.weights)

    def search(self, rows: range, columns: range) -> list[Bead]:
        """The beads of a run of source and a run of target segments."""
        return self.search_blocks([(rows, columns)])

    def search_blocks(self, blocks: Sequence[tuple[range, range]]) -> list[Bead]:
        """The beads of several blocks in order, none across two: many small ones cost little more than one."""
        own, other = ([index for block in blocks for index in block[side]] for side in (0, 1))
        if not own or not other:
            return [Bead(step.source, step.target, 0.0) for block in blocks for step in null_path(*block)]
        lattice = Lattice.of(self.evidence(own, other), self.largest)
        if len(blocks) > 1:
            lattice.keep(list(packed(blocks)))
        steps = best_path(lattice, self.weights.nulls)
        sure = posteriors(lattice, self.weights.nulls, steps)
        self.paired[0][own], self.paired[1][other] = sure.source, sure.target
        return [
            Bead(*_standing(step, own, other, blocks), float(score) if step.is_paired else 0.0, evidence=step.score)
            for step, score in zip(steps, sure.steps, strict=True)
        ]

    def settle(self, section: Section) -> Bead:
        """The bead of a section that needs no search."""
        self.paired[0][section.source.start] = self.paired[1][section.target.start] = 1.0
        return Bead(section.source, section.target, _SETTLED)

    def judge(self, beads: Sequence[Bead]) -> tuple[list[Bead], tuple[float, float]]:
        """The beads with scores for both texts as a whole, and how much of each side has a partner.

        A score is the probability that there is a translation here at all, times that of the bead.
        """
        calibration = WORDS if self.source.words else POOLED
        likely = probabilities(beads, self.company, calibration)
        covered, lengths = [0.0, 0.0], (self.source.segment_lengths(), self.target.segment_lengths())
        for bead, probability in zip(beads, likely.tolist(), strict=True):
            for side, run in enumerate((bead.source, bead.target)):
                rows = slice(run.start, run.stop)
                covered[side] += probability * float(self.paired[side][rows] @ lengths[side][rows])
        judged = [
            replace(bead, score=0.0 if bead.is_null else round(final_score(bead.score, probability, calibration), 4))
            for bead, probability in zip(beads, likely.tolist(), strict=True)
        ]
        source, target = (amount / max(float(lengths[side].sum()), 1.0) for side, amount in enumerate(covered))
        return judged, (source, target)


def _standing(
    step: Step, own: list[int], other: list[int], blocks: Sequence[tuple[range, range]]
) -> tuple[range, range]:
    """Where the segments of a step really stand; of an empty side, before which, in the same block."""
    source, target = (
        range(segments[packed[0]], segments[packed[-1]] + 1) if packed else None
        for packed, segments in ((step.source, own), (step.target, other))
    )
    if source and target:
        return source, target
    side = 0 if source else 1
    found = source or target or range(0)
    block = next(block for block in blocks if found.start in block[side])
    packed, segments = (step.target, other) if source else (step.source, own)
    place = segments[packed.start] if packed.start < len(segments) else segments[-1] + 1
    place = min(max(place, block[1 - side].start), block[1 - side].stop)
    return (found, range(place, place)) if source else (range(place, place), found)


def _log_ratio(source: Profile, target: Profile, chain: Anchors) -> float:
    """Log of target over source characters of what lies between close anchors; else of everything."""
    close = (np.diff(chain.source) <= _SPAN) & (np.diff(chain.target) <= _SPAN)
    lengths = source.lengths, target.lengths
    if close.sum() >= _SPANS:
        own = np.diff(lengths[0][chain.source])[close].sum()
        other = np.diff(lengths[1][chain.target])[close].sum()
    else:
        own, other = lengths[0][-1], lengths[1][-1]
    return float(np.log(other / own)) if own and other else 0.0


def _chance(source: Profile, target: Profile) -> float:
    """The mean cosine of segments, as far as it is above 0: what unrelated ones have."""
    if not len(source) or not len(target):
        return 0.0
    means = [side.segment_vectors()[:: len(side) // _SAMPLE + 1].mean(axis=0) for side in (source, target)]
    return float(np.clip(means[0] @ means[1], 0, 0.9))
