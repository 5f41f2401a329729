import pytest

from tmx import Header, TranslationUnit, Variant
from tmx.streams.conversion import Choice, Converted


def unit(*tags: str, srclang: str = "") -> TranslationUnit:
    attributes = (("tuid", "7"), *((("srclang", srclang),) if srclang else ()))
    return TranslationUnit(tuple(Variant(tag, f"text {tag}") for tag in tags), attributes=attributes)


@pytest.mark.parametrize(
    ("choice", "header", "tags", "source_language", "kept"),
    [
        (Choice(), "en", ("en", "ar", "fr"), "en", ("en", "ar", "fr")),
        (Choice(), "EN", ("en", "ar"), "en", ("en", "ar")),
        (Choice(), "en", ("en-GB", "ar"), "en", ("en-GB", "ar")),
        (Choice(), "*all*", ("en", "ar"), "*all*", ("en", "ar")),
        (Choice("ar", "en"), "en", ("en-GB", "ar", "fr"), "ar", ("ar", "en-GB")),
        (Choice("ar"), "en", ("en", "ar", "fr"), "ar", ("ar", "en", "fr")),
        (Choice(None, "fr"), "ar", ("en", "ar", "fr"), "ar", ("ar", "fr")),
        (Choice("en", "en-GB"), "ar", ("en", "en-GB"), "en", ("en", "en-GB")),
        (Choice(names={"en-us": "en"}), "en-US", ("en_US", "ar"), "en", ("en", "ar")),
        (Choice("en", "ar", {"ar": "ar-LY"}), "*all*", ("ar", "en-US"), "en-US", ("en-US", "ar-LY")),
    ],
)
def test_languages_are_chosen_and_renamed(
    choice: Choice, header: str, tags: tuple[str, ...], source_language: str, kept: tuple[str, ...]
) -> None:
    converted = Converted(Header(header, "t", "1"), [unit(*tags)], choice)
    assert converted.header.source_language == source_language
    (found,) = converted
    assert tuple(variant.language for variant in found.variants) == kept
    assert converted.missing == 0


def test_units_without_the_languages_are_counted() -> None:
    units = [unit("en", "fr"), unit("ar"), unit("en", "ar"), unit("fr", "ar")]
    converted = Converted(Header("en", "t", "1"), units, Choice("en", "ar"))
    assert list(converted) == [unit("en", "ar")]
    assert converted.missing == 3


def test_a_source_of_its_own_gives_way_to_the_chosen_one() -> None:
    units = [unit("en", "ar", srclang="ar")]
    (chosen,) = Converted(Header("en", "t", "1"), units, Choice("en", "ar"))
    assert chosen.attributes == (("tuid", "7"),)
    (renamed,) = Converted(Header("en", "t", "1"), units, Choice(names={"ar": "ar-LY"}))
    assert renamed.attribute("srclang") == "ar-LY"


def test_no_unit_is_no_reason_to_fail() -> None:
    converted = Converted(Header("en", "t", "1"), [], Choice("ar", "en"))
    assert list(converted) == []
    assert converted.header.source_language == "en"
