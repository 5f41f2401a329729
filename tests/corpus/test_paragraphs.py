import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import lines, paragraphs

WRAPPED = """\
The council announced today that the library
will open its doors again in September, after
three years of work on the roof and windows.

Admission is free for everyone who lives here
and for visitors.
HARBOUR CITY
12 August
"""


def texts(text: str) -> list[str]:
    return [text[span.start : span.end] for span in paragraphs(text)]


def test_a_line_is_a_paragraph() -> None:
    assert texts("Headline\nHARBOUR CITY, 12 August\r\n\r\n  Body.  \n\u00a0\n") == [
        "Headline",
        "HARBOUR CITY, 12 August",
        "Body.",
    ]


def test_wrapped_lines_are_joined_and_short_ones_are_not() -> None:
    assert [part.split()[0] for part in texts(WRAPPED)] == ["The", "Admission", "HARBOUR", "12"]


def test_a_list_of_short_lines_is_not_wrapped_text() -> None:
    rows = ["Apples and pears", "Bread", "A bottle of milk", "Salt", "Two lemons"]
    assert texts("\n".join(rows)) == rows
    assert texts("\n".join(["Yes."] * 40)) == ["Yes."] * 40


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\n\nb\r\nc", ["a", "", "b", "c"]),
        ("a\n", ["a"]),
        ("\n", [""]),
        ("a\u2028b\x0bc", ["a\u2028b\x0bc"]),
    ],
)
def test_lines_are_those_of_wc(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in lines(text)] == expected


@given(st.text(alphabet="ab \n\r\u00a0\u2028\ufeff", max_size=60))
def test_paragraphs_are_trimmed_and_lose_no_text(text: str) -> None:
    found = texts(text)
    assert all(part == part.strip() and part for part in found)
    assert "".join("".join(found).split()).replace("\ufeff", "") == "".join(text.split()).replace("\ufeff", "")
