from datetime import UTC, datetime
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx import Property, TranslationUnit, Variant
from tmx.streams.deduplication import Best, first_of_each, rank, score_of
from tmx.streams.identity import pair_digest, source_digest

PAIR = partial(pair_digest, source_language="en")
SOURCE = partial(source_digest, source_language="en")


def unit(source: str, target: str, score: str = "", day: int = 0) -> TranslationUnit:
    return TranslationUnit(
        (Variant("en", source), Variant("ar", target)),
        (Property("x-score", score),) if score else (),
        changed=datetime(2026, 1, day, tzinfo=UTC) if day else None,
    )


def best(units: list[TranslationUnit]) -> list[TranslationUnit]:
    with Best(SOURCE) as chooser:
        for one in units:
            chooser.add(one)
        return list(chooser.of(units))


UNITS = st.lists(
    st.builds(
        unit,
        st.sampled_from(["port", "sea", "ship"]),
        st.sampled_from(["ميناء", "بحر", "سفينة"]),
        st.sampled_from(["", "0.2", "0.9"]),
        st.integers(0, 3),
    ),
    max_size=40,
)


@given(UNITS)
def test_the_same_pair_comes_once_and_once_more_changes_nothing(units: list[TranslationUnit]) -> None:
    once = list(first_of_each(units, PAIR))
    assert {PAIR(one) for one in units} == {PAIR(one) for one in once}
    assert len({PAIR(one) for one in once}) == len(once)
    assert list(first_of_each(once, PAIR)) == once
    assert [one for one in units if any(one is kept for kept in once)] == once


@given(UNITS)
def test_of_each_source_the_best_stays_in_order(units: list[TranslationUnit]) -> None:
    kept = best(units)
    assert best(kept) == kept
    for source in {SOURCE(one) for one in units}:
        rivals = [one for one in units if SOURCE(one) == source]
        (chosen,) = (one for one in kept if SOURCE(one) == source)
        assert chosen is max(rivals, key=rank)  # max takes the first of equals
    places = [next(place for place, one in enumerate(units) if one is chosen) for chosen in kept]
    assert places == sorted(places)


def test_score_goes_before_date_and_no_score_is_no_doubt() -> None:
    units = [unit("port", "a", "0.9", 1), unit("port", "b", "0.8", 9), unit("port", "c", "0.9", 2)]
    assert best(units) == [units[2]]
    assert best([*units, unit("port", "ميناء")]) == [unit("port", "ميناء")]


@pytest.mark.parametrize(("text", "score"), [("0.25", 0.25), ("", 1), ("high", 1), ("7", 1), ("-1", 0), ("nan", 1)])
def test_a_score_is_within_0_and_1(text: str, score: float) -> None:
    assert score_of(unit("a", "b", text)) == score


def test_two_passes_have_to_see_the_same_units() -> None:
    with Best(SOURCE) as chooser, pytest.raises(ValueError, match="shorter"):
        chooser.add(unit("a", "b"))
        list(chooser.of([unit("a", "b"), unit("c", "d")]))


def test_nothing_in_nothing_out() -> None:
    assert best([]) == []
    assert list(first_of_each([], PAIR)) == []
