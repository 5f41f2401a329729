"""What a match key folds, and what it keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.matching.keys import cased_key, general_keys, match_key, match_keys

SAME = [
    ("الكِتَابُ", "الكتاب"),  # vowel marks
    ("الكتـــاب", "الكتاب"),  # tatweel
    ("أحمد إلى آخر", "احمد الي اخر"),  # alef, ya
    ("مسؤول", "مسوول"),
    ("شيء", "شي"),
    ("مكتبة", "مكتبه"),
    ("١٢ مايو", "12 مايو"),
    ("۱۲ خرداد", "12 خرداد"),
    ("«نعم»", '"نعم"'),
    ("لماذا؟", "لماذا?"),
    ("\u200fمرحبا\u200e", "مرحبا"),
    ("\u2067abc\u2069", "abc"),
    ("It’s “here”", 'it\'s "here"'),
    ("a\u00a0b\n c ", "A b c"),
    ("co\u00adoperate", "cooperate"),
    ("ﷺ", "صلى الله عليه وسلم"),
    ("①…", "1..."),
    ("Straße", "STRASSE"),
    ("e\u0301", "É"),
    ("שָׁלוֹם", "שלום"),
    ("ＡＢＣ。", "abc."),
]
OTHER = [("كتاب", "كاتب"), ("12", "13"), ("a, b", "a b"), ("yes.", "yes?"), ("ü", "u"), ("não", "nao")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_translator_would_call_these_the_same(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_but_not_these(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


def test_letter_case_is_kept_where_it_is_asked_for() -> None:
    assert cased_key("A  «B»") == 'A "B"'


def test_numbers_are_left_open() -> None:
    keys = match_keys(["In 2024, 1,234.5 and 3-4", "في ١٢ مايو", "none"])
    assert general_keys(keys) == ["in #, # and #", "في # مايو", "none"]


@given(st.lists(st.text()))
def test_many_keys_are_those_of_each(texts: list[str]) -> None:
    assert match_keys(texts) == [match_key(text) for text in texts]


@pytest.mark.parametrize("text", ["a b", " a  b", "a b  ", "\ta \r\n b \n ", "\u00a0a\u200f  b\u00a0\u00a0"])
def test_white_space_is_one_space_between_words(text: str) -> None:
    assert match_key(text) == "a b"


@given(st.text())
def test_a_key_is_its_own_key_and_one_line(text: str) -> None:
    key = match_key(text)
    assert match_key(key) == key
    assert key.split() == key.split(" ") or not key
    assert len(general_keys([key])) == 1
