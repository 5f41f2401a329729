import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

import aligner
from aligner.alignment import Alignment, Bead
from aligner.cli import explain as printing
from aligner.encoder import Encoder
from aligner.errors import EncoderError
from aligner.explanation import Explanation, SpanEncoder, explain, require_words
from corpus import Bitext, Document, Side
from corpus.document import Segment
from tests.aligner.conftest import KnownWordsEncoder, PlainEncoder

ENGLISH = ["The old library opens on Monday.", "Journalists are invited."]
ARABIC = ["تفتح المكتبة القديمة أبوابها يوم الاثنين مجانًا."]


class SpannedEncoder(KnownWordsEncoder):
    """Words are what stands between spaces."""

    def word_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        return [[match.span() for match in re.finditer(r"\S+", text)] for text in texts]


@pytest.fixture(scope="module")
def embedded() -> SpanEncoder:
    return require_words(aligner.load_encoder())


@pytest.fixture
def bitext() -> Bitext:
    return Bitext(side("en", ENGLISH), side("ar", ARABIC))


@pytest.fixture
def alignment() -> Alignment:
    return Alignment((Bead(range(1), range(1), 0.93), Bead(range(1, 2), range(1, 1), 0.0)), 0.5, 1.0)


def side(language: str, texts: list[str]) -> Side:
    document = Document(f"{language}.txt", "\n".join(texts), "utf-8", guessed=False)
    starts = [sum(len(text) + 1 for text in texts[:index]) for index in range(len(texts))]
    segments = [Segment(start, start + len(text), 0) for start, text in zip(starts, texts, strict=True)]
    return Side(document, language, tuple(segments))


def pairs(explanation: Explanation) -> set[tuple[str, str]]:
    source, target = explanation.source, explanation.target
    return {(source.spelling(link.source), target.spelling(link.target)) for link in explanation.links()}


def printed(
    bitext: Bitext, alignment: Alignment, encoder: SpanEncoder, monkeypatch: pytest.MonkeyPatch, *, terminal: bool
) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
        width=80,
        highlight=False,
        no_color=False,
    )
    monkeypatch.setattr(printing, "answers", lambda: console)
    printing.show_explanations(bitext, alignment, encoder)
    return stream.getvalue()


def test_equal_words_cover_each_other() -> None:
    explanation = explain("red green blue", "blue red red", SpannedEncoder())
    assert [word.counterpart for word in explanation.source.words][::2] == [1, 0]
    assert [word.coverage > 0.99 for word in explanation.source.words] == [True, False, True]
    assert [explanation.source.spelling(word) for word in explanation.source.missing()] == ["green"]
    assert explanation.target.coverage == pytest.approx(1, abs=1e-5)
    assert 0.66 < explanation.source.coverage < 0.8
    assert pairs(explanation) == {("red", "red"), ("blue", "blue")}


def test_weights_decide_the_share() -> None:
    class Weighted(SpannedEncoder):
        def words(self, texts: Sequence[str]) -> aligner.Words:
            words = super().words(texts)
            words.weights[0] = 9
            return words

    first, rest = explain("red green", "red", Weighted()), explain("red green", "green", Weighted())
    assert first.source.coverage > 0.9
    assert rest.source.coverage < 0.3


def test_a_side_without_words_covers_nothing() -> None:
    explanation = explain("red green", "", SpannedEncoder())
    assert explanation.source.coverage == explanation.target.coverage == 0
    assert {word.counterpart for word in explanation.source.words} == {None}
    assert len(explanation.source.missing()) == 2
    assert explanation.links() == ()


