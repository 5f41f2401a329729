from tmx import Property, TranslationUnit, Variant
from tmx.streams.cleaning import Verdict, standard_checks, verdicts


def unit(source: str, target: str, *more: Variant) -> TranslationUnit:
    return TranslationUnit((Variant("en", source), Variant("ar", target), *more))


def judged(*units: TranslationUnit) -> list[Verdict]:
    return list(verdicts(units, "en", standard_checks("en")))


def test_texts_are_cleaned_and_targets_keep_their_marks() -> None:
    (verdict,) = judged(unit("\u200f the\x0b\nharbour ", "\u200fالميناء\n"))
    assert verdict == Verdict(unit("the harbour", "\u200fالميناء"))


def test_what_goes_says_why_and_is_as_it_was() -> None:
    empty, alone = unit("harbour", " \n"), TranslationUnit((Variant("en", "harbour"),))
    same, first, copy = unit("OK ", "OK"), unit("port", "ميناء"), unit("port ", "ميناء")
    found = judged(empty, alone, same, first, copy)
    assert [verdict.reason for verdict in found] == [
        "empty segment",
        "no translation",
        "same as the source",
        None,
        "duplicate",
    ]
    assert [verdict.unit for verdict in found] == [empty, alone, same, first, copy]
    rejected = Property("x-rejected", "empty segment")
    assert found[0].marked() == TranslationUnit((Variant("en", "harbour"),), (rejected,))


def test_numbers_may_stay_as_they_are() -> None:
    assert judged(unit("2026", "2026"))[0].reason is None


def test_one_empty_language_of_three_costs_only_itself() -> None:
    (verdict,) = judged(unit("port", "", Variant("fr", "port de mer")))
    assert verdict == Verdict(TranslationUnit((Variant("en", "port"), Variant("fr", "port de mer"))))


def test_a_segment_of_nothing_but_codes_is_empty_as_it_is_for_the_writer() -> None:
    coded = TranslationUnit((Variant("en", "", markup="<ph x='1'/>"), Variant("ar", "", markup="<ph x='1'/>")))
    (verdict,) = judged(coded)
    assert verdict.reason == "empty segment"
    assert verdict.marked() is None


def test_further_checks_decide_after_those_before_them() -> None:
    checks = [*standard_checks("en"), lambda unit: "too short" if len(unit.source.text) < 3 else None]
    reasons = [verdict.reason for verdict in verdicts([unit("a", ""), unit("a", "ا"), unit("port", "م")], "en", checks)]
    assert reasons == ["empty segment", "too short", None]
