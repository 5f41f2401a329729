from dataclasses import replace

import pytest

from aligner.exporting.pairs import Pair, pair_of, with_properties
from tests.aligner.exporting.conftest import Unit
from tmx import Property, TranslationUnit, Variant


def pair(unit: TranslationUnit, *languages: str, assumed: float = 1.0) -> Pair:
    source, target = languages or ("ar", "en")
    found = pair_of(unit, (source, target), assumed)
    assert found is not None
    return found


def test_a_unit_knows_where_it_is_from(unit: Unit) -> None:
    found = pair(
        unit(
            "جاء.",
            "He came.",
            score=0.75,
            bead="1-2",
            source_file="a.txt",
            target_file="b.txt",
            source_segments="3",
            target_segments="4 5",
        )
    )
    assert (found.source, found.target, found.score, found.file) == ("جاء.", "He came.", 0.75, "a.txt")
    assert (found.segments, found.others) == ((3,), (4, 5))


def test_in_the_other_direction_source_and_target_change_places(unit: Unit) -> None:
    made = unit("جاء.", "He came.", bead="1-2", source_file="a.txt", target_file="b.txt", source_segments="3")
    found = pair(made, "en", "ar")
    assert (found.source, found.target, found.file, found.segments, found.others) == (
        "He came.",
        "جاء.",
        "b.txt",
        (),
        (3,),
    )
    assert (found.unit.property("x-bead"), found.unit.property("x-source-file")) == ("2-1", "b.txt")


@pytest.mark.parametrize(("languages", "texts"), [(("ar", "en-GB"), ("أ", "c")), (("ar-LY", "en"), ("أ", "b"))])
def test_the_very_language_is_preferred_to_a_region_of_it(languages: tuple[str, str], texts: tuple[str, str]) -> None:
    made = TranslationUnit((Variant("ar-SA", "أ"), Variant("en", "b"), Variant("en-gb", "c")))
    found = pair(made, *languages)
    assert (found.source, found.target) == texts
    assert tuple(variant.language for variant in found.unit.variants) == languages


@pytest.mark.parametrize("languages", [("ar", "fr"), ("fr", "en"), ("ar", "ar-LY")])
def test_a_unit_without_one_of_the_languages_is_none(unit: Unit, languages: tuple[str, str]) -> None:
    assert pair_of(unit("أ", "b"), languages, 1.0) is None


@pytest.mark.parametrize(("text", "score"), [("0.5", 0.5), ("7", 1.0), ("", 0.8), ("good", 0.8)])
def test_a_unit_without_a_score_has_the_assumed_one(unit: Unit, text: str, score: float) -> None:
    assert pair(unit("أ", "b", score=text), assumed=0.8).score == score


def test_a_bound_unit_is_free_again_and_keeps_its_place(unit: Unit) -> None:
    made = unit("أ", "b")
    bound = replace(made, properties=(Property("file", "a.txt"), Property("prev", "قبل"), Property("next", "بعد")))
    found = pair(bound)
    assert found.unit.properties == ()
    assert (found.file, found.before, found.after) == ("a.txt", "قبل", "بعد")


def test_a_bound_units_own_props_are_found_at_its_target(unit: Unit) -> None:
    made = unit("أ", "b")
    target = replace(made.target, properties=(Property("x-score", "0.4"), Property("x-source-segments", "2")))
    found = pair(replace(made, variants=(made.source, target), properties=(Property("file", "a.txt"),)))
    assert (found.score, found.segments, found.file) == (0.4, (2,), "a.txt")


def test_a_property_that_is_set_is_there_once(unit: Unit) -> None:
    made = with_properties(unit("أ", "b", score=0.4, source_segments="1"), score="0.5", source_segments="")
    assert made.properties == (Property("x-score", "0.5"),)