def test_the_embedded_model_links_translations(embedded: SpanEncoder) -> None:
    explanation = explain(ENGLISH[0], ARABIC[0], embedded)
    assert {("library", "المكتبة"), ("old", "القديمة"), ("Monday", "الاثنين")} <= pairs(explanation)
    assert "مجانًا" in [explanation.target.spelling(word) for word in explanation.target.missing()]
    assert "." not in [explanation.source.spelling(word) for word in explanation.source.missing()]
    for text in (explanation.source, explanation.target):
        assert all(0 <= word.coverage <= 1 and word.weight >= 0 for word in text.words)
        assert 0.4 < text.coverage < 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don't stop, 123!", ["Don", "'", "t", "stop", ",", "123", "!"]),
        ("اجتَمَعَ المجلـــس في \u200fطرابلس، ٢٠٢٠", ["اجتَمَعَ", "المجلـــس", "في", "طرابلس", "،", "٢٠٢٠"]),
        ("می\u200cخواهم e\u0301te\u0301 😀 ﬁne", ["می\u200cخواهم", "e\u0301te\u0301", "😀", "ﬁne"]),
        ("قال ﷺ شيئًا", ["قال", "ﷺ", "ﷺ", "ﷺ", "ﷺ", "شيئًا"]),
        ("", []),
    ],
)
def test_spans_are_those_of_the_words(embedded: SpanEncoder, text: str, words: list[str]) -> None:
    spans = embedded.word_spans([text, text])
    assert [text[start:end] for start, end in spans[0]] == words
    assert spans[1] == spans[0]
    assert len(embedded.words([text]).types) == len(words)


@pytest.mark.parametrize("encoder", [PlainEncoder(), KnownWordsEncoder()])
def test_a_model_without_words_is_one_clear_line(encoder: Encoder) -> None:
    with pytest.raises(EncoderError, match=rf"^{encoder.name}: .*; leave out --explain, or --model$") as caught:
        require_words(encoder)
    assert "\n" not in str(caught.value)


def test_brackets_mark_words_without_counterpart_in_a_pipe(
    bitext: Bitext, alignment: Alignment, embedded: SpanEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = printed(bitext, alignment, embedded, monkeypatch, terminal=False)
    assert "\x1b" not in out
    assert "   1  1-1  0.93       en  \u2066The old library opens" in out
    assert re.search("\u2067تفتح المكتبة القديمة .*\\[مجانًا\\]\\.\u2069", out)
    assert re.search("library\u2069 = \u2068المكتبة\u2069 \\.\\d\\d", out)
    assert re.search(r"covered: \d+% of the en and \d+% of the ar words", out)
    assert re.search("without counterpart \\(ar\\): .*\u2068مجانًا\u2069", out)
    assert "no partner en  \u2066Journalists are invited.\u2069" in out
    for line in filter(None, out.splitlines()):
        assert re.fullmatch(
            "[^\u2066-\u2069]*[\u2066\u2067]([^\u2066-\u2069]|\u2068[^\u2066-\u2069]*\u2069)*\u2069", line
        )
        assert len(re.sub("[\u2066-\u2069]", "", line)) <= 80


def test_styles_never_break_an_arabic_word(
    bitext: Bitext, alignment: Alignment, embedded: SpanEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = printed(bitext, alignment, embedded, monkeypatch, terminal=True)
    assert "[مجانًا]" not in out
    assert "\x1b[4;31mمجانًا\x1b[0m" in out
    assert "\x1b[32mالمكتبة\x1b[0m" in out
    styled = re.findall("(.)\x1b\\[[1-9][0-9;]*m([^\x1b]*)\x1b\\[0m(?=(.))", out.split("\n\n", 1)[1])
    assert len(styled) > 10
    for before, word, after in styled:
        assert not re.search(r"\s", word)
        assert not re.match(r"\w", before)
        assert not re.match(r"\w", after)
    plain = re.sub("\x1b\\[[0-9;]*m", "", out)
    assert "\u2067تفتح المكتبة القديمة أبوابها يوم الاثنين مجانًا.\u2069" in plain


def test_consecutive_words_share_brackets_and_controls_stay_out(monkeypatch: pytest.MonkeyPatch) -> None:
    bitext = Bitext(side("en", ["red one two blue"]), side("ar", ["red \x1b[2J blue"]))
    alignment = Alignment((Bead(range(1), range(1), 0.5),), 1, 1)
    out = printed(bitext, alignment, SpannedEncoder(), monkeypatch, terminal=False)
    assert "red [one two] blue" in out
    assert "\x1b" not in out
    assert "\ufffd[2J" in out


def test_a_whole_file_can_be_explained(example: Path, embedded: SpanEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus import Reading, read_bitext

    bitext = read_bitext(example, None, Reading(None, None, None, False))
    beads = tuple(Bead(range(index, index + 1), range(index, index + 1), 0.9) for index in range(3))
    out = printed(bitext, Alignment(beads, 1, 1), embedded, monkeypatch, terminal=False)
    assert out.count("covered: ") == 3
    assert "\u2068Library\u2069 = \u2068مكتبة\u2069" in out
