import pytest

from tmx import TranslationUnit, Variant
from tmx.streams.languages import covers, related, source_of, variant_in


def unit(*tags: str, srclang: str = "") -> TranslationUnit:
    attributes = (("srclang", srclang),) if srclang else ()
    return TranslationUnit(tuple(Variant(tag, tag) for tag in tags), attributes=attributes)


@pytest.mark.parametrize(
    ("wanted", "language", "is_covered", "is_related"),
    [
        ("en", "en", True, True),
        ("en", "EN-us", True, True),
        ("en-US", "en", False, True),
        ("en-US", "en-GB", False, True),
        ("ar_LY", "ar-ly", True, True),
        ("en", "enm", False, False),
        ("en", "ar", False, False),
    ],
)
def test_a_wide_tag_covers_a_narrow_one(wanted: str, language: str, is_covered: bool, is_related: bool) -> None:
    assert covers(wanted, language) is is_covered
    assert related(wanted, language) is is_related


@pytest.mark.parametrize(
    ("tags", "header", "srclang", "source"),
    [
        (("ar", "en"), "en", "", "en"),
        (("ar", "en-GB", "en-US"), "en-US", "", "en-US"),
        (("ar", "en-GB"), "en", "", "en-GB"),
        (("ar", "en"), "*all*", "", "ar"),
        (("ar", "en"), "fr", "", "ar"),
        (("ar", "en", "fr"), "en", "fr", "fr"),
    ],
)
def test_the_source_is_found_wherever_it_stands(tags: tuple[str, ...], header: str, srclang: str, source: str) -> None:
    assert source_of(unit(*tags, srclang=srclang), header).language == source


def test_the_very_tag_goes_before_a_narrower_one() -> None:
    found = variant_in(unit("en-GB", "en", "ar"), "en")
    assert found == Variant("en", "en")
    assert variant_in(unit("ar"), "en") is None
    assert variant_in(TranslationUnit(()), "en") is None
