from dataclasses import replace

import pytest

from aligner.checking import Choice, Located, check_units, make_checks, survey_units
from tests.aligner.checking.conftest import MakeMemory
from tmx import Property


def findings(memory: list[Located], check: str, *, survey: bool = True) -> list[tuple[int, str, str]]:
    checks = make_checks(Choice(only=(check,)))
    if survey:
        survey_units(memory, checks)
    return [
        (checked.located.number, finding.message, finding.quote)
        for checked in check_units(memory, checks)
        for finding in checked.findings
    ]


def test_another_translation_names_the_first_and_is_told_once(memory: MakeMemory) -> None:
    units = memory(
        [
            ("the committee", "اللجنة"),
            ("good", "جيد"),
            ("The committee.", "الهيئة"),
            ("the committee", "الهيئة"),
            ("the committee", "المجلس"),
        ]
    )
    message = "unit 1 has another translation of this source"
    assert findings(units, "inconsistent-target") == [(3, message, "اللجنة"), (5, message, "اللجنة")]


def test_marks_digits_and_punctuation_make_no_other_translation(memory: MakeMemory) -> None:
    units = memory([("Page 12", "الصفحة 12"), ("page ١٢", "الصَّفحة ١٢."), ("“Page 12”", "«الصفحة 12»")])
    assert not findings(units, "inconsistent-target")


def test_an_alternative_that_is_bound_to_its_place_is_meant(memory: MakeMemory) -> None:
    first, second = memory([("the committee", "اللجنة"), ("the committee", "الهيئة")])
    bound = replace(second, unit=replace(second.unit, properties=(Property("file", "a.txt"),)))
    assert findings([first, second], "inconsistent-target")
    assert not findings([first, bound], "inconsistent-target")


def test_unlike_sources_of_one_translation_are_told_and_like_ones_not(memory: MakeMemory) -> None:
    units = memory([("a tip", "ملاحظة"), ("The tip.", "ملاحظة"), ("Warning", "ملاحظة")])
    assert findings(units, "inconsistent-source") == [(3, "unit 1 has another source for this translation", "a tip")]


@pytest.mark.parametrize("check", ["inconsistent-target", "inconsistent-source"])
def test_without_a_survey_nothing_is_found(memory: MakeMemory, check: str) -> None:
    units = memory([("a", "س"), ("a", "ص"), ("zebra", "س")])
    assert not findings(units, check, survey=False)


def test_languages_do_not_mix(memory: MakeMemory) -> None:
    first, second = memory([("the committee", "اللجنة"), ("the committee", "der Ausschuss")])
    german = replace(second.unit, variants=(second.unit.source, replace(second.unit.target, language="de")))
    assert not findings([first, replace(second, unit=german)], "inconsistent-target")


def test_a_memory_larger_than_a_batch_is_compared_as_a_whole(memory: MakeMemory) -> None:
    units = memory(
        [("first", "الأول"), *((f"source {row} {row}", f"هدف {row}") for row in range(2_500)), ("first", "أول")]
    )
    assert [number for number, *_ in findings(units, "inconsistent-target")] == [2_502]
