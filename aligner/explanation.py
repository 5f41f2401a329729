"""Why a unit scores as it does: which words of one side have a counterpart on the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from aligner.encoder import Encoder, FloatArray, WordEncoder
from aligner.errors import EncoderError

# What a word finds in a sentence that says something else, a cosine of .17 in the mean, times the
# share of it that aligner.scoring.coverage takes for nothing.
_CHANCE = 0.07
_COVERED = 0.25  # coverage from which a word has a counterpart
_LIGHT = 0.25  # words of less than this share of the mean weight, as "the", need none


@runtime_checkable
class SpanEncoder(WordEncoder, Protocol):
    """An encoder that can also tell where its words are."""

    def word_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """Start and end, in code points, of each word of ``words``, for each text."""
        ...


@dataclass(frozen=True, slots=True)
class Word:
    """A word, and what it found on the other side.

    ``start`` and ``end`` count code points of the text, ``weight`` says how much the word matters,
    at least 0, ``coverage``, in 0..1, how near its best counterpart is, the word of that index on
    the other side; none where the other side has no words.
    """

    start: int
    end: int
    weight: float
    coverage: float
    counterpart: int | None


@dataclass(frozen=True, slots=True)
class ExplainedText:
    """One side: its text and the words in it, in order. Punctuation marks are words too."""

    text: str
    words: tuple[Word, ...]

    @property
    def coverage(self) -> float:
        """Share of the words, by weight, that the other side covers, in 0..1; 0 without words."""
        whole = sum(word.weight for word in self.words)
        return sum(word.weight * word.coverage for word in self.words) / whole if whole else 0.0

    def spelling(self, word: Word) -> str:
        """The word as it stands in the text."""
        return self.text[word.start : word.end]

    def is_notable(self, word: Word) -> bool:
        """Whether a reader should be told of ``word``: neither punctuation nor as light as an article."""
        mean = sum(word.weight for word in self.words) / len(self.words)
        return word.weight >= _LIGHT * mean and any(char.isalnum() for char in self.spelling(word))

    def missing(self) -> tuple[Word, ...]:
        """The notable words without a counterpart."""
        return tuple(word for word in self.words if word.coverage < _COVERED and self.is_notable(word))


@dataclass(frozen=True, slots=True)
class Link:
    """A word of each side, each the other's best counterpart; ``strength`` is their coverage."""

    source: Word
    target: Word
    strength: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Both sides of a unit."""

    source: ExplainedText
    target: ExplainedText

    def links(self) -> tuple[Link, ...]:
        """Notable words that have each other for a counterpart; first what explains most."""
        found = [
            Link(word, other, word.coverage)
            for index, word in enumerate(self.source.words)
            if word.counterpart is not None and word.coverage >= _COVERED and self.source.is_notable(word)
            for other in (self.target.words[word.counterpart],)
            if other.counterpart == index and self.target.is_notable(other)
        ]
        return tuple(sorted(found, key=lambda link: -link.strength * (link.source.weight + link.target.weight)))


def require_words(encoder: Encoder) -> SpanEncoder:
    """``encoder``, if it can explain anything; raises ``EncoderError``."""
    if isinstance(encoder, SpanEncoder):
        return encoder
    raise EncoderError(
        f"{encoder.name}: this model has no vectors for words, so that it cannot explain a unit; "
        "leave out --explain, or --model"
    )


def explain(source: str, target: str, encoder: SpanEncoder) -> Explanation:
    """How well each word of ``source`` and ``target`` is covered by the best word of the other."""
    words = encoder.words([source, target])
    first, second = (words.types[words.starts[side] : words.starts[side + 1]] for side in (0, 1))
    cosines = words.vectors[first] @ words.vectors[second].T
    credit = np.clip((cosines - _CHANCE) / (1 - _CHANCE), 0, 1)
    spans = encoder.word_spans([source, target])
    return Explanation(
        _explained(source, spans[0], words.weights[first], credit),
        _explained(target, spans[1], words.weights[second], credit.T),
    )


def _explained(text: str, spans: Sequence[tuple[int, int]], weights: FloatArray, credit: FloatArray) -> ExplainedText:
    words = []
    for (start, end), weight, row in zip(spans, weights.tolist(), credit, strict=True):
        best = int(row.argmax()) if len(row) else None
        words.append(Word(start, end, weight, float(row[best]) if best is not None else 0.0, best))
    return ExplainedText(text, tuple(words))
