"""The changes between a query and the source of a unit."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.matching.difference import ChangeKind, difference
from tmx.matching.keys import match_key
from tmx.matching.spans import token_spans


def shown(query: str, source: str) -> list[str]:
    """``=same``, ``+added``, ``-gone``, ``gone>added``."""
    result = []
    for change in difference(query, source):
        new, old = query[slice(*change.query_span)], source[slice(*change.source_span)]
        forms = {
            ChangeKind.EQUAL: f"={new}",
            ChangeKind.INSERT: f"+{new}",
            ChangeKind.DELETE: f"-{old}",
            ChangeKind.REPLACE: f"{old}>{new}",
        }
        result.append(forms[change.kind])
    return result


@pytest.mark.parametrize(
    ("query", "source", "changes"),
    [
        ("The old library", "The library", ["=The", "+old", "=library"]),
        ("The library", "The old library", ["=The", "-old", "=library"]),
        ("They met in Tripoli.", "They met in Sabha.", ["=They met in", "Sabha>Tripoli", "=."]),
        ("It is late, so go", "It is late so go", ["=It is late", "+,", "=so go"]),
        ("don't go", "do not go", ["do not>don't", "=go"]),
        ("costs 1,234.5", "costs 1,234.6", ["=costs", "1,234.6>1,234.5"]),
        ("THE “end”", 'the "end"', ["=THE “end”"]),
        ("اجتَمَعَ المجلسُ", "اجتمع المجلس", ["=اجتَمَعَ المجلسُ"]),
        ("المدينة الى ٢٠٢٠", "المدينه إلى 2020", ["=المدينة الى ٢٠٢٠"]),
        (
            "اجتمع المجلس البلدي في طرابلس",
            "اجتمع المجلس في بنغازي",
            ["=اجتمع المجلس", "+البلدي", "=في", "بنغازي>طرابلس"],
        ),
        ("هل نقاوم؟", "نقاوم؟", ["+هل", "=نقاوم؟"]),
        ("كتـــاب \u200fجديد", "كتاب قديم", ["=كتـــاب", "قديم>جديد"]),
        ("می\u200cخواهم برو", "می\u200cخواهم بیا", ["=می\u200cخواهم", "بیا>برو"]),
        ("東京図書館に行く", "東京大学に行く", ["=東京", "大学>図書館", "=に行く"]),
        ("हिन्दी में", "हिन्दी का", ["=हिन्दी", "का>में"]),
        ("new", "", ["+new"]),
        ("", "old one", ["-old one"]),
        ("", "", []),
        (" \u200f ", "", []),
    ],
)
def test_changes_lead_from_the_source_to_the_query(query: str, source: str, changes: list[str]) -> None:
    assert shown(query, source) == changes


def test_an_empty_span_says_where_the_words_would_stand() -> None:
    insertion = difference("a b c", "a c")[1]
    assert (insertion.query_span, insertion.source_span) == ((2, 3), (1, 1))
    deletion = difference("b", "a b")[0]
    assert (deletion.query_span, deletion.source_span) == ((0, 0), (0, 1))


_words = st.sampled_from(
    ["a", "b", "c.", "don't", "كتاب", "كِتَاب", "،", "١٢", "12", "東", "\u200f", "ء", "😀", " ", "\n"]
)
_texts = st.lists(_words, max_size=12).map(" ".join) | st.lists(_words, max_size=8).map("".join)


@given(_texts, _texts)
def test_spans_cover_the_tokens_of_both_in_order(query: str, source: str) -> None:
    changes = difference(query, source)
    for text, spans in (
        (query, [change.query_span for change in changes]),
        (source, [change.source_span for change in changes]),
    ):
        last = 0
        for start, end in spans:
            assert last <= start <= end <= len(text)
            last = end
        covered = [
            token for token in token_spans(text) if any(start <= token[0] and token[1] <= end for start, end in spans)
        ]
        assert covered == list(token_spans(text))
    for change in changes:
        new, old = query[slice(*change.query_span)], source[slice(*change.source_span)]
        assert bool(new) == (change.kind is not ChangeKind.DELETE)
        assert bool(old) == (change.kind is not ChangeKind.INSERT)
        if change.kind is ChangeKind.EQUAL:
            assert match_key(new).replace(" ", "") == match_key(old).replace(" ", "")
    assert all(one.kind is not other.kind for one, other in pairwise(changes))


@given(_texts)
def test_identical_texts_are_equal(text: str) -> None:
    changes = difference(text, text)
    assert {change.kind for change in changes} <= {ChangeKind.EQUAL}
    assert len(changes) == bool(token_spans(text))
