"""Where a keyword is, and what stands around it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tmx.matching.kwic import context, find_keyword


def found(text: str, pattern: str, language: str, window: int = 0) -> list[str]:
    return [text[start:end] for start, end in find_keyword(text, pattern, language, window)]


@pytest.mark.parametrize(
    ("language", "pattern", "text", "places"),
    [
        ("en", "library", "The libraries' books; a Library card.", ["libraries", "Library"]),
        ("en", "libraries", "a library", ["library"]),
        ("en", "cat", "A category of cats", ["cats"]),
        ("en", "dog", "The dog's bone", ["dog"]),
        ("en", "city council", "City councils met; the council of the city", ["City councils"]),
        ("en", "1,234", "costs 1,234 dinars", ["1,234"]),
        ("de", "Haus", "Die Häuser des Hauses", ["Häuser", "Hauses"]),
        ("fr", "eau", "L’eau et les eaux", ["eau", "eaux"]),
        ("ru", "книга", "Он читает книгу о книгах", ["книгу", "книгах"]),
        ("ar", "كتاب", "قرأ الكتابَ وكتابها", ["الكتابَ", "وكتابها"]),
        (
            "ar",
            "كتاب",
            "والكتاب فالكتاب بالكتاب كالكتاب للكتاب",
            ["والكتاب", "فالكتاب", "بالكتاب", "كالكتاب", "للكتاب"],
        ),
        ("ar", "كتاب", "وكتاب فكتاب بكتاب لكتاب ككتاب", ["وكتاب", "فكتاب", "بكتاب", "لكتاب", "ككتاب"]),
        ("ar", "الكتاب", "هذا كتابٌ", ["كتابٌ"]),
        ("ar", "كِتَابٌ", "في كتـــاب", ["كتـــاب"]),
        ("ar", "المدينه", "في مدينةٍ", ["مدينةٍ"]),
        ("ar", "اعلان", "الإعلان والأعلان", ["الإعلان", "والأعلان"]),
        ("ar", "يكتب", "سيكتب رسالة", ["سيكتب"]),
        ("ar", "كتاب", "كتب الكاتب مكتبة", []),
        ("ar-LY", "مجلس رئاسي", "المجلسُ الرئاسيّ، والمجلس الأعلى الرئاسي", ["المجلسُ الرئاسيّ"]),
        ("ar", "2011", "في عام ٢٠١١ م", ["٢٠١١"]),
        ("ar", "صلى الله", "النبي ﷺ هنا", []),
        ("fa", "کتاب", "این كتاب است", ["كتاب"]),
        ("he", "ספר", "זה סֵפֶר טוב", ["סֵפֶר"]),
        ("zh", "图书馆", "市图书馆和图书", ["图书馆"]),
        ("hi", "हिन्दी", "यह हिन्दी है", ["हिन्दी"]),
        ("en", "?!", "What?!", []),
        ("en", "", "What", []),
        ("en", "word", "", []),
    ],
)
def test_a_keyword_is_found_as_whole_words(language: str, pattern: str, text: str, places: list[str]) -> None:
    assert found(text, pattern, language) == places


def test_a_window_lets_other_words_stand_between() -> None:
    text = "المجلس الرئاسي والمجلس الأعلى الرئاسي والمجلس البلدي غير الرئاسي"
    assert found(text, "المجلس الرئاسي", "ar") == ["المجلس الرئاسي"]
    assert found(text, "المجلس الرئاسي", "ar", 1) == ["المجلس الرئاسي", "والمجلس الأعلى الرئاسي"]
    assert len(found(text, "المجلس الرئاسي", "ar", 2)) == 3
    assert found("a b", "b a", "en", 5) == []  # in order


def test_spans_do_not_overlap() -> None:
    assert find_keyword("la la la", "la la", "en") == ((0, 5),)


TEXT = "أعلن رئيس الوزراء أن  الحكومة\nسوف تعقد اجتماعًا طارئًا في طرابلس يوم الأحد"
SPAN = (TEXT.index("الحكومة"), TEXT.index("الحكومة") + len("الحكومة"))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (99, 99, ("أعلن رئيس الوزراء أن ", " سوف تعقد اجتماعًا طارئًا في طرابلس يوم الأحد")),
        (20, 20, ("…رئيس الوزراء أن ", " سوف تعقد اجتماعًا…")),
        (5, 10, ("…أن ", " سوف تعقد…")),
        (2, 3, ("…", " س…")),
        (1, 1, ("…", "…")),
        (0, 0, ("", "")),
    ],
)
def test_contexts_are_cut_between_words(before: int, after: int, expected: tuple[str, str]) -> None:
    left, keyword, right = context(TEXT, SPAN, before, after)
    assert keyword == "الحكومة"
    assert (left, right) == expected


def test_a_long_word_is_cut_where_it_must_be() -> None:
    assert context("aaaaaaaaaa(word)bbbbbbbbbb", (11, 15), 6, 6) == ("…aaaa(", "word", ")bbbb…")
    assert context("東京図書館 word 東京図書館", (6, 10), 6, 6) == ("…書館 ", "word", " 東京…")


@given(st.text("ab كتَابٌ東\n", max_size=40), st.integers(0, 40), st.integers(0, 20), st.integers(0, 20))
def test_contexts_fit_and_are_what_stands_there(text: str, place: int, before: int, after: int) -> None:
    place = min(place, len(text))
    left, keyword, right = context(f"{text[:place]}X{text[place:]}", (place, place + 1), before, after)
    assert keyword == "X"
    assert cell_len(left) <= before
    assert cell_len(right) <= after
    assert not left.removeprefix("…") or " ".join(text[:place].split()).endswith(left.removeprefix("…").strip())
    assert not right.removesuffix("…") or " ".join(text[place:].split()).startswith(right.removesuffix("…").strip())
    if left.startswith("…"):
        assert not unicodedata.combining(left[1:2] or "a")
