from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.checking import (
    CHECKS,
    Choice,
    Languages,
    Located,
    UnknownCheck,
    check_units,
    make_checks,
    reasons,
    rejection,
)
from tests.aligner.checking.conftest import MakeMemory, MakeUnit
from tmx import TranslationUnit, Variant


def test_checks_are_chosen_by_name() -> None:
    assert Choice().names() == list(CHECKS)
    assert Choice(only=("dates", "numbers")).names() == ["numbers", "dates"]
    assert "numbers" not in Choice(skip=("numbers",)).names()
    with pytest.raises(UnknownCheck, match=r"^nubmers: there is no such check; choose from empty, "):
        Choice(only=("nubmers",)).names()
    assert [check.name for check in make_checks()] == list(CHECKS)


def test_units_are_taken_as_they_are_needed(memory: MakeMemory) -> None:
    taken = 0

    def stream() -> Iterator[Located]:
        nonlocal taken
        for one in memory([("a 15", "ب 15")] * 5_000):
            taken += 1
            yield one

    found = check_units(stream(), make_checks(Choice(only=("numbers",))))
    next(found)
    assert taken == 1_000
    assert sum(1 for _ in found) == 4_999


def test_every_target_of_a_unit_is_checked() -> None:
    unit = TranslationUnit((Variant("en", "Pay 15."), Variant("ar", "ادفع 15."), Variant("fr", "Payez 51.")))
    checks = make_checks(Choice(only=("numbers",)))
    found = list(check_units([Located(unit, 1, 0, "m")], checks))
    assert [(one.located.unit.target.language, len(one.findings)) for one in found] == [("ar", 0), ("fr", 1)]


@pytest.mark.parametrize(
    ("languages", "pairs"),
    [
        (Languages(), [("en-GB", "ar-LY"), ("en-GB", "fr")]),
        (Languages(usual="fr"), [("fr", "en-GB"), ("fr", "ar-LY")]),
        (Languages("ar", "en"), [("ar-LY", "en-GB")]),
        (Languages("en", "de"), []),
        (Languages("de"), []),
        (Languages(None, "fr"), [("en-GB", "fr")]),
    ],
)
def test_languages_choose_the_pairs(languages: Languages, pairs: list[tuple[str, str]]) -> None:
    unit = TranslationUnit((Variant("en-GB", "a"), Variant("ar-LY", "أ"), Variant("fr", "b")))
    found = [checked.located.unit for checked in check_units([Located(unit, 1, 0, "m")], make_checks(), languages)]
    assert [(one.source.language, one.target.language) for one in found] == pairs


def test_units_without_a_pair_are_passed_over() -> None:
    units = [TranslationUnit(()), TranslationUnit((Variant("en", "a"),))]
    assert not list(check_units([Located(unit, 1, 0, "m") for unit in units], make_checks()))


def test_reasons_are_errors_alone(unit: MakeUnit) -> None:
    assert reasons(unit("Pay 15 dinars.", "ادفع 51 دينار\u064bا.")) == [
        "numbers: only in the source: 15; only in the target: 51"
    ]
    assert not reasons(unit("Two  spaces?", "مسافتان."))


def test_a_rejection_is_the_same_word_for_all_such_units(unit: MakeUnit) -> None:
    reject = rejection()
    assert reject(unit("Pay 15 dinars.", "ادفع 51 دينار\u064bا.")) == "numbers"
    assert reject(unit("Pay 16 dinars.", "ادفع 61 دينار\u064bا.")) == "numbers"
    assert reject(unit("Pay 15 dinars.", "ادفع 15 دينار\u064bا.")) is None
    assert reject(replace(unit("", ""), variants=())) is None
    only_dates = rejection(make_checks(Choice(only=("dates",))))
    assert only_dates(unit("Pay 15 dinars.", "ادفع 51 دينار\u064bا.")) is None


TEXT = st.one_of(st.text(max_size=60), st.text("15,.٫ ا\u064bبكان يوم «»()\u202b\u200b%{}<a>&;/", max_size=60))
TAGS = st.sampled_from(["en", "ar", "fr", "zh", "el", "und", "x-none", "ar_LY", "not a tag"])


@given(TEXT, TEXT, TAGS, TAGS)
def test_any_texts_in_any_languages_can_be_checked(source: str, target: str, one: str, other: str) -> None:
    unit = TranslationUnit((Variant(one, source), Variant(other, target)))
    checks = make_checks(Choice(skip=("similarity",)))
    for checked in check_units([Located(unit, 1, 0, "m")], checks):
        for finding in checked.findings:
            assert all(0 <= span.start < span.end for span in finding.spans)
            assert finding.fix != checked.located.unit
