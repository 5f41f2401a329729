"""Small encoders whose vectors are known."""

import re
from collections.abc import Sequence

import numpy as np
import pytest

from aligner.encoder import FloatArray, Progress, Words, unit


class PlainEncoder:
    """Each distinct word, lower-cased, has a random direction of its own; no word interface."""

    name = "plain"

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> FloatArray:
        vectors = np.zeros((len(texts), 64), np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                vectors[row] += self.vector(word)
        return unit(vectors)

    def vector(self, word: str) -> FloatArray:
        seed = int.from_bytes(word.encode(), "little") % (1 << 63)
        return np.random.default_rng(seed).standard_normal(64).astype(np.float32)


class KnownWordsEncoder(PlainEncoder):
    """The same with words: equal words are equal vectors, others nearly orthogonal."""

    name = "known-words"

    def words(self, texts: Sequence[str]) -> Words:
        known: dict[str, int] = {}
        rows = [[known.setdefault(word, len(known)) for word in text.lower().split()] for text in texts]
        vectors = np.array([self.vector(word) for word in known], np.float32).reshape(-1, 64)
        return Words(
            unit(vectors),
            np.ones(len(known), np.float32),
            np.array([word for row in rows for word in row], np.int64),
            np.cumsum([0, *map(len, rows)]),
            np.array([match.start() for text in texts for match in re.finditer(r"\S+", text)], np.int64),
        )


@pytest.fixture(params=[PlainEncoder, KnownWordsEncoder], ids=["sentences only", "words"])
def encoder(request: pytest.FixtureRequest) -> PlainEncoder:
    made: PlainEncoder = request.param()
    return made


@pytest.fixture
def words_encoder() -> KnownWordsEncoder:
    return KnownWordsEncoder()
