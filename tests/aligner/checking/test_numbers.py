from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.checking.number_words import values_said
from aligner.checking.numbers import check_numbers
from aligner.checking.numerals import find_numerals
from tests.aligner.checking.conftest import MakeUnit
from tmx import TranslationUnit, Variant


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,234.5", {"1234.5"}),
        ("1.234,5", {"1234.5"}),
        ("١٬٢٣٤٫٥", {"1234.5"}),
        ("1.234", {"1.234", "1234"}),
        ("0.234", {"0.234"}),
        (".08", {"0.08"}),
        ("10 000", {"10000"}),
        ("1,00,000", {"100000"}),
        ("1.2.3", set()),
        ("10:30", set()),
        ("3 million", {"3000000"}),
        ("٣ ملايين", {"3000000"}),
        ("300 万", {"3000000"}),
        ("1930s", {"1930", "30"}),
        ("1800s", {"1800", "19"}),
    ],
)
def test_a_numeral_has_the_values_it_may_mean(text: str, values: set[str]) -> None:
    (numeral,) = find_numerals(text, "en")
    assert numeral.values == {Decimal(value) for value in values}
    assert text[numeral.start : numeral.end] in text


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("ar", "خمسة وعشرون كتابًا", {25, 5, 20}),
        ("ar", "ألفان وثلاثة وعشرون", {2023}),
        ("ar", "ثلاثة آلاف وخمسمئة", {3500}),
        ("ar", "في السابع عشر من الشهر", {17}),
        ("ar", "القرن الحادي عشر والثاني عشر", {11, 12}),
        ("en", "one hundred and twenty-five thousand", {125_000}),
        ("en", "the twenty-first of June", {21}),
        ("zh", "三十五万", {350_000}),
        ("fr", "le XXIe siècle", {21}),
    ],
)
def test_words_say_values(language: str, text: str, values: set[int]) -> None:
    assert {Decimal(value) for value in values} <= values_said(text, language)


def test_the_finding_says_which_and_marks_them(unit: MakeUnit) -> None:
    (finding,) = check_numbers(unit("Pay 1,250 dinars by 2030.", "ادفع ١٬٢٠٥ دنانير بحلول 2030."))
    assert finding.message == "only in the source: 1,250; only in the target: 1٬205"
    marked = [(span.side, (span.start, span.end)) for span in finding.spans]
    assert marked == [("source", (4, 9)), ("target", (5, 10))]


@given(st.lists(st.integers(0, 10**9), max_size=6), st.sampled_from(["en", "ar", "de", "zh", "fa"]))
def test_the_same_numbers_in_other_digits_and_order_are_no_finding(numbers: list[int], language: str) -> None:
    eastern = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    source = " x ".join(map(str, numbers))
    target = " x ".join(str(number).translate(eastern) for number in reversed(numbers))
    assert not list(check_numbers(TranslationUnit((Variant("en", source), Variant(language, target)))))


@given(
    st.integers(21, 10**6).filter(lambda number: number % 10), st.integers(21, 10**6).filter(lambda number: number % 10)
)
def test_another_number_is_an_error_both_ways(one: int, other: int) -> None:
    unit = TranslationUnit(
        (Variant("en", f"The pump costs {one} dinars."), Variant("ar", f"ثمن المضخة {other} دينارًا."))
    )
    findings = list(check_numbers(unit))
    assert [finding.severity for finding in findings] == (["error"] if one != other else [])


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_checked(source: str, target: str) -> None:
    list(check_numbers(TranslationUnit((Variant("en", source), Variant("ar", target)))))
