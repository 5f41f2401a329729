"""Which words of a target translate those of the source: by hand, and against marked pairs.

Each line of ``counterparts.tsv`` has the word and its counterpart in brackets; lines marked ``tuned``
set the constants of ``aligner.counterparts``, lines marked ``held`` did not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

import aligner
from aligner.counterparts import Span, counterparts
from aligner.explanation import SpanEncoder, explain, require_words
from tests.aligner.conftest import KnownWordsEncoder
from tmx.matching.spans import word_spans


class SpannedEncoder(KnownWordsEncoder):
    """Words are what stands between spaces."""

    def word_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        return [[match.span() for match in re.finditer(r"\S+", text)] for text in texts]


@dataclass(frozen=True)
class Pair:
    languages: str
    source: str
    sought: tuple[Span, ...]
    target: str
    right: tuple[Span, ...]

    def turned(self) -> "Pair":
        return Pair(self.languages, self.target, self.right, self.source, self.sought)

    def without_counterpart(self) -> "Pair":
        target = self.target
        for start, end in reversed(self.right):
            target = target[:start] + target[end:]
        return Pair(self.languages, self.source, self.sought, " ".join(target.split()), ())


def unmarked(text: str) -> tuple[str, tuple[Span, ...]]:
    plain, spans = "", []
    for part in re.split(r"(\[[^\]]*\])", text):
        word = part.strip("[]")
        if word != part:
            spans.append((len(plain), len(plain) + len(word)))
        plain += word
    return plain, tuple(spans)


def pairs(use: str) -> Iterator[Pair]:
    for line in Path(__file__).with_name("counterparts.tsv").read_text(encoding="utf-8").splitlines():
        kind, first, second, source, target = line.split("\t")
        if kind == use:
            yield Pair(f"{first}-{second}", *unmarked(source), *unmarked(target))


@pytest.fixture(scope="module")
def embedded() -> SpanEncoder:
    return require_words(aligner.load_encoder())


def measured(items: Sequence[Pair], found: Sequence[Sequence[Span]]) -> tuple[float, float]:
    """Precision and recall over words."""
    right = wrong = missing = 0
    for pair, spans in zip(items, found, strict=True):
        wanted, got = (words_at(pair.target, some) for some in (pair.right, spans))
        right, wrong, missing = right + len(wanted & got), wrong + len(got - wanted), missing + len(wanted - got)
    return right / (right + wrong), right / (right + missing)


def words_at(text: str, spans: Sequence[Span]) -> set[Span]:
    return {word for word in word_spans(text) if any(word[0] < end and start < word[1] for start, end in spans)}


def nearest(pair: Pair, encoder: SpanEncoder) -> list[Span]:
    """What ``explain`` alone would say."""
    explanation = explain(pair.source, pair.target, encoder)
    found = [word for word in explanation.source.words if words_at(pair.source, pair.sought) & {(word.start, word.end)}]
    others = [explanation.target.words[word.counterpart] for word in found if word.counterpart is not None]
    return [(word.start, word.end) for word in others]


def test_the_marked_pairs_are_what_was_asked_for() -> None:
    held = list(pairs("held"))
    assert [
        sum(pair.languages in wanted for pair in held) for wanted in ({"en-ar", "ar-en"}, {"de-en"}, {"fr-en"})
    ] == [
        60,
        10,
        10,
    ]
    assert all(pair.sought and pair.right for pair in (*held, *pairs("tuned")))


def test_counterparts_of_marked_words_are_found(embedded: SpanEncoder) -> None:
    held = list(pairs("held"))
    found = [counterparts(pair.source, pair.target, pair.sought, embedded) for pair in held]
    precision, recall = measured(held, found)
    before = measured(held, [nearest(pair, embedded) for pair in held])
    assert precision > 0.94
    assert recall > 0.88
    assert precision > before[0] + 0.03
    assert recall > before[1]


def test_and_the_other_way_round(embedded: SpanEncoder) -> None:
    turned = [pair.turned() for pair in pairs("held")]
    precision, recall = measured(turned, [counterparts(one.source, one.target, one.sought, embedded) for one in turned])
    assert precision > 0.9
    assert recall > 0.87


def test_what_is_not_translated_is_mostly_not_found(embedded: SpanEncoder) -> None:
    left_out = [pair.without_counterpart() for pair in pairs("held")]
    silent = sum(not counterparts(pair.source, pair.target, pair.sought, embedded) for pair in left_out)
    assert silent / len(left_out) > 0.8


@pytest.mark.parametrize(
    ("source", "sought", "target", "right"),
    [
        ("The [library] is closed.", "library", "المكتبة مغلقة.", ["المكتبة"]),
        ("the fire west of the [airport]", "airport", "الحريق غرب المطار", ["المطار"]),
        ("وقّع [اتفاقية] سلام", "اتفاقية", "He signed a peace agreement", ["agreement"]),
        ("the president of the [council]", "council", "رئيسُ المَجلِس", ["المَجلِس"]),  # vowel marks
    ],
)
def test_a_word_finds_its_translation(
    source: str, sought: str, target: str, right: list[str], embedded: SpanEncoder
) -> None:
    text, spans = unmarked(source)
    assert text[slice(*spans[0])] == sought
    assert [target[start:end] for start, end in counterparts(text, target, spans, embedded)] == right


def test_each_word_is_paired_once() -> None:
    # "red" is there twice, and each finds its own.
    encoder = SpannedEncoder()
    source, target = "red green red blue", "red green red blue"
    assert counterparts(source, target, [(0, 3)], encoder) == ((0, 3),)
    assert counterparts(source, target, [(10, 13)], encoder) == ((10, 13),)
    assert counterparts(source, target, [(0, 3), (10, 13)], encoder) == ((0, 3), (10, 13))


def test_neighbours_make_one_span_and_parts_of_words_are_words() -> None:
    encoder = SpannedEncoder()
    assert counterparts("red green blue", "x red green blue", [(0, 9)], encoder) == ((2, 11),)
    assert counterparts("red green blue", "x red green blue", [(5, 7)], encoder) == ((6, 11),)


@pytest.mark.parametrize(("source", "target", "spans"), [("", "a", []), ("a", "", [(0, 1)]), ("a b", "a b", [])])
def test_nothing_to_look_for_or_in_is_nothing(source: str, target: str, spans: list[Span]) -> None:
    assert counterparts(source, target, spans, SpannedEncoder()) == ()


def test_function_words_are_found_when_they_are_asked_for(embedded: SpanEncoder) -> None:
    source, target = "He lives in Cairo with his brother.", "يعيش في القاهرة مع شقيقه."
    start = source.index("in")
    assert [target[slice(*span)] for span in counterparts(source, target, [(start, start + 2)], embedded)] == ["في"]


@pytest.mark.parametrize("pair", [*pairs("held"), *pairs("tuned")][::5], ids=lambda pair: pair.source[:20])
def test_spans_are_whole_words_in_order(pair: Pair, embedded: SpanEncoder) -> None:
    spans = counterparts(pair.source, pair.target, pair.sought, embedded)
    last = -1
    for start, end in spans:
        assert last < start < end <= len(pair.target)
        assert not pair.target[start - 1 : start].isalnum()
        assert not pair.target[end : end + 1].isalnum()
        last = end
