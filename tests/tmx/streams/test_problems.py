import pytest

from tmx import Header, Repair, TranslationUnit, Variant
from tmx.streams.problems import Inspection, Problem, Severity, problem_of, problem_of_error, problems_of_file


def unit(source: str = "port", target: str = "ميناء", **attributes: str) -> TranslationUnit:
    return TranslationUnit((Variant("en", source), Variant("ar", target)), attributes=tuple(attributes.items()))


def found(*units: TranslationUnit, srclang: str = "en") -> list[str]:
    inspection = Inspection(Header(srclang, "t", "1"))
    problems = [problem for number, one in enumerate(units, 1) for problem in inspection.unit(one, 10 * number, number)]
    return [problem.what for problem in (*problems, *inspection.end())]


@pytest.mark.parametrize(
    ("suspect", "what"),
    [
        (unit(" port"), "white space at the end or beginning in en: never an exact match in OmegaT"),
        (unit(target="ميناء\u00a0"), "white space at the end or beginning in ar"),
        (unit("a\nport"), "a line break in en: never an exact match"),
        (unit("\u200eport"), "a bidi mark in en, the source"),
        (unit(target=""), "an empty segment in ar: OmegaT takes it for a translation"),
        (unit("x" * 2001), "2,001 characters in en: Trados"),
        (unit(tuid="a b"), "white space in the tuid a b"),
        (TranslationUnit((Variant("en", "port"),)), "fewer than two variants"),
        (TranslationUnit((Variant("en", "a"), Variant("EN", "b"), Variant("ar", "c"))), "more than one variant in EN"),
        (TranslationUnit((Variant("fr", "a"), Variant("ar", "c"))), "no variant in en, the srclang"),
        (unit(vendor="x"), "the attribute vendor, which TMX 1.4b does not have: OmegaT from 6.1"),
        (unit(srclang="fr"), "no variant in fr, the srclang"),
    ],
)
def test_what_clients_choke_on(suspect: TranslationUnit, what: str) -> None:
    (only,) = found(suspect)
    assert only.startswith(what)


def test_what_is_right_is_not_mentioned() -> None:
    assert found(unit(tuid="1"), unit(target="\u200fميناء", tuid="2"), unit("x" * 2000)) == []
    assert found(unit(), srclang="*all*") == []


def test_a_tuid_that_came_before_stands_in_isolation() -> None:
    assert found(unit(tuid="وحدة"), unit(tuid="وحدة"))[0].startswith("the tuid \u2068وحدة\u2069 came before")


def test_the_header_has_to_say_the_very_tag() -> None:
    (only,) = found(unit(), unit(), srclang="en-US")
    assert only == "srclang is en-US, but the variants say en: translate-toolkit finds no unit"
    assert found(unit(), TranslationUnit((Variant("en-US", "port"), Variant("ar", "ميناء"))), srclang="en-US") == []


def test_places_and_severities() -> None:
    (error,) = Inspection(Header("en", "t", "1")).unit(unit(vendor="x"), 7, 3)
    assert error.severity is Severity.ERROR
    (only,) = Inspection(Header("en", "t", "1")).unit(unit(" port"), 7, 3)
    assert (only.severity, only.line, only.unit) == (Severity.WARNING, 7, 3)
    assert problem_of(Repair(4, 0, "no o-tmf: added"), Severity.ERROR) == Problem(
        Severity.ERROR, 4, 0, "no o-tmf: added", "loom tmx clean repairs it"
    )


@pytest.mark.parametrize(
    ("message", "problem"),
    [
        ("line 3: unit 2: a; b; c", Problem(Severity.ERROR, 3, 2, "a; b", "c")),
        ("line 3: broken", Problem(Severity.ERROR, 3, 0, "broken", "repair the file")),
        ("cannot be read; check", Problem(Severity.ERROR, 0, 0, "cannot be read", "check")),
    ],
)
def test_an_error_that_ends_the_reading_is_a_problem_with_its_place(message: str, problem: Problem) -> None:
    assert problem_of_error(message) == problem


@pytest.mark.parametrize(
    ("name", "size", "what"),
    [
        ("a.tmx", 1 << 30, []),
        ("a.tmx", (1 << 30) + 1, ["more than 1 GB"]),
        ("a.TMX", 1, ["a name that does not end in .tmx"]),
        ("a.tmx.gz", 1, ["packed"]),
    ],
)
def test_what_clients_have_against_the_file_itself(name: str, size: int, what: list[str]) -> None:
    assert [problem.what.partition(":")[0] for problem in problems_of_file(name, size)] == what
