from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Document, Span, segment

CASES = [
    line.split("\t")
    for line in Path(__file__).with_name("segmentation.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def test_cases_were_found() -> None:
    assert len(CASES) >= 25


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_paragraphs_end_up_in_sentences(language: str, marked: str) -> None:
    document = Document("x", marked.replace("‖", ""))
    segments = segment(document, [(0, Span(0, len(document.text)))], language)
    assert [document.slice(one) for one in segments] == [part.strip() for part in marked.split("‖")]


@given(
    st.text(alphabet=st.sampled_from('اب وم.؟!…؛"«»()12aB \n\u200f\u00a0.'), max_size=80),
    st.sampled_from(["ar", "en", "xx"]),
)
def test_segments_cover_all_that_is_not_white_space(text: str, language: str) -> None:
    document = Document("x", text)
    segments = segment(document, [(0, Span(0, len(text)))], language)
    covered = "".join(document.slice(one) for one in segments)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(one.start < one.end for one in segments)
    assert all(before.end <= after.start for before, after in pairwise(segments))
