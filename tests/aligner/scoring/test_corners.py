"""What speaks against ending a bead at a place."""

import numpy as np
import pytest

from aligner.scoring.blocks import Blocks, Pair
from aligner.scoring.corners import Corners
from aligner.scoring.evidence import Evidence, Facts
from aligner.scoring.profile import profile
from aligner.scoring.weights import Weights
from aligner.searching.lattice import Nulls
from tests.aligner.conftest import KnownWordsEncoder


def corners(source: list[str], target: list[str], *pairs: Pair) -> Corners:
    sides = profile(source, KnownWordsEncoder()), profile(target, KnownWordsEncoder())
    blocks = Blocks(pairs or ((range(len(source)), range(len(target))),))
    found = Evidence.of(*sides, blocks, 8, Facts(0.0, 0.0, Weights({}, Nulls(-1, -1)))).corners
    assert found is not None
    return found


LETTERS = "abcdefghijklmnopqrstuvwx"
WHOLE = [" ".join(LETTERS[:12]), " ".join(LETTERS[12:])]
CUT = [" ".join(LETTERS[:18]), " ".join(LETTERS[18:])]  # six words of the second text stand in the first


def test_a_clause_on_the_wrong_side_of_a_corner_speaks_against_it() -> None:
    straight, cut = corners(WHOLE, WHOLE), corners(WHOLE, CUT)
    assert straight.lost[0, 1, 1] == pytest.approx(0, abs=0.01)
    assert cut.lost[0, 1, 1] > 0.5
    assert cut.crossed[0, 1, 1] > straight.crossed[0, 1, 1] + 0.3


def test_it_is_the_same_for_both_sides() -> None:
    one, other = corners(WHOLE, CUT), corners(CUT, WHOLE)
    assert one.crossed == pytest.approx(other.crossed.swapaxes(1, 2), abs=1e-5)
    assert one.lost == pytest.approx(other.lost.swapaxes(1, 2), abs=1e-5)


def test_what_is_met_in_place_too_is_not_lost() -> None:
    again = corners(["a b c", "a b c"], ["a b c", "a b c"])
    assert again.crossed[0, 1, 1] > 1.5
    assert again.lost[0, 1, 1] == pytest.approx(0, abs=0.01)


def test_nothing_is_cut_where_texts_begin_and_end() -> None:
    whole = (range(2), range(2)), (range(1), range(2)), (range(2), range(1))
    found = corners(WHOLE, CUT, *whole)
    for values in (found.crossed, found.lost):
        assert not values[:, 0].any()
        assert not values[:, :, 0].any()
        assert not values[0, 2].any()
        assert not values[0, :, 2].any()
        assert not values[1:].any()
        assert values[0, 1, 1] > 0


def test_a_bead_has_the_corners_where_it_begins_and_ends() -> None:
    values = np.arange(20, dtype=np.float32).reshape(1, 4, 5)
    crossed, lost = Corners(values, -values).of_beads(2, 1)
    assert crossed.shape == (1, 2, 4)
    assert crossed[0, 1, 2] == values[0, 1, 2] + values[0, 3, 3] == -lost[0, 1, 2]
