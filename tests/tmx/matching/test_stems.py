"""Stems, and what counts as the same word."""

from hypothesis import given
from hypothesis import strategies as st

from tmx.matching.stems import bases, forms, stemmer

words = st.text("والفبكسةكتابمجلس", min_size=1, max_size=9)


@given(words, words)
def test_bases_are_the_stems_of_which_a_stem_is_a_form(word: str, other: str) -> None:
    stem = stemmer("ar")(word)
    for form in forms(word, "ar"):
        assert stem in bases(form, "ar")
    if stemmer("ar")(other) == other:  # so that its forms are those of the stem
        assert (other in bases(stem, "ar")) == (stem in forms(other, "ar"))


def test_the_own_stem_comes_first() -> None:
    assert bases("وبكتاب", "ar") == ("وبكتاب", "بكتاب", "كتاب")
    assert bases("كتاب", "ar-LY") == ("كتاب",)
    assert bases("وبكتاب", "fa") == ("وبكتاب",)
