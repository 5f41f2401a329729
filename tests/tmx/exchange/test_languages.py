import pytest

from tmx import Header, TranslationUnit, Variant
from tmx.exchange import Languages, chosen
from tmx.exchange.languages import position, variants


def unit(*tags: str) -> TranslationUnit:
    return TranslationUnit(tuple(Variant(tag, f"text in {tag}") for tag in tags))


@pytest.mark.parametrize(
    ("wanted", "tags", "found"),
    [
        ("ar", ["en", "ar"], 1),
        ("AR-ly", ["ar", "ar_LY"], 1),
        ("ar", ["en", "ar-EG", "ar-LY"], 1),
        ("ar-LY", ["ar-EG"], 0),
        ("fr", ["en", "ar"], None),
        ("a", ["ar"], None),
        ("ar", [], None),
    ],
)
def test_a_country_is_no_obstacle_but_an_exact_tag_is_better(wanted: str, tags: list[str], found: int | None) -> None:
    assert position(wanted, tags) == found


@pytest.mark.parametrize(
    ("tags", "languages", "found"),
    [
        ("en ar", Languages("en", "ar"), "en ar"),
        ("ar en", Languages("en", "ar"), "en ar"),
        ("en fr ar-LY", Languages("en", "ar"), "en ar-LY"),
        ("en-GB en-US", Languages("en-US", "en-GB"), "en-US en-GB"),
        ("en-GB ar", Languages("en", "en"), None),
        ("en fr", Languages("en", "ar"), None),
        ("en", Languages("en", "ar"), None),
    ],
)
def test_two_variants_are_found_by_language(tags: str, languages: Languages, found: str | None) -> None:
    pair = variants(unit(*tags.split()), languages)
    assert (pair and " ".join(variant.language for variant in pair)) == found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("en", Languages("en", "ar")),
        ("fr", Languages("fr", "ar")),
        ("*all*", Languages("ar", "fr")),
        ("de", Languages("ar", "fr")),
    ],
)
def test_the_first_unit_with_two_languages_chooses_them(source: str, expected: Languages) -> None:
    units = [unit("de"), unit("ar", "fr") if source != "en" else unit("ar", "en"), unit("en", "ar")]
    languages, rest = chosen(iter(units), Header(source, "test", "1"))
    assert languages == expected
    assert list(rest) == units


def test_languages_that_are_named_cost_no_look_ahead() -> None:
    units = iter([unit("ar", "fr")])
    languages, rest = chosen(units, Header("en", "test", "1"), Languages("fr", "ar"))
    assert languages == Languages("fr", "ar")
    assert rest is units


def test_no_unit_leaves_the_target_undetermined() -> None:
    assert chosen([], Header("en", "test", "1"))[0] == Languages("en", "und")
    assert chosen([], Header("*all*", "test", "1"))[0] == Languages("und", "und")
