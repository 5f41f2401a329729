"""How sure each step of the best path is, and each segment to have a partner."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.searching.flow import DoubleArray, Flow
from aligner.searching.lattice import Lattice, Nulls
from aligner.searching.path import Step

_PIECE, _CONTEXT = 40, 12  # steps of a long path whose posteriors are taken at a time, and steps around them


@dataclass(frozen=True, slots=True)
class Posteriors:
    """Probabilities in 0..1 of the steps of a path, and of each segment to have a partner at all.

    A null step's is that of its segment to have none.
    """

    steps: DoubleArray
    source: DoubleArray
    target: DoubleArray


def posteriors(lattice: Lattice, nulls: Nulls, paths: Sequence[Sequence[Step]]) -> list[Posteriors]:
    """Of the steps of ``paths``, the best ones through the blocks of ``lattice``.

    Of one long path, computed around a piece of it at a time: other ways that leave it by far have no share.
    """
    if len(paths) > 1 or len(paths[0]) <= _PIECE + _CONTEXT:
        return list(_of_steps(lattice, nulls, paths))
    steps = paths[0]
    found = Posteriors(np.zeros(len(steps)), *(np.zeros(length) for length in lattice.shape))
    for first in range(0, len(steps), _PIECE):
        begin, inner = max(0, first - _CONTEXT), steps[first : first + _PIECE]
        around = steps[begin : first + _PIECE + _CONTEXT]
        rows = range(around[0].source.start, around[-1].source.stop)
        columns = range(around[0].target.start, around[-1].target.stop)
        shifted = [_shifted(step, rows.start, columns.start) for step in around]
        [part] = _of_steps(lattice.part(rows, columns), nulls, [shifted])
        found.steps[first : first + len(inner)] = part.steps[first - begin : first - begin + len(inner)]
        for own, new, start, runs in (
            (found.source, part.source, rows.start, [step.source for step in inner]),
            (found.target, part.target, columns.start, [step.target for step in inner]),
        ):
            own[runs[0].start : runs[-1].stop] = new[runs[0].start - start : runs[-1].stop - start]
    return [found]


def _of_steps(lattice: Lattice, nulls: Nulls, paths: Sequence[Sequence[Step]]) -> Iterator[Posteriors]:
    flow, kinds = Flow.through(lattice, nulls), {kind: number for number, kind in enumerate(lattice.types)}
    up, left = (np.clip(shares, 0, 1) for shares in flow.null_shares())
    rows, columns = (sizes.tolist() for sizes in lattice.sizes)
    for block, path in enumerate(paths):
        source, target = up[block, : rows[block]], left[block, : columns[block]]
        probabilities = np.array(
            [
                0.0 if step.is_paired else source[step.source[0]] if step.source else target[step.target[0]]
                for step in path
            ]
        )
        paired = [number for number, step in enumerate(path) if step.is_paired]
        if paired:
            steps = [path[number] for number in paired]
            kind = np.array([kinds[len(step.source), len(step.target)] for step in steps])
            starts = np.array([(step.source.start, step.target.start) for step in steps])
            stops = np.array([(step.source.stop, step.target.stop) for step in steps])
            shares = flow.shares_of(np.full(len(steps), block), kind, starts, stops)
            probabilities[paired] = np.clip(shares, 0, 1)
        yield Posteriors(probabilities, 1 - source, 1 - target)


def _shifted(step: Step, row: int, column: int) -> Step:
    source, target = step.source, step.target
    return Step(
        range(source.start - row, source.stop - row), range(target.start - column, target.stop - column), step.score
    )
