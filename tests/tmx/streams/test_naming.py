import pytest

from tmx import Property, TranslationUnit, Variant
from tmx.errors import UnknownFilter
from tmx.streams.naming import FILTERS, make_condition

UNIT = TranslationUnit(
    (Variant("en-GB", "The harbour library"), Variant("ar", "مكتبة الميناء")),
    (Property("x-score", "0.80"), Property("x-bead", "2-1"), Property("project", "a=b")),
)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("lang=en,ar", True),
        ("lang=fr", False),
        ("!lang=fr", True),
        ("min-score=0.8", True),
        ("min-score=0.81", False),
        ("!min-score=0.81", True),
        ("after=2026-01-01", False),
        ("author=Amal", False),
        ("prop=project", True),
        ("prop=project=^a=b$", True),
        ("prop=project=^b", False),
        ("match=الميناء$", True),
        ("!match=^The", False),
        ("min-length=13", True),
        ("max-length=18", False),
        ("min-words=2", True),
        ("min-words=3", False),
        ("max-words=2", False),
        ("length-ratio=1.5", True),
        ("different", True),
        ("!different", False),
        ("letters=1", True),
        ("one-to-one", False),
    ],
)
def test_a_name_and_a_value_make_a_condition(text: str, holds: bool) -> None:
    assert make_condition(text, FILTERS).holds(UNIT) is holds


def test_the_opposite_has_a_name_of_its_own() -> None:
    assert make_condition("!min-words=3", FILTERS).name == "!min-words 3"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nonsense", "nonsense: there is no such filter; choose from lang=en,ar min-score=0..1"),
        ("min-score", "min-score: write it as min-score=0..1"),
        ("different=yes", "different=yes: write it as different"),
        ("min-score=high", "min-score=high: could not convert"),
        ("min-score=1.5", "min-score=1.5: it lies in 0..1; write it as min-score=0..1"),
        ("length-ratio=0.5", "length-ratio=0.5: it has to be 1 or more"),
        ("match=(", "match=(: missing )"),
        ("after=soon", "after=soon: "),
    ],
)
def test_what_is_wrong_is_said_with_how_to_write_it(text: str, said: str) -> None:
    with pytest.raises(UnknownFilter) as error:
        make_condition(text, FILTERS)
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)
