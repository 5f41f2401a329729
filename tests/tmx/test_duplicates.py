from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tmx import Candidate, Place, Property, TranslationUnit, Variant, resolve_duplicates


def candidate(source: str, target: str, rank: float = 1.0, place: Place | None = None) -> Candidate:
    unit = TranslationUnit((Variant("en", source), Variant("ar", target)))
    return Candidate(unit, rank, place or Place("a.txt", "before", ""))


def texts(units: list[TranslationUnit]) -> list[tuple[str, str]]:
    return [(unit.source.text, unit.target.text) for unit in units]


def test_the_same_pair_comes_once() -> None:
    found = resolve_duplicates([candidate("a", "ا", 0.2), candidate("b", "ب"), candidate("a", "ا", 0.9)])
    assert texts(found) == [("a", "ا"), ("b", "ب")]
    assert found[0].properties == ()


def test_the_best_of_several_translations_comes_last_and_unbound() -> None:
    found = resolve_duplicates([candidate("a", "best", 0.9), candidate("a", "worse", 0.5), candidate("c", "c")])
    assert texts(found) == [("a", "worse"), ("a", "best"), ("c", "c")]
    assert found[0].properties == (Property("file", "a.txt"), Property("prev", "before"))
    assert found[1].properties == ()


def test_a_binding_has_no_other_props_beside_it() -> None:
    # OmegaT 3.6 gives up on a binding at the first prop of the unit that it does not know.
    scored = Property("x-score", "0.5")
    worse = candidate("a", "worse", 0.5)
    found = resolve_duplicates([replace(worse, unit=replace(worse.unit, properties=(scored,))), candidate("a", "best")])
    assert {prop.type for prop in found[0].properties} == {"file", "prev"}
    assert found[0].target.properties == (scored,)


def test_sources_that_clients_cannot_tell_apart_are_the_same() -> None:
    found = resolve_duplicates([candidate("a b", "one", 0.9), candidate("\u200fa\nb ", "two", 0.1)])
    assert [unit.target.text for unit in found] == ["two", "one"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.floats(0, 1))))
def test_no_pair_is_lost_and_only_one_of_a_source_is_unbound(rows: list[tuple[str, str, float]]) -> None:
    found = resolve_duplicates(candidate(*row) for row in rows)
    assert set(texts(found)) == {row[:2] for row in rows}
    assert len(found) == len(set(texts(found)))
    unbound = [unit.source.text for unit in found if not unit.properties]
    assert sorted(unbound) == sorted({row[0] for row in rows})
