from collections.abc import Sequence
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from tmx import TranslationUnit, Variant
from tmx.streams.identity import pair_digest
from tmx.streams.merging import Merging

KEY = partial(pair_digest, source_language="en")


def unit(source: str, target: str, name: str = "") -> TranslationUnit:
    attributes = (("tuid", name), ("creationid", "Amal")) if name else ()
    return TranslationUnit((Variant("en", source), Variant("ar", target)), attributes=attributes)


def merged(*memories: Sequence[TranslationUnit]) -> tuple[list[TranslationUnit], Merging]:
    merging = Merging()
    return [one for memory in memories for one in merging.of(memory, KEY)], merging


def test_of_copies_the_first_stays() -> None:
    trusted, copy, other = unit("port", "ميناء", "1"), unit("port", "ميناء", "2"), unit("port", "مرفأ")
    found, merging = merged([trusted], [other, copy])
    assert found == [trusted, other]
    assert (merging.units, merging.repeated, merging.renamed) == (2, 1, 0)


def test_a_taken_tuid_gets_the_number_of_its_file() -> None:
    found, merging = merged([unit("a", "ا", "1"), unit("b", "ب", "1-2")], [unit("c", "ت", "1"), unit("d", "ث", "2")])
    assert [one.attribute("tuid") for one in found] == ["1", "1-2", "1-3", "2"]
    assert found[2].attribute("creationid") == "Amal"
    assert merging.renamed == 1


@given(
    st.lists(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["", "1", "2", "1-2", "2-3"])), max_size=8))
)
def test_every_text_and_every_tuid_comes_once(memories: list[list[tuple[str, str]]]) -> None:
    found, merging = merged(*([unit(source, "نص", name) for source, name in memory] for memory in memories))
    assert sorted(one.source.text for one in found) == sorted({source for memory in memories for source, _ in memory})
    names = [name for one in found if (name := one.attribute("tuid"))]
    assert len(set(names)) == len(names)
    assert merging.units + merging.repeated == sum(map(len, memories))
