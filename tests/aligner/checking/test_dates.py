import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.checking.calendar_dates import find_dates
from aligner.checking.dates import check_dates
from tests.aligner.checking.conftest import MakeUnit

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "ar-LB": "كانون~الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين~الأول تشرين~الثاني كانون~الأول",
    "ar-DZ": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "ar-MA": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


@pytest.mark.parametrize("language", MONTHS)
def test_every_month_is_known_by_its_name(language: str) -> None:
    names = [name.replace("~", " ") for name in MONTHS[language].split()]
    found = [find_dates(f"6 {name} 2023", language) for name in names]
    assert [sorted(date.readings) for dates in found for date in dates] == [[(month, 6)] for month in range(1, 13)]


@pytest.mark.parametrize(
    ("language", "text", "readings"),
    [
        ("en", "10/06/2023", {(10, 6), (6, 10)}),
        ("en-GB", "10/06/2023", {(6, 10)}),
        ("fr", "10/06/2023", {(6, 10)}),
        ("fr", "06/25/2023", {(6, 25)}),
        ("ar", "٢٠٢٣-١٠-٠٦", {(10, 6)}),
        ("zh", "2023年10月6日", {(10, 6)}),
        ("en", "March 1-15", {(3, 1), (3, 15)}),
        ("ar", "من 1 إلى 15 مارس", {(3, 1), (3, 15)}),
        ("en", "in May", {(5, 0)}),
        ("ar", "وبأكتوبر 2022", {(10, 0)}),
    ],
)
def test_figures_are_read_as_in_the_country(language: str, text: str, readings: set[tuple[int, int]]) -> None:
    (date,) = find_dates(text, language)
    assert date.readings == readings


@pytest.mark.parametrize("text", ["version 1.27.1", "You may march on.", "3/4 of them", "10.5.2023.7", "2023-13-40"])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert not find_dates(text, "en")


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 28), st.integers(1, 28))
def test_another_day_or_month_is_found_and_the_same_is_not(month: int, other: int, day: int, later: int) -> None:
    from tmx import TranslationUnit, Variant

    english, arabic = (MONTHS[language].split() for language in ("en", "ar"))
    source = Variant("en", f"The fair opened on {english[month - 1]} {day}, 1998.")
    target = Variant("ar", f"افتُتح المعرض في {later} {arabic[other - 1]} 1998.")
    findings = list(check_dates(TranslationUnit((source, target))))
    is_found = bool(findings)
    if (month, day) == (other, later):
        assert not is_found
    elif (month == other) != (day == later):
        assert is_found


def test_the_finding_says_which_differs(unit: MakeUnit) -> None:
    (finding,) = check_dates(unit("on 6 October", "في 7 أكتوبر"))
    assert finding.message == "the day differs: 6 and 7"
    (finding,) = check_dates(unit("on 6 October", "في 6 نوفمبر"))
    assert finding.message == "the month differs: 10 and 11"
