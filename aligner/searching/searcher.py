"""From two runs of segments to their beads: evidence, the best path, and how sure each bead is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from aligner.alignment import Bead
from aligner.encoder import Progress
from aligner.scoring.blocks import Blocks, Pair, in_batches, prefix_sums
from aligner.scoring.evidence import Evidence, Facts, by_shape
from aligner.scoring.profile import Profile
from aligner.scoring.weights import Weights
from aligner.searching.anchors import Anchors
from aligner.searching.confidence import POOLED, WORDS, Company, final_scores, in_place, probabilities
from aligner.searching.flow import DoubleArray
from aligner.searching.lattice import Lattice
from aligner.searching.path import best_paths, null_path
from aligner.searching.posterior import posteriors
from aligner.searching.sections import Section

_SPANS = 4, 16  # segments between two anchors whose lengths are compared; wider ones where there are too few
_ENOUGH, _SUPPORTED = 5, 3  # spans from which they say what length to expect; support of the anchors of wide ones
_SAMPLE = 2_000
_WEAK = 0.5  # probability below which a bead gives way to a block that moved
_SETTLED = 0.985  # of such beads in the development sets, 202 of 205 are right
_SURE = 12.0  # evidence of these, which is not looked for: nine tenths of right beads have less


@dataclass(frozen=True, slots=True)
class Searcher:
    """Searches parts of two documents; finds out once what holds for the whole of them.

    ``paired`` collects the probability of each source and target segment to have a partner.
    """

    source: Profile
    target: Profile
    facts: Facts
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
            Facts(_log_ratio(source, target, company.chain), _chance(source, target), weights),
            largest,
            company,
            (np.zeros(len(source)), np.zeros(len(target))),
        )

    @property
    def shape(self) -> tuple[int, int]:
        """How many segments each side has."""
        return len(self.source), len(self.target)

    def evidence(self, blocks: Blocks) -> Evidence:
        """What speaks for each bead of some blocks."""
        return Evidence.of(self.source, self.target, blocks, self.largest, self.facts)

    def search(self, rows: range, columns: range) -> list[Bead]:
        """The beads of a run of source and a run of target segments."""
        return self.search_blocks([(rows, columns)])

    def search_blocks(self, pairs: Sequence[Pair], progress: Progress | None = None) -> list[Bead]:
        """The beads of several blocks, in no order; many small ones cost little more than one.

        ``progress`` is called with the source segments of the document that need no more search, and all of them.
        """
        beads = [Bead(step.source, step.target, 0.0) for pair in pairs if not all(pair) for step in null_path(*pair)]
        full = [pair for pair in pairs if all(pair)]
        done = len(self.source) - sum(len(source) for source, _ in full)
        for numbers in in_batches(full):
            blocks = Blocks(tuple(full[number] for number in numbers))
            beads += self._search(blocks)
            done += int(blocks.sizes(0).sum())
            if progress:
                progress(done, len(self.source))
        return beads

    def _search(self, blocks: Blocks) -> Iterator[Bead]:
        lattice, nulls = Lattice.of(self.evidence(blocks), self.largest), self.facts.weights.nulls
        paths = best_paths(lattice, nulls)
        for (rows, columns), steps, sure in zip(blocks.pairs, paths, posteriors(lattice, nulls, paths), strict=True):
            self.paired[0][rows.start : rows.stop], self.paired[1][columns.start : columns.stop] = (
                sure.source,
                sure.target,
            )
            for step, score, ends in zip(steps, sure.steps.tolist(), sure.ends.tolist(), strict=True):
                source = range(step.source.start + rows.start, step.source.stop + rows.start)
                target = range(step.target.start + columns.start, step.target.stop + columns.start)
                by_texts = step.score - by_shape(self.facts.weights, len(source), len(target))
                likely, evidence = (score, by_texts) if step.is_paired else (0.0, 0.0)
                yield Bead(source, target, likely, ends=(ends[0], ends[1]), evidence=evidence)

    def settle(self, section: Section) -> Bead:
        """The bead of a section that needs no search."""
        self.paired[0][section.source.start] = self.paired[1][section.target.start] = 1.0
        return Bead(section.source, section.target, _SETTLED, evidence=_SURE)

    def find_free(self, beads: Sequence[Bead], fixed: Sequence[Pair]) -> list[bool]:
        """Which beads are null or hardly translations, so that another place may be better for their text.

        Of what is ``fixed`` none is.
        """
        likely = probabilities(beads, self.company, WORDS if self.source.words else POOLED)
        rows, columns = ({index for pair in fixed for index in pair[side]} for side in (0, 1))
        return [
            probability < _WEAK and rows.isdisjoint(bead.source) and columns.isdisjoint(bead.target)
            for bead, probability in zip(beads, likely.tolist(), strict=True)
        ]

    def judge(self, beads: Sequence[Bead]) -> tuple[list[Bead], tuple[float, float]]:
        """The beads with scores for both texts as a whole, and how much of each side has a partner.

        A score is the probability that there is a translation here at all, times that nothing took its place, times
        that of the bead; likewise its ends.
        """
        calibration = WORDS if self.source.words else POOLED
        likely = probabilities(beads, self.company, calibration) * in_place(beads, calibration)
        posteriors = np.array([(bead.score, *bead.ends) for bead in beads]).reshape(-1, 3)
        found = final_scores(posteriors, likely[:, None], calibration).round(4)
        judged = [
            replace(bead, score=0.0 if bead.is_null else score, ends=(begin, end))
            for bead, (score, begin, end) in zip(beads, found.tolist(), strict=True)
        ]
        runs = [bead.source for bead in beads], [bead.target for bead in beads]
        return judged, (self._share(0, runs[0], likely), self._share(1, runs[1], likely))

    def _share(self, side: int, runs: Sequence[range], likely: DoubleArray) -> float:
        """How much of the text of a side has a partner, by probability."""
        lengths = (self.source, self.target)[side].lengths
        amounts = np.concatenate([[0.0], np.cumsum(self.paired[side] * lengths)])
        of_runs = amounts[[run.stop for run in runs]] - amounts[[run.start for run in runs]]
        return float(likely @ of_runs) / max(float(lengths.sum()), 1.0)


def _log_ratio(source: Profile, target: Profile, chain: Anchors) -> float:
    """Log of target over source characters of what lies between close anchors; else of everything."""
    before = [prefix_sums(side.lengths) for side in (source, target)]
    own, other = (np.diff(sums[places]) for sums, places in zip(before, (chain.source, chain.target), strict=True))
    for span in _SPANS:
        close = (np.diff(chain.source) <= span) & (np.diff(chain.target) <= span) & (own > 0) & (other > 0)
        if span > min(_SPANS):
            close &= np.minimum(chain.support[1:], chain.support[:-1]) >= _SUPPORTED
        if close.sum() >= _ENOUGH:
            return float(np.log(other[close].sum() / own[close].sum()))
    whole = [float(sums[-1]) for sums in before]
    return float(np.log(whole[1] / whole[0])) if all(whole) else 0.0


def _chance(source: Profile, target: Profile) -> float:
    """The mean cosine of segments, as far as it is above 0: what unrelated ones have."""
    if not len(source) or not len(target):
        return 0.0
    means = [side.unit_vectors(slice(None, None, len(side) // _SAMPLE + 1)).mean(axis=0) for side in (source, target)]
    return float(np.clip(means[0] @ means[1], 0, 0.9))
