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
from aligner.encoder import Encoder, FloatArray
from aligner.refining.clauses import profile_clauses
from aligner.scoring.profile import Profile
from aligner.searching.searcher import Searcher

# A clause pair is certain from this coverage on, this far before any other pair of either clause, and
# with this many characters in all. No such pair crosses two beads of the development sets.
_CERTAIN, _AHEAD, _LONG_ENOUGH = 0.4, 0.05, 60
_LENGTH = 0.15  # of coverage for a unit of |log length ratio|
_DOUBTFUL = 0.97  # two beads that are both surer than this are not looked at
_NEAR = 0.35  # cosine of two clauses from which a closer look is worth the time


def join_cut_sentences(
    beads: Sequence[Bead], texts: tuple[Sequence[str], Sequence[str]], searcher: Searcher, encoder: Encoder
) -> list[Bead]:
    """Join neighbouring beads that a certain clause pair crosses, up to the largest size that there is."""
    joined = list(beads)
    if searcher.source.words is None or searcher.target.words is None:
        return joined
    doubtful = [number for number, pair in enumerate(pairwise(beads)) if _may_be_cut(*pair)]
    held = [beads[number + shift] for number in doubtful for shift in (0, 1)]
    clauses = profile_clauses(held, texts, encoder)
    vectors = [side.segment_vectors() for side in clauses.profiles]
    for number in reversed(doubtful):  # from the end, so that numbers before stay right
        before, after = joined[number], joined[number + 1]
        rows = range(before.source.start, after.source.stop)
        columns = range(before.target.start, after.target.stop)
        if len(rows) + len(columns) > searcher.largest:
            continue
        runs = clauses.runs(Bead(rows, columns, 0.0))
        first = [
            np.array([own[number].segment in bead for number in run])
            for own, run, bead in zip(clauses.clauses, runs, (before.source, before.target), strict=True)
        ]
        crossing = first[0][:, None] != first[1]
        near = vectors[0][runs[0].start : runs[0].stop] @ vectors[1][runs[1].start : runs[1].stop].T >= _NEAR
        if (near & crossing).any() and (crossing & _certain(*clauses.profiles_of(runs), searcher)).any():
            joined[number : number + 2] = [
                Bead(rows, columns, max(before.score, after.score), evidence=max(before.evidence, after.evidence))
            ]
    return joined


def _may_be_cut(before: Bead, after: Bead) -> bool:
    follows = before.source.stop == after.source.start and before.target.stop == after.target.start
    several = (before.shape, after.shape) != ("1-1", "1-1") and min(before.score, after.score) < _DOUBTFUL
    return not before.is_null and not after.is_null and follows and several


def _certain(source: Profile, target: Profile, searcher: Searcher) -> npt.NDArray[np.bool_]:
    """Which clauses of source and target certainly translate each other (source x target)."""
    features = dict(searcher.between(source, target, 1).features(1, 1))
    table = np.asarray(features["coverage"] - np.float32(_LENGTH) * features["length"], np.float32)
    rivals = np.maximum(_second_best(table)[:, None], _second_best(table.T))
    long_enough = source.segment_lengths()[:, None] + target.segment_lengths() >= _LONG_ENOUGH
    found: npt.NDArray[np.bool_] = (table >= _CERTAIN) & (table >= rivals + _AHEAD) & long_enough
    return found


def _second_best(table: FloatArray) -> FloatArray:
    """The second highest value of each row, 0 where there is none: what the highest has to beat."""
    if table.shape[1] < 2:
        return np.zeros(len(table), np.float32)
    second: FloatArray = np.partition(table, -2, axis=1)[:, -2]
    return second
