"""Words of match keys, their hashes and their stems."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.matching.keys import match_keys
from tmx.matching.stems import forms, hash_stems, stem_hashes, stemmer, words
from tmx.matching.tokens import tokenize

WORDS = [
    ("the city's 12 ports", ["the", "city", "s", "12", "ports"]),
    ("في المكتبه، 5 كتب", ["في", "المكتبه", "5", "كتب"]),
    ("हिन्दी में", ["हिन्दी", "में"]),
    ("我们在2023年", ["我们", "们在", "2023", "年"]),
    ("ab漢c", ["ab", "漢", "c"]),
    ("", []),
    ("... !", []),
    ("😀 ok", ["ok"]),
]


@pytest.mark.parametrize(("key", "expected"), WORDS)
def test_words(key: str, expected: list[str]) -> None:
    assert words(key) == expected


@given(st.lists(st.text()))
def test_each_word_knows_its_key_and_its_hash(texts: list[str]) -> None:
    keys = match_keys(texts)
    tokens = tokenize(keys)
    found = [
        [tokens.word(index) for index in range(len(tokens.starts)) if tokens.rows[index] == row]
        for row in range(len(keys))
    ]
    assert found == [words(key) for key in keys]
    every = [word for row in found for word in row]
    assert tokens.hashes.tolist() == tokenize(every).whole.tolist()
    assert len(set(tokens.hashes.tolist())) == len(set(every))
    assert len(set(tokens.whole.tolist())) == len(set(keys))


ARABIC = [
    ("الكتاب", "كتاب"),
    ("والكتاب", "كتاب"),
    ("للمدينه", "مدين"),
    ("المدينه", "مدين"),
    ("مستشفيات", "مستشف"),
    ("المستشفي", "مستشف"),
    ("برنامج", "برنامج"),
    ("وطني", "وطن"),
]


@pytest.mark.parametrize(("word", "stem"), ARABIC)
def test_arabic_stems(word: str, stem: str) -> None:
    assert stemmer("ar-LY")(word) == stem


def test_arabic_forms_have_clitics_and_others_none() -> None:
    assert {"كتاب", "وكتاب", "لكتاب", "وبكتاب"} <= forms("الكتاب", "ar")
    assert forms("libraries", "en") == {stemmer("en")("library")}
    assert stemmer("xx")("libraries") == "libraries"


def test_stems_of_many_words_at_once() -> None:
    tokens = tokenize(["libraries and a library", "running"])
    expected = hash_stems([stemmer("en")(word) for word in ("libraries", "and", "a", "library", "running")])
    assert stem_hashes("en").of(tokens).tolist() == expected.tolist()
