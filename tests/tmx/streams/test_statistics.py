from collections.abc import Sequence
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tmx import Header, Property, SegType, TranslationUnit, Variant
from tmx.streams.statistics import OTHERS, Census, LanguageCount, Statistics

HEADER = Header("en", "tool", "1")


def unit(source: str, target: str, **fields: object) -> TranslationUnit:
    return TranslationUnit((Variant("en", source), Variant("ar", target)), **fields)  # type: ignore[arg-type]


def fill(census: Census, units: Sequence[TranslationUnit]) -> None:
    census.open(HEADER)
    for one in units:
        census.add(one)


def counted(*units: TranslationUnit) -> Statistics:
    with Census() as census:
        fill(census, units)
        return census.result()


def test_everything_is_counted() -> None:
    found = counted(
        unit("The harbour", "الميناء", properties=(Property("x-score", "1"),), attributes=(("creationid", "Amal"),)),
        unit("The harbour", "المرفأ", created=datetime(2024, 5, 1, tzinfo=UTC), segtype=SegType.PHRASE),
        unit("The harbour", "الميناء", changed=datetime(2026, 5, 1, tzinfo=UTC)),
        TranslationUnit(
            (Variant("ar", "بحر", (Property("x-context-pre", "a"),)), Variant("en", "sea", markup="<ph/>sea"))
        ),
        unit("empty", " "),
    )
    assert found.units == 5
    assert found.source_languages == ("en",)
    assert found.languages == {"ar": LanguageCount(5, 4, 24, 1), "en": LanguageCount(5, 8, 41, 0)}
    assert found.pairs == {"en > ar": 5}
    assert (found.earliest, found.latest) == (datetime(2024, 5, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC))
    assert found.authors == {"Amal": 1}
    assert found.tools == {"tool 1": 5}
    assert found.segtypes == {"sentence": 4, "phrase": 1}
    assert found.properties == {"x-context-pre": 1, "x-score": 1}
    assert (found.with_codes, found.empty) == (1, 1)
    assert (found.repeated_sources, found.repeated_pairs) == (2, 1)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy")), max_size=20), st.integers(0, 20))
def test_parts_add_up_to_the_whole(pairs: list[tuple[str, str]], cut: int) -> None:
    units = [unit(*pair) for pair in pairs]
    with Census() as first, Census() as second:
        fill(first, units[:cut])
        fill(second, units[cut:])
        first.take(second)
        assert first.result() == counted(*units)
        assert first.result().repeated_pairs == len(pairs) - len(set(pairs))


def test_a_kind_with_a_name_for_each_unit_stays_small() -> None:
    units = (unit("a", "ا", attributes=(("creationid", f"user {number}"),)) for number in range(1200))
    authors = counted(*units).authors
    assert len(authors) == 1001
    assert authors[OTHERS] == 200


def test_an_empty_memory_has_figures_too() -> None:
    found = counted()
    assert (found.units, found.repeated_pairs, found.earliest) == (0, 0, None)
