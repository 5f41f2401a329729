"""Sentences that two beads cut apart: where a translator has joined or split at a clause.

"But we know that nobody wins a war, and that ..." may end one Arabic sentence and begin the next. The
sentence then goes with one bead, and its first clause is missing there and alone in the other. A
clause that certainly translates one of the neighbouring bead joins the two: the unit is larger, and right.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.encoder import Encoder, FloatArray
from aligner.lengths import LengthCost, Lengths
from aligner.scoring import BeadScores, score_beads
from aligner.search import Step

_END = re.compile(r"(?<=[,;:،؛])\s+|(?<=[，；：、])|\s+[—–-]\s+")
_SHORTEST = 18  # characters of a clause; less goes with its neighbour
# A clause pair is certain from this score on, this far before any other pair of either clause, and
# with this many characters in all. No such pair crosses two beads of the development sets.
_CERTAIN, _AHEAD, _LONG_ENOUGH = 0.4, 0.05, 60


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of a sequence of segments; clause i is part of segment ``owners[i]``."""

    texts: tuple[str, ...]
    owners: tuple[int, ...]


def split_clauses(segments: Sequence[str]) -> Clauses:
    """Split segments after commas, semicolons, colons and at dashes; every character is kept."""
    pairs = [(clause, owner) for owner, segment in enumerate(segments) for clause in _clauses(segment)]
    return Clauses(tuple(clause for clause, _ in pairs), tuple(owner for _, owner in pairs))


def join_cut_sentences(
    steps: Sequence[Step],
    source: Sequence[str],
    target: Sequence[str],
    encoder: Encoder,
    scores: BeadScores,
    largest: int,
) -> list[Step]:
    """Join neighbouring beads that a certain clause pair crosses, up to ``largest`` segments in all.

    ``scores`` gives the joined beads theirs.
    """
    joined = list(steps)
    for own, other in _certain_pairs(split_clauses(source), split_clauses(target), encoder):
        first, second = sorted((_holder(joined, own, 0), _holder(joined, other, 1)))
        before, after = joined[first], joined[second]
        rows = range(before.source.start, after.source.stop)
        columns = range(before.target.start, after.target.stop)
        is_cut = second == first + 1 and before.is_paired and after.is_paired
        if is_cut and len(rows) + len(columns) <= largest:
            score = float(scores.table(len(rows), len(columns))[rows.start, columns.start])
            joined[first : second + 1] = [Step(rows, columns, score)]
    return joined


def _clauses(segment: str) -> Iterator[str]:
    start = 0
    for end in (match.end() for match in _END.finditer(segment)):
        if end - start >= _SHORTEST and len(segment) - end >= _SHORTEST:
            yield segment[start:end]
            start = end
    yield segment[start:]


def _certain_pairs(source: Clauses, target: Clauses, encoder: Encoder) -> Iterator[tuple[int, int]]:
    """Segments of source and target of which a clause certainly translates one of the other."""
    lengths = Lengths.of(source.texts, target.texts)
    content = score_beads(source.texts, target.texts, encoder, 1)
    table = LengthCost(content, lengths, lengths.whole_log_ratio()).table(1, 1)
    rivals = np.maximum(_second_best(table)[:, None], _second_best(table.T))
    for row, column in np.argwhere((table >= _CERTAIN) & (table >= rivals + _AHEAD)):
        if len(source.texts[row]) + len(target.texts[column]) >= _LONG_ENOUGH:
            yield source.owners[row], target.owners[column]


def _second_best(table: FloatArray) -> FloatArray:
    """The second highest value of each row, 0 where there is none: what the highest has to beat."""
    if table.shape[1] < 2:
        return np.zeros(len(table), np.float32)
    second: FloatArray = np.partition(table, -2, axis=1)[:, -2]
    return second


def _holder(steps: Sequence[Step], segment: int, side: int) -> int:
    """Where in ``steps`` the bead with a segment of a side (0 source, 1 target) stands."""
    return next(number for number, step in enumerate(steps) if segment in (step.source, step.target)[side])
