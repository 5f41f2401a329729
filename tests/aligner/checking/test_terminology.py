"""Terms in units: used, in whatever form, or not; forbidden; translated in several ways."""

from collections.abc import Sequence

import pytest

import aligner
from aligner.checking import (
    TERM_CHECKS,
    Choice,
    Finding,
    Side,
    UnknownCheck,
    check_units,
    make_term_checks,
    survey_units,
)
from aligner.checking.roots import arabic_forms
from aligner.explanation import require_words
from tests.aligner.checking.conftest import MakeMemory
from tmx.matching.keys import match_key
from tmx.terms.concept import Concept, Glossary, Status, Term


def glossary(*concepts: Sequence[Term]) -> Glossary:
    return Glossary("harbour", tuple(Concept(f"c{number}", tuple(terms)) for number, terms in enumerate(concepts)))


TERMS = glossary(
    (Term("disease", "en"), Term("مرض", "ar")),
    (Term("infectious disease", "en"), Term("مرض معد", "ar"), Term("مرض سار", "ar")),
    (
        Term("harbour authority", "en"),
        Term("هيئة الميناء", "ar", Status.PREFERRED),
        Term("سلطة المرفأ", "ar", Status.DEPRECATED),
    ),
    (Term("isolation", "en"), Term("العزل", "ar")),
    (Term("port state control", "en"), Term("رقابة دولة الميناء (PSC)", "ar")),
    (Term("زبون", "ar", Status.SUPERSEDED), Term("عميل", "ar")),
)


def findings(memory: MakeMemory, pairs: Sequence[tuple[str, str]], *only: str) -> list[tuple[int, Finding]]:
    checks = make_term_checks([TERMS], Choice(only), require_words(aligner.load_encoder()))
    units = memory(pairs)
    survey_units(units, checks)
    return [(found.located.number, one) for found in check_units(units, checks) for one in found.findings]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("The disease spread.", "انتشر المرض."),
        ("Diseases spread.", "انتشرت الأمراض."),
        ("His diseases returned.", "عادت أمراضه."),
        ("He caught a disease.", "أصيب مرضًا."),
        ("An infectious disease.", "مرضٌ معدٍ."),
        ("Infectious diseases.", "الأمراض السارية."),
        ("The harbour authority decided.", "قررت هيئة الميناء."),
        ("It is for the harbour authority to decide.", "القرار لهيئة الميناء."),
        ("The isolated house.", "البيت البعيد."),
        ("Port state control is strict.", "رقابة دولة الميناء صارمة."),
        ("Disease is the name of the ship.", "Disease اسم السفينة."),
        ("Nothing of it.", "لا شيء منه."),
    ],
    ids=str,
)
def test_what_is_used_in_any_form_or_is_no_term_is_not_reported(memory: MakeMemory, source: str, target: str) -> None:
    assert not findings(memory, [(source, target)], "unapproved-term")


def test_another_translation_is_reported_with_the_approved_ones(memory: MakeMemory) -> None:
    source, target = "The harbour authority closed the pier.", "أغلقت إدارة الموانئ الرصيف."
    ((_, finding),) = findings(memory, [(source, target)], "unapproved-term")
    assert (finding.check, finding.quote, finding.side) == ("unapproved-term", "هيئة الميناء", Side.BOTH)
    texts = {Side.SOURCE: source, Side.TARGET: target}
    marked = [(span.side, texts[span.side][span.start : span.end]) for span in finding.spans]
    assert marked[0] == (Side.SOURCE, "harbour authority")
    assert marked[1][0] is Side.TARGET


def test_a_longer_term_counts_as_the_longer_one_alone(memory: MakeMemory) -> None:
    (finding,) = findings(memory, [("An infectious disease.", "داء منتقل.")], "unapproved-term")
    assert finding[1].quote == "مرض معد; مرض سار"


def test_a_forbidden_term_is_an_error_and_told_once(memory: MakeMemory) -> None:
    found = findings(memory, [("The harbour authority decided.", "قررت سلطة المرفأ.")])
    assert [(one.check, one.severity, one.quote) for _, one in found] == [("forbidden-term", "error", "هيئة الميناء")]


def test_a_forbidden_term_of_another_concept_is_let_pass(memory: MakeMemory) -> None:
    assert not findings(memory, [("The power of the haven was great.", "كانت سلطة المرفأ عظيمة.")])


def test_a_term_forbidden_whatever_the_source_says(memory: MakeMemory) -> None:
    ((_, finding),) = findings(memory, [("The customer paid.", "دفع الزبون.")])
    assert (finding.check, finding.quote) == ("forbidden-term", "عميل")


def test_a_term_translated_in_several_ways_is_told_once(memory: MakeMemory) -> None:
    pairs = [
        ("The harbour authority decided.", "قررت هيئة الميناء."),
        ("The harbour authority met.", "اجتمعت هيئة الميناء."),
        ("The harbour authority resigned.", "استقالت إدارة الموانئ."),
        ("We met the harbour authority.", "التقينا بإدارة الموانئ."),
    ]
    ((number, finding),) = findings(memory, pairs, "inconsistent-term")
    assert (number, finding.message) == (3, "as the glossary has it in 2 units, in 2 otherwise")
    assert not findings(memory, pairs[2:], "inconsistent-term")


def test_checks_are_chosen_by_name(memory: MakeMemory) -> None:
    assert [check.name for check in make_term_checks([TERMS])] == list(TERM_CHECKS)
    with pytest.raises(UnknownCheck, match=r"^numbers: there is no such check; choose from unapproved-term, "):
        make_term_checks([TERMS], Choice(("numbers",)))


def test_units_in_other_languages_have_no_terms(memory: MakeMemory) -> None:
    checks = make_term_checks([glossary((Term("maladie", "fr"), Term("Krankheit", "de")))])
    units = memory([("The disease spread.", "انتشر المرض.")])
    assert not [one for found in check_units(units, checks) for one in found.findings]


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        ("أمراض", "مرض", True),
        ("التهابًا", "التهاب", True),
        ("الالتهاب", "التهاب", True),
        ("أعراضهم", "الأعراض", True),
        ("إصابتهم", "إصابة", True),
        ("الرئة", "الرئتين", True),
        ("بووهان", "ووهان", True),
        ("وتنتشر", "انتشار", True),
        ("قلب", "قلم", False),
        ("مجلس", "محكمة", False),
        ("حكومة", "وزارة", False),
    ],
)
def test_forms_of_arabic_words(one: str, other: str, are_alike: bool) -> None:
    assert bool(arabic_forms(match_key(one)) & arabic_forms(match_key(other))) is are_alike
