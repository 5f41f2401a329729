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

    A null step's is that of its segment to have none. ``ends`` (steps x 2): that no bead goes across the place
    where the step begins, and where it stops.
    """

    steps: DoubleArray
    ends: DoubleArray
    source: DoubleArray
    target: DoubleArray


def posteriors(lattice: Lattice, nulls: Nulls, paths: Sequence[Sequence[Step]]) -> list[Posteriors]:
    """Of the steps of ``paths``, the best ones through the blocks of ``lattice``.

    Of one long path, computed around a piece of it at a time: other ways that leave it by far have no share.
    """
    if len(paths) > 1 or len(paths[0]) <= _PIECE + _CONTEXT:
        return list(_of_steps(lattice, nulls, paths))
    steps = paths[0]
    found = Posteriors(np.zeros(len(steps)), np.zeros((len(steps), 2)), *(np.zeros(length) for length in lattice.shape))
    for first in range(0, len(steps), _PIECE):
        begin, inner = max(0, first - _CONTEXT), steps[first : first + _PIECE]
        around = steps[begin : first + _PIECE + _CONTEXT]
        rows = range(around[0].source.start, around[-1].source.stop)
        columns = range(around[0].target.start, around[-1].target.stop)
        shifted = [_shifted(step, rows.start, columns.start) for step in around]
        [part] = _of_steps(lattice.part(rows, columns), nulls, [shifted])
        for own, new in ((found.steps, part.steps), (found.ends, part.ends)):
            own[first : first + len(inner)] = new[first - begin : first - begin + len(inner)]
        for own, new, start, runs in (
            (found.source, part.source, rows.start, [step.source for step in inner]),
            (found.target, part.target, columns.start, [step.target for step in inner]),
        ):
            own[runs[0].start : runs[-1].stop] = new[runs[0].start - start : runs[-1].stop - start]
    return [found]


def _of_steps(lattice: Lattice, nulls: Nulls, paths: Sequence[Sequence[Step]]) -> Iterator[Posteriors]:
    flow, kinds = Flow.through(lattice, nulls), {kind: number for number, kind in enumerate(lattice.types)}
    up, left = (np.clip(shares, 0, 1) for shares in flow.null_shares())
    counts = [len(path) for path in paths]
    block = np.repeat(np.arange(len(paths)), counts)
    corners = [
        (step.source.start, step.target.start, step.source.stop, step.target.stop) for path in paths for step in path
    ]
    starts, stops = np.hsplit(np.array(corners, np.int64).reshape(-1, 4), 2)
    kind = np.array([kinds.get((stop - row, end - column), -1) for row, column, stop, end in corners], np.int64)
    paired = kind >= 0
    steps = np.zeros(len(corners))
    steps[paired] = flow.shares_of(block[paired], kind[paired], starts[paired], stops[paired])
    for side, alone in enumerate((up, left)):
        null = ~paired & (stops[:, side] > starts[:, side])
        steps[null] = alone[block[null], starts[null, side]]
    ends = np.stack([flow.passes(block, *starts.T), flow.passes(block, *stops.T)], axis=1)
    bounds = np.cumsum(counts)[:-1]
    each = zip(np.split(np.clip(steps, 0, 1), bounds), np.split(np.clip(ends, 0, 1), bounds), strict=True)
    for number, (own, passed) in enumerate(each):
        rows, columns = (int(sizes[number]) for sizes in lattice.sizes)
        yield Posteriors(own, passed, 1 - up[number, :rows], 1 - left[number, :columns])


def _shifted(step: Step, row: int, column: int) -> Step:
    source, target = step.source, step.target
    return Step(
        range(source.start - row, source.stop - row), range(target.start - column, target.stop - column), step.score
    )
