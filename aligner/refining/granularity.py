"""Units below the sentence: a bead of several sentences cut where clauses of the other side allow it.

Where one side runs sentences together, as Arabic does with a comma and "wa-", a bead holds three
sentences and one. The clauses of both sides are aligned by the same search; where its path passes
between two of the three sentences, the one is cut as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from aligner.alignment import Bead, Unit
from aligner.refining.clauses import ClauseSides
from aligner.scoring.blocks import Blocks, in_batches
from aligner.scoring.evidence import Evidence
from aligner.searching.flow import Flow
from aligner.searching.lattice import NOTHING, Lattice
from aligner.searching.path import Step, best_paths
from aligner.searching.searcher import Searcher


class Granularity(StrEnum):
    """How small units are: whole beads, or parts of them where that is sure or where it is likely."""

    SENTENCE = "sentence"
    AUTO = "auto"
    CLAUSE = "clause"


_LEAST = {Granularity.AUTO: 0.9, Granularity.CLAUSE: 0.0}  # probability of a cut


def has_several(bead: Bead) -> bool:
    """Whether a bead has several sentences, and a partner for them: something to cut."""
    return len(bead.source) + len(bead.target) > 2 and not bead.is_null


def refine(beads: Sequence[Bead], clauses: ClauseSides, searcher: Searcher, granularity: Granularity) -> list[Bead]:
    """The beads, those of several sentences with parts where cuts between these are probable enough.

    ``clauses`` has to hold those of all beads of several sentences.
    """
    numbered = [(number, _Split.of(bead, clauses)) for number, bead in enumerate(beads) if has_several(bead)]
    cuttable = [(number, split) for number, split in numbered if split.is_cuttable]
    refined = list(beads)
    for batch in in_batches([split.runs for _, split in cuttable]):
        held = [cuttable[place] for place in batch]
        for (number, split), found in zip(held, _cuts([split for _, split in held], clauses, searcher), strict=True):
            parts = tuple(split.parts(found, clauses, _LEAST[granularity]))
            if len(parts) > 1:
                refined[number] = replace(split.bead, parts=parts)
    return refined


@dataclass(frozen=True, slots=True)
class _Cut:
    """Between two clauses of the side with whole sentences, and between two of the other side."""

    fine: int
    other: int
    probability: float


@dataclass(frozen=True, slots=True)
class _Split:
    """A bead, its clauses on both sides, and the side (0 or 1) whose sentences stay whole.

    That is the side with more sentences; where both have as many, the source, for its sentences
    are what is looked up. ``edges`` are the numbers of clauses there that begin a sentence, and the
    number of all.
    """

    bead: Bead
    runs: tuple[range, range]
    fine: int
    edges: list[int]

    @classmethod
    def of(cls, bead: Bead, clauses: ClauseSides) -> "_Split":
        fine = 0 if len(bead.source) >= len(bead.target) else 1
        runs = clauses.runs(bead)
        owners = [clauses.clauses[fine][number].segment for number in runs[fine]]
        inner = [place for place in range(1, len(owners)) if owners[place] != owners[place - 1]]
        return cls(bead, runs, fine, [0, *inner, len(owners)])

    @property
    def is_cuttable(self) -> bool:
        """Whether there are places to cut on both sides."""
        return len(self.edges) > 2 and len(self.runs[1 - self.fine]) > 1

    def parts(self, found: Sequence[_Cut], clauses: ClauseSides, least: float) -> Iterator[Unit]:
        """Units between the cuts that are probable enough, with text on both sides of each."""
        cuts = [_Cut(0, 0, self.bead.ends[0])]
        for cut in found:
            if cut.probability >= least and 0 < cut.other < len(self.runs[1 - self.fine]):
                if cut.other == cuts[-1].other:
                    cuts.pop()  # a sentence without a clause of its own goes with the one before
                # A bead that ends elsewhere, but translates this, would be cut here as well.
                cuts.append(_Cut(cut.fine, cut.other, cut.probability * max(self.bead.ends)))
        ends = [*cuts[1:], _Cut(len(self.runs[self.fine]), len(self.runs[1 - self.fine]), self.bead.ends[1])]
        for start, end in zip(cuts, ends, strict=True):
            own = clauses.extent(self.fine, self.runs[self.fine][start.fine : end.fine])
            other = clauses.extent(1 - self.fine, self.runs[1 - self.fine][start.other : end.other])
            score = round(min(start.probability, end.probability), 4)
            source, target = (own, other) if self.fine == 0 else (other, own)
            yield Unit(source, target, score, self.bead.shape, self.bead.is_moved)


def _cuts(batch: Sequence[_Split], clauses: ClauseSides, searcher: Searcher) -> list[list[_Cut]]:
    """For each bead, where both sides can be cut."""
    blocks, nulls = Blocks(tuple(split.runs for split in batch)), searcher.facts.weights.nulls
    lattice = Lattice.of(Evidence.of(*clauses.profiles, blocks, searcher.largest, searcher.facts), searcher.largest)
    for number, split in enumerate(batch):
        _keep_sentences(lattice, number, split)
    flow = Flow.through(lattice, nulls)
    places = [
        (number, place, other)
        for number, (split, steps) in enumerate(zip(batch, best_paths(lattice, nulls), strict=True))
        for place in split.edges[1:-1]
        if (other := _crossing(steps, place, split.fine)) is not None
    ]
    cells = [
        (number, *((place, other) if batch[number].fine == 0 else (other, place))) for number, place, other in places
    ]
    probabilities = flow.passes(*np.array(cells, np.int64).reshape(-1, 3).T)
    found: list[list[_Cut]] = [[] for _ in batch]
    for (number, place, other), probability in zip(places, probabilities.tolist(), strict=True):
        found[number].append(_Cut(place, other, probability))
    return found


def _keep_sentences(lattice: Lattice, block: int, split: _Split) -> None:
    """Rule out beads with the end of one whole sentence and the beginning of the next."""
    is_edge = np.zeros(split.edges[-1] + 1, bool)
    is_edge[split.edges] = True
    edges_to = np.cumsum(is_edge)  # with the one here
    sizes = np.array([kind[split.fine] for kind in lattice.types], np.int64)
    for size in range(2, min(int(sizes.max(initial=0)), split.edges[-1]) + 1):
        crosses = edges_to[size - 1 : -1] > edges_to[:-size]
        ends = size + np.flatnonzero(crosses & ~(is_edge[:-size] & is_edge[size:]))
        kinds = np.flatnonzero(sizes == size)[:, None]
        if split.fine == 0:
            lattice.scores[block, ends, kinds] = NOTHING
        else:
            lattice.scores[block, :, kinds, ends] = NOTHING


def _crossing(steps: Sequence[Step], place: int, fine: int) -> int | None:
    """How many clauses of the other side stand before a place between two clauses of the fine side."""
    for step in steps:
        own, other = (step.source, step.target) if fine == 0 else (step.target, step.source)
        if own.start < place < own.stop:
            return None
        if own.start >= place and own:
            return other.start
    return None
