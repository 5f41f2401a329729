"""Sums over paths through few beads: the same as through a lattice of them."""

import numpy as np
import pytest

from aligner.searching.flow import Flow
from aligner.searching.lattice import NOTHING, Lattice, Nulls
from training.paths import Beads

TYPES = ((1, 1), (1, 2), (2, 1), (3, 2))


@pytest.mark.parametrize("share", [0.0, 0.2, 1.0])
@pytest.mark.parametrize("nulls", [Nulls(-3.0, -0.5), Nulls(-0.5, -2.0)])
def test_few_beads_flow_as_in_a_lattice(share: float, nulls: Nulls) -> None:
    chance = np.random.default_rng(1)
    sizes = np.array([4, 7, 1, 6]), np.array([6, 5, 1, 2])
    lattice = Lattice(TYPES, np.full((4, 8, len(TYPES), 7), NOTHING, np.float32), sizes)
    found = [
        (block, row, column, row + size, column + run, kind)
        for block in range(4)
        for kind, (size, run) in enumerate(TYPES)
        for row in range(sizes[0][block] - size + 1)
        for column in range(sizes[1][block] - run + 1)
        if chance.random() < share
    ]
    block, row, column, below, beyond, kind = np.array(found, np.int64).reshape(-1, 6).T
    scores = chance.normal(0, 3, len(found)).astype(np.float32)
    lattice.scores[block, below, kind, beyond] = scores
    whole = Flow.through(lattice, nulls)
    beads = Beads(sizes, block, np.stack([row, column], axis=1), np.stack([below, beyond], axis=1))
    flow, shares = beads.flow(scores, nulls)
    assert flow.log_total == pytest.approx(whole.log_total)
    assert flow.log_sum(nulls) == pytest.approx(whole.log_sum(nulls))
    assert flow.runs_of_nulls() == pytest.approx(whole.runs_of_nulls())
    assert shares == pytest.approx(whole.shares_of(block, kind, beads.starts, beads.stops), rel=1e-5)  # float32 within
    for side, other in zip(flow.null_shares(), whole.null_shares(), strict=True):
        assert side == pytest.approx(other)
