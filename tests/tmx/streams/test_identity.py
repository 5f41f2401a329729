from hypothesis import given
from hypothesis import strategies as st

from tmx import Property, TranslationUnit, Variant
from tmx.streams.identity import DigestSet, digest, pair_digest, source_digest


def unit(source: str, target: str, *properties: Property) -> TranslationUnit:
    return TranslationUnit((Variant("en", source), Variant("ar", target)), properties)


@given(st.lists(st.integers(0, 2**46 - 1) | st.integers(0, 20), max_size=300), st.booleans())
def test_a_digest_is_new_once(digests: list[int], rough: bool) -> None:
    compact, plain = DigestSet(rough=rough), set[int]()
    for one in (one << 18 for one in digests):
        assert compact.add(one) is (one not in plain)
        plain.add(one)
    assert len(compact) == len(plain)


@given(st.lists(st.integers(0, 40), max_size=60))
def test_digests_that_differ_late_are_told_apart(digests: list[int]) -> None:
    compact, plain = DigestSet(), set[int]()
    for one in ((1 << 63) + (one << 2) for one in digests):
        assert compact.add(one) is (one not in plain)
        plain.add(one)


def test_a_rough_set_takes_neighbours_for_one() -> None:
    rough = DigestSet(rough=True)
    assert [rough.add(one) for one in (1 << 63, (1 << 63) + 4, (1 << 63) + (1 << 18))] == [True, False, True]


def test_where_one_text_ends_counts() -> None:
    assert digest("a", "bc") != digest("ab", "c")
    assert digest("a", "") != digest("a")


def test_order_and_spelling_of_languages_do_not_count() -> None:
    turned = TranslationUnit((Variant("AR", "ميناء"), Variant("en", "harbour")))
    assert pair_digest(unit("harbour", "ميناء"), "en") == pair_digest(turned, "en")
    swapped = TranslationUnit((Variant("en", "ميناء"), Variant("ar", "harbour")))
    assert pair_digest(unit("harbour", "ميناء"), "en") != pair_digest(swapped, "en")


def test_texts_count_as_they_are_written() -> None:
    plain = pair_digest(unit("the harbour", "ميناء"), "en")
    assert pair_digest(unit("\u200e the\nharbour ", "ميناء"), "en") == plain
    assert pair_digest(unit("the harbour", "\u200fميناء"), "en") != plain  # bidi marks stay in targets


def test_codes_and_places_tell_units_apart_but_scores_do_not() -> None:
    plain = unit("Open", "افتح")
    coded = TranslationUnit((Variant("en", "Open", markup='Open<ph x="1"/>'), Variant("ar", "افتح")))
    bound = unit("Open", "افتح", Property("file", "a.txt"))
    scored = unit("Open", "افتح", Property("x-score", "0.9"))
    assert len({pair_digest(one, "en") for one in (plain, coded, bound, scored)}) == 3
    assert pair_digest(plain, "en") == pair_digest(scored, "en")


def test_translations_of_one_source_share_its_digest() -> None:
    first, second = unit("port", "ميناء"), unit("port", "مرفأ")
    assert source_digest(first, "en") == source_digest(second, "en")
    assert source_digest(first, "ar") != source_digest(second, "ar")
