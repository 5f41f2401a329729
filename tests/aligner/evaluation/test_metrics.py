"""The scorer, against values worked out by hand from the published definition."""

from collections.abc import Sequence
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.evaluation import Counts, Link, Quality, count, quality

GOLD: list[Link] = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((4,), (2, 3))]


def score(predicted: Sequence[Link], gold: Sequence[Link] = GOLD) -> Quality:
    return quality(count(predicted, gold), resamples=50)


def test_a_perfect_alignment() -> None:
    found = score(GOLD)
    assert (found.strict.precision, found.strict.recall, found.strict.f1) == (1, 1, 1)
    assert found.lax == found.strict


def test_strict_and_lax_part_ways() -> None:
    predicted: list[Link] = [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3, 4), (2, 3))]
    total = Counts(*map(sum, zip(*map(astuple, count(predicted, GOLD)), strict=True)))
    # Right: [0]:[0]; laxly also [1]:[1] and [3, 4]:[2, 3]. Gold without its null link: 3, found 1 and 3.
    assert total == Counts(4, 1, 3, 3, 1, 3)
    found = score(predicted)
    assert found.strict.precision == pytest.approx(1 / 4)
    assert found.strict.recall == pytest.approx(1 / 3)
    assert found.lax.precision == pytest.approx(3 / 4)
    assert found.lax.recall == 1
    assert found.strict.f1 == pytest.approx(2 / 7)


def test_null_links_count_for_precision_only() -> None:
    with_null = score([((0,), (0,)), ((1,), ())], [((0,), (0,))])
    assert (with_null.strict.precision, with_null.strict.recall) == (0.5, 1)


def test_touching_on_one_side_is_not_laxly_right() -> None:
    assert score([((0,), (1,))], [((0,), (0,)), ((1,), (1,))]).lax.precision == 0


def test_nothing_at_all() -> None:
    assert score([], []).strict.f1 == 0
    assert score([]).strict.recall == 0


def test_links_that_share_segments_are_one_group() -> None:
    assert [row.predicted + row.gold for row in count([((0, 1), (0,))], [((0,), (0,)), ((1,), (1,))])] == [3]
    assert len(count(GOLD, GOLD)) == len(GOLD)


def test_intervals_hold_the_value_and_shrink_with_data() -> None:
    half: list[Link] = [((number,), (number if number % 2 else number + 100,)) for number in range(60)]
    gold: list[Link] = [((number,), (number,)) for number in range(60)]
    small, large = quality(count(half[:10], gold[:10])).strict, quality(count(half, gold)).strict
    assert small.low <= small.f1 <= small.high
    assert large.high - large.low < small.high - small.low


NUMBERS = st.lists(st.integers(0, 5), max_size=3, unique=True).map(lambda row: tuple(sorted(row)))


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=6), st.lists(st.tuples(NUMBERS, NUMBERS), max_size=6))
def test_scores_stay_in_range_and_lax_is_never_lower(predicted: list[Link], gold: list[Link]) -> None:
    found = score(predicted, gold)
    for strict, lax in zip(astuple(found.strict), astuple(found.lax), strict=True):
        assert 0 <= strict <= lax <= 1 or strict == pytest.approx(lax)
