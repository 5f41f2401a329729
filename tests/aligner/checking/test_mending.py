from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from aligner.checking import Choice, Languages, make_checks, mend
from aligner.checking.mending import CAN_MEND
from tests.aligner.checking.conftest import MakeUnit
from tmx import Property, TranslationUnit, Variant
from tmx.inline import text_of

CHECKS = make_checks(Choice(only=CAN_MEND))


def texts(unit: TranslationUnit) -> list[str]:
    return [variant.text for variant in unit.variants]


def test_one_fix_after_the_other(unit: MakeUnit) -> None:
    broken = unit("Two  spaces &amp; more ", "\u200bØ§Ù„Ø³Ù„Ø§Ù…  Ø¹Ù„ÙŠÙƒÙ…\u202b")
    mended = mend(broken, CHECKS)
    assert texts(mended.unit) == ["Two spaces & more", "السلام عليكم"]
    assert {finding.check for finding in mended.findings} == {"characters", "whitespace"}
    assert mend(mended.unit, CHECKS).findings == ()


def test_swapped_sides_are_swapped_back_and_the_rest_of_the_unit_stays(unit: MakeUnit) -> None:
    swapped = replace(
        unit("يرجى قراءة الشروط بعناية.", "Please read all the terms with care."),
        properties=(Property("x-score", "0.9"),),
    )
    mended = mend(swapped, CHECKS).unit
    assert [(variant.language, variant.text) for variant in mended.variants] == [
        ("en", "Please read all the terms with care."),
        ("ar", "يرجى قراءة الشروط بعناية."),
    ]
    assert mended.property("x-score") == "0.9"


def test_a_good_unit_is_the_same_object(unit: MakeUnit) -> None:
    good = unit("The roof leaks.", "السقف يسرب.")
    assert mend(good, CHECKS).unit is good


def test_codes_stay_where_they_are() -> None:
    markup = 'The  <bpt i="1">&lt;b  x&gt;</bpt>old\u200b<ept i="1">&lt;/b&gt;</ept>  roof'
    unit = TranslationUnit((Variant("en", text_of(markup), markup=markup), Variant("ar", "السقف القديم")))
    mended = mend(unit, CHECKS).unit.source
    assert mended.markup == 'The <bpt i="1">&lt;b  x&gt;</bpt>old<ept i="1">&lt;/b&gt;</ept> roof'
    assert mended.text == text_of(mended.markup) == "The old roof"


def test_all_variants_of_a_unit_are_mended() -> None:
    unit = TranslationUnit((Variant("en", "a  b"), Variant("ar", "أ  ب"), Variant("fr", "a  b")))
    assert texts(mend(unit, CHECKS).unit) == ["a b", "أ ب", "a b"]
    assert texts(mend(unit, CHECKS, Languages("en", "ar")).unit) == ["a b", "أ ب", "a  b"]


@given(st.text(max_size=60), st.text("ابت  \u00a0\u200b\u202b\u202c\u2067&amp;lt", max_size=40))
def test_what_was_mended_needs_no_mending(source: str, target: str) -> None:
    unit = TranslationUnit((Variant("en", source), Variant("ar", target)))
    mended = mend(unit, CHECKS)
    assert mend(mended.unit, CHECKS).findings == ()
