"""Sentences that two beads cut apart: where a translator has joined or split at a clause.

"But we know that nobody wins a war, and that ..." may end one Arabic sentence and begin the next. The
sentence then goes with one bead, and its first clause is missing there and alone in the other. A
clause that certainly translates one of the neighbouring bead joins the two: the unit is larger, and right.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from aligner.alignment import Bead
from aligner.encoder import FloatArray
from aligner.refining.clauses import ClauseSides
from aligner.scoring.blocks import Blocks, Pair, in_batches
from aligner.scoring.evidence import Evidence
from aligner.searching.searcher import Searcher

# A clause pair is certain from this coverage on, this far before any other pair of either clause, and
# with this many characters in all. No such pair crosses two beads of the development sets.
_CERTAIN, _AHEAD, _LONG_ENOUGH = 0.4, 0.05, 60
_LENGTH = 0.15  # of coverage for a unit of |log length ratio|
_DOUBTFUL = 0.99  # two beads that are both surer than this are not looked at
_NEAR = 0.35  # cosine of two clauses from which a closer look is worth the time


def find_doubtful(beads: Sequence[Bead], largest: int) -> list[int]:
    """Numbers of the beads that may cut a sentence apart from the one after."""
    return [number for number, pair in enumerate(pairwise(beads)) if _may_be_cut(*pair, largest)]


def join_cut_sentences(
    beads: Sequence[Bead], doubtful: Sequence[int], clauses: ClauseSides, searcher: Searcher
) -> list[Bead]:
    """Join neighbouring beads that a certain clause pair crosses, up to the largest size that there is.

    ``clauses`` has to hold those of the ``doubtful`` beads and of the ones after these.
    """
    joined = list(beads)
    if searcher.source.words is None or searcher.target.words is None:
        return joined
    crossed = _crossed([(beads[number], beads[number + 1]) for number in doubtful], clauses, searcher)
    for number, at_first in zip(reversed(doubtful), reversed(crossed), strict=True):  # numbers before stay right
        before, after = joined[number], joined[number + 1]
        is_crossed = at_first
        if after is not beads[number + 1]:  # joined with the next already
            may_be_cut = _may_be_cut(before, after, searcher.largest)
            is_crossed = may_be_cut and any(_crossed([(before, after)], clauses, searcher))
        if is_crossed:
            joined[number : number + 2] = [_joined(before, after)]
    return joined


def _joined(before: Bead, after: Bead) -> Bead:
    """Both as one: right where its ends are, for the border between them is known to be wrong."""
    ends = before.ends[0], after.ends[1]
    return Bead(
        range(before.source.start, after.source.stop),
        range(before.target.start, after.target.stop),
        min(ends),
        ends=ends,
        evidence=max(before.evidence, after.evidence),
    )


def _may_be_cut(before: Bead, after: Bead, largest: int) -> bool:
    follows = before.source.stop == after.source.start and before.target.stop == after.target.start
    size = len(before.source) + len(before.target) + len(after.source) + len(after.target)
    several = 4 < size <= largest and min(before.score, after.score) < _DOUBTFUL
    return several and follows and not before.is_null and not after.is_null


def _crossed(pairs: Sequence[tuple[Bead, Bead]], clauses: ClauseSides, searcher: Searcher) -> list[bool]:
    """For each two beads, whether a clause of one certainly translates one of the other."""
    runs = [
        clauses.runs(
            Bead(range(before.source.start, after.source.stop), range(before.target.start, after.target.stop), 0.0)
        )
        for before, after in pairs
    ]
    crossings = [_crossing(clauses, run, before) for run, (before, _) in zip(runs, pairs, strict=True)]
    found = [False] * len(pairs)
    near = [
        number
        for number, ((rows, columns), crossing) in enumerate(zip(runs, crossings, strict=True))
        if _is_near(
            clauses.profiles[0].unit_vectors(slice(rows.start, rows.stop)),
            clauses.profiles[1].unit_vectors(slice(columns.start, columns.stop)),
            crossing,
        )
    ]
    for batch in in_batches([runs[number] for number in near]):
        numbers = [near[place] for place in batch]
        certain = _certain(Blocks(tuple(runs[number] for number in numbers)), clauses, searcher)
        for number, table in zip(numbers, certain, strict=True):
            crossing = crossings[number]
            found[number] = bool((crossing & table[: crossing.shape[0], : crossing.shape[1]]).any())
    return found


def _crossing(clauses: ClauseSides, runs: Pair, before: Bead) -> npt.NDArray[np.bool_]:
    """Which pairs of clauses have one in the bead before and one in the bead after (source x target)."""
    first = [
        np.array([own[number].segment in bead for number in run])
        for own, run, bead in zip(clauses.clauses, runs, (before.source, before.target), strict=True)
    ]
    crossing: npt.NDArray[np.bool_] = first[0][:, None] != first[1]
    return crossing


def _is_near(own: FloatArray, other: FloatArray, crossing: npt.NDArray[np.bool_]) -> bool:
    return bool(((own @ other.T >= _NEAR) & crossing).any())


def _certain(blocks: Blocks, clauses: ClauseSides, searcher: Searcher) -> npt.NDArray[np.bool_]:
    """Which clauses of source and target certainly translate each other (blocks x source x target)."""
    evidence = Evidence.of(*clauses.profiles, blocks, 1, searcher.facts)
    features = dict(evidence.features(1, 1))
    table = np.asarray(features["coverage"] - np.float32(_LENGTH) * features["length"], np.float32)
    inside = (blocks.places(0) >= 0)[..., None] & (blocks.places(1) >= 0)[:, None]
    table[~inside] = 0
    rivals = np.maximum(_second_best(table)[..., None], _second_best(table.swapaxes(1, 2))[:, None])
    long_enough = evidence.source.each[..., None] + evidence.target.each[:, None] >= _LONG_ENOUGH
    found: npt.NDArray[np.bool_] = (table >= _CERTAIN) & (table >= rivals + _AHEAD) & long_enough
    return found


def _second_best(table: FloatArray) -> FloatArray:
    """The second highest value of each row, 0 where there is none: what the highest has to beat."""
    if table.shape[-1] < 2:
        return np.zeros(table.shape[:-1], np.float32)
    second: FloatArray = np.partition(table, -2, axis=-1)[..., -2]
    return second
