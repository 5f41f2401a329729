import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx import Property, TranslationUnit, Variant
from tmx.streams import filters
from tmx.streams.filters import Condition, Filter

UNIT = TranslationUnit(
    (Variant("en-GB", "The harbour", (Property("x-context-pre", "Sea"),)), Variant("ar", "الميناء")),
    (Property("x-score", "0.80"), Property("project", "Port of Tripoli")),
    created=datetime(2025, 1, 1, tzinfo=UTC),
    changed=datetime(2026, 1, 31, 12, tzinfo=UTC),
    attributes=(("creationid", "Amal"), ("changeid", "Yusuf")),
)
BARE = TranslationUnit((Variant("en", "a"), Variant("ar", "")))


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 1, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("condition", "holds", "holds_bare"),
    [
        (filters.in_languages(["en", "ar"]), True, True),
        (filters.in_languages(["en-US"]), False, False),
        (filters.in_languages(["ar", "fr"]), False, False),
        (filters.scored(0.8), True, True),
        (filters.scored(0.81), False, True),
        (filters.since(at(31, 12)), True, False),
        (filters.since(at(31, 13)), False, False),
        (filters.before(at(31, 13)), True, False),
        (filters.before(at(31, 12)), False, False),
        (filters.by_author(["amal"]), True, False),
        (filters.by_author(["nobody", "YUSUF"]), True, False),
        (filters.by_author(["Yus"]), False, False),
        (filters.with_property("project", re.compile("Tripoli$")), True, False),
        (filters.with_property("x-context-pre", re.compile("")), True, False),
        (filters.with_property("project", re.compile("^Tripoli")), False, False),
        (filters.matching(re.compile("مينا")), True, False),
        (filters.matching(re.compile("^harbour")), False, False),
        (filters.at_least_long(7), True, False),
        (filters.at_least_long(8), False, False),
        (filters.at_most_long(11), True, True),
        (filters.at_most_long(10), False, True),
        (filters.balanced(11 / 7), True, False),
        (filters.balanced(1.5), False, False),
        (filters.with_words(1), True, False),
        (filters.with_words(2), False, False),
        (filters.with_words(0, 2), True, True),
        (filters.with_words(0, 1), False, True),
        (filters.different(), True, True),
        (filters.lettered(0.9), True, True),
        (filters.one_to_one(), True, True),
    ],
    ids=lambda value: value.name if isinstance(value, Condition) else "",
)
def test_conditions(condition: Condition, holds: bool, holds_bare: bool) -> None:
    assert condition.holds(UNIT) is holds
    assert condition.holds(BARE) is holds_bare


def test_each_unit_counts_for_the_first_condition_that_it_misses() -> None:
    chosen = Filter([filters.by_author(["Amal"]), filters.at_least_long(1)])
    assert list(chosen.of([UNIT, BARE, BARE])) == [UNIT]
    assert chosen.stopped == {"author Amal": 2, "min-length 1": 0}


@given(st.lists(st.sampled_from([UNIT, BARE])), st.integers(0, 12), st.integers(0, 12))
def test_a_filter_and_its_inverse_share_the_units_out(units: list[TranslationUnit], least: int, most: int) -> None:
    conditions = [filters.at_least_long(least), filters.at_most_long(most)]
    passing = list(Filter(conditions).of(units))
    others = list(Filter(conditions, invert=True).of(units))
    assert len(passing) + len(others) == len(units)
    assert list(Filter(conditions).of(passing)) == passing
    assert not list(Filter(conditions).of(others))


def pair(source: str, target: str, *properties: Property) -> TranslationUnit:
    return TranslationUnit((Variant("en", source), Variant("ar", target)), properties)


def test_texts_that_differ_in_case_and_marks_alone_are_the_same() -> None:
    assert not filters.different().holds(pair("Tripoli", "TRIPOLI"))
    assert not filters.different().holds(pair("طرابلس", "طَرابُلس"))


def test_letters_are_counted_without_white_space() -> None:
    assert filters.lettered(0.5).holds(pair("ab 12", "مي 12"))
    assert not filters.lettered(0.6).holds(pair("abc", "مي 12"))


def test_beads_of_several_sentences_are_not_one_to_one() -> None:
    assert not filters.one_to_one().holds(pair("a", "b", Property("x-bead", "2-1")))
