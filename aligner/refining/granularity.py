"""Units below the sentence: a bead of several sentences cut where clauses of the other side allow it.

Where one side runs sentences together, as Arabic does with a comma and "wa-", a bead holds three
sentences and one. The clauses of both sides are aligned by the same search; where its path passes
between two of the three sentences, the one is cut as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from aligner.alignment import Bead, Unit
from aligner.encoder import Encoder
from aligner.refining.clauses import ClauseSides, profile_clauses
from aligner.searching.lattice import NOTHING, Lattice, packed
from aligner.searching.path import Step, best_path
from aligner.searching.posterior import Flow
from aligner.searching.searcher import Searcher


class Granularity(StrEnum):
    """How small units are: whole beads, or parts of them where that is sure or where it is likely."""

    SENTENCE = "sentence"
    AUTO = "auto"
    CLAUSE = "clause"


_BATCH = 16  # beads searched at a time
_LEAST = {Granularity.AUTO: 0.9, Granularity.CLAUSE: 0.0}  # probability of a cut


def refine(
    beads: Sequence[Bead],
    texts: tuple[Sequence[str], Sequence[str]],
    searcher: Searcher,
    encoder: Encoder,
    granularity: Granularity,
) -> list[Bead]:
    """The beads, those of several sentences with parts where cuts between these are probable enough."""
    several = [number for number, bead in enumerate(beads) if not bead.is_null and bead.shape != "1-1"]
    clauses = profile_clauses([beads[number] for number in several], texts, encoder)
    refined = list(beads)
    for first in range(0, len(several), _BATCH):
        numbers = several[first : first + _BATCH]
        batch = [_Split.of(beads[number], clauses) for number in numbers]
        cuts = _cuts(batch, clauses, searcher)
        for number, split, found in zip(numbers, batch, cuts, strict=True):
            parts = tuple(split.parts(found, clauses, _LEAST[granularity]))
            if len(parts) > 1:
                refined[number] = replace(beads[number], parts=parts)
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

    def parts(self, found: Sequence[_Cut], clauses: ClauseSides, least: float) -> Iterator[Unit]:
        """Units between the cuts that are probable enough, with text on both sides of each."""
        cuts = [_Cut(0, 0, 1.0)]
        for cut in found:
            if cut.probability >= least and 0 < cut.other < len(self.runs[1 - self.fine]):
                if cut.other == cuts[-1].other:
                    cuts.pop()  # a sentence without a clause of its own goes with the one before
                cuts.append(cut)
        ends = [*cuts[1:], _Cut(len(self.runs[self.fine]), len(self.runs[1 - self.fine]), 1.0)]
        for start, end in zip(cuts, ends, strict=True):
            own = clauses.extent(self.fine, self.runs[self.fine][start.fine : end.fine])
            other = clauses.extent(1 - self.fine, self.runs[1 - self.fine][start.other : end.other])
            score = round(self.bead.score * min(start.probability, end.probability), 4)
            source, target = (own, other) if self.fine == 0 else (other, own)
            yield Unit(source, target, score, self.bead.shape, self.bead.is_moved)


def _cuts(batch: Sequence[_Split], clauses: ClauseSides, searcher: Searcher) -> Iterator[list[_Cut]]:
    """For each bead, where both sides can be cut. Many at a time: one search in blocks along the diagonal."""
    whole = (
        range(batch[0].runs[0].start, batch[-1].runs[0].stop),
        range(batch[0].runs[1].start, batch[-1].runs[1].stop),
    )
    lattice = Lattice.of(searcher.between(*clauses.profiles_of(whole)), searcher.largest)
    blocks = list(packed([split.runs for split in batch]))
    lattice.keep(blocks)
    for split, block in zip(batch, blocks, strict=True):
        _keep_sentences(lattice, split, block[split.fine].start)
    steps = best_path(lattice, searcher.weights.nulls)
    flow = Flow.through(lattice, searcher.weights.nulls)
    for split, block in zip(batch, blocks, strict=True):
        found = []
        for place in split.edges[1:-1]:
            own = block[split.fine].start + place
            other = _crossing(steps, own, split.fine)
            if other is not None:
                probability = flow.passes(*((own, other) if split.fine == 0 else (other, own)))
                found.append(_Cut(place, other - block[1 - split.fine].start, probability))
        yield found


def _keep_sentences(lattice: Lattice, split: _Split, first: int) -> None:
    """Rule out beads with the end of one whole sentence and the beginning of the next; ``first`` is its first row."""
    for number, kind in enumerate(lattice.types):
        size = kind[split.fine]
        for start in range(split.edges[-1] - size + 1):
            crosses = any(start < edge < start + size for edge in split.edges)
            if crosses and not (start in split.edges and start + size in split.edges):
                end = first + start + size
                (lattice.scores[end, number] if split.fine == 0 else lattice.scores[:, number, end])[...] = NOTHING


def _crossing(steps: Sequence[Step], place: int, fine: int) -> int | None:
    """How many clauses of the other side stand before a place between two clauses of the fine side."""
    for step in steps:
        own, other = (step.source, step.target) if fine == 0 else (step.target, step.source)
        if own.start < place < own.stop:
            return None
        if own.start >= place and own:
            return other.start
    return None
