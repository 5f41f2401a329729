"""Chunks of texts, their subwords, and sums of rows."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Encoding, Tokenizer

from aligner import chunks as module
from aligner import load_encoder
from aligner.chunks import Chunks, Pieces, row_sums
from aligner.encoder import ranges
from aligner.static import StaticEncoder

TEXTS = ["the old harbour", "", "the harbour  is closed ", "ميناء the"]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    encoder = load_encoder()
    assert isinstance(encoder, StaticEncoder)
    return encoder.tokenizer


def test_each_chunk_is_there_once() -> None:
    found = Chunks.of(TEXTS, at_spaces=True)
    assert found.distinct == ["the", "old", "harbour", "", "is", "closed", "ميناء"]
    assert found.starts.tolist() == [0, 3, 4, 10, 12]
    assert found.places[found.starts[2] : found.starts[3]].tolist() == [0, 4, 12, 13, 16, 23]
    assert Chunks.of(TEXTS, at_spaces=False).distinct == TEXTS
    assert Chunks.of([], at_spaces=True).starts.tolist() == [0]


@given(st.lists(st.text(alphabet="ab م\u200f ", max_size=12), max_size=5))
def test_chunks_stand_where_they_say(texts: list[str]) -> None:
    found = Chunks.of(texts, at_spaces=True)
    for number, text in enumerate(texts):
        run = slice(found.starts[number], found.starts[number + 1])
        placed = [
            (found.distinct[chunk], place) for chunk, place in zip(found.numbers[run], found.places[run], strict=True)
        ]
        assert [text[place : place + len(chunk)] for chunk, place in placed] == [chunk for chunk, _ in placed]


@given(st.lists(st.text(alphabet="abE9.,'’م،é港 \u00a0-\n", max_size=20), max_size=4))
def test_subwords_are_those_of_the_whole_text(tokenizer: Tokenizer, texts: list[str]) -> None:
    found = Chunks.of(texts, at_spaces=True)
    rows, starts = Pieces(tokenizer).rows(found.distinct)
    for number, text in enumerate(texts):
        whole = tokenizer.encode(text, add_special_tokens=False)
        held = found.numbers[found.starts[number] : found.starts[number + 1]]
        run = ranges(starts[held], np.diff(starts)[held])
        assert rows[run, 0].tolist() == whole.ids


class CountingTokenizer:
    """Remembers what it was asked for."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.asked: list[str] = []

    def encode_batch(self, texts: list[str], *, add_special_tokens: bool) -> Sequence[Encoding]:
        self.asked += texts
        found: Sequence[Encoding] = self.tokenizer.encode_batch(texts, add_special_tokens=add_special_tokens)
        return found


def test_short_chunks_are_tokenized_once(tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch) -> None:
    counting = CountingTokenizer(tokenizer)
    pieces, long = Pieces(counting), "harbour" * 9  # type: ignore[arg-type]
    first = pieces.rows(["the", "ميناء", long])
    again = pieces.rows(["ميناء", long, "the"])
    assert counting.asked == ["the", "ميناء", long, long]
    assert sorted(map(tuple, first[0].tolist())) == sorted(map(tuple, again[0].tolist()))
    monkeypatch.setattr(module, "_REMEMBERED", 3)
    assert len(pieces.rows(["a", "b", "the"])[0]) >= 3  # too many: all are forgotten but the new ones
    pieces.rows(["a", "the"])
    assert counting.asked[4:] == ["a", "b", "the"]


def test_sums_of_rows() -> None:
    chance = np.random.default_rng(3)
    table, scales = chance.normal(size=(9, 4)).astype(np.float32), chance.normal(size=9).astype(np.float32)
    runs = [[1, 2, 2], [], [8], list(chance.integers(0, 9, 3000))]
    starts = np.cumsum([0, *map(len, runs)])
    numbers = np.array([number for run in runs for number in run], np.int64)
    for scale in (None, scales):
        weights = np.ones(9, np.float32) if scale is None else scale
        expected = [(table[run] * weights[run, None]).sum(axis=0) if run else np.zeros(4) for run in runs]
        assert row_sums(numbers, starts, table, scale) == pytest.approx(np.array(expected), rel=1e-3, abs=1e-3)
    assert row_sums(numbers[:0], np.array([0, 0]), table).tolist() == [[0.0] * 4]
