"""What the score of a bead looks at: everything about one side that its text alone says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from aligner.encoder import Encoder, FloatArray, IntArray, WordEncoder, Words, unit
from aligner.scoring.marks import begin_with_sign, classify_ends, count_numbers, count_signs, end_with_quotation
from aligner.scoring.meetings import with_chance
from corpus import Document, whole_side


@dataclass(frozen=True, slots=True)
class Profile:
    """The segments of one side, in order.

    Each has a row for every segment: ``lengths`` in characters; ``signs`` and ``numbers``, how often
    each kind occurs; ``vectors``, sums of word vectors (of encoders without these the segment's, which
    counts by its length); kinds of ``ends`` and ``begins``; whether it ``closes`` a quotation.
    ``words`` is None for encoders without word vectors.
    """

    lengths: FloatArray
    signs: FloatArray
    numbers: FloatArray
    vectors: FloatArray
    ends: IntArray
    begins: IntArray
    closes: IntArray
    words: Words | None
    texts: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ends)

    def unit_vectors(self, rows: slice) -> FloatArray:
        """The unit vector of each of some segments."""
        return unit(self.vectors[rows])


Input = str | Sequence[str] | FloatArray
"""A text, its segments, or their vectors (segments x dimension)."""


def profile(side: Input, encoder: Encoder) -> Profile:
    """Everything about a side; the sentences of a text are found first.

    Of vectors there is nothing but what they say: lengths and signs of 0 tell nothing. Raises
    ``CorpusError`` for a text without any letters.
    """
    if isinstance(side, np.ndarray):
        return _profile([""] * len(side), unit(side), None)
    texts = tuple(whole_side(Document("text", side)).texts() if isinstance(side, str) else side)
    if isinstance(encoder, WordEncoder):
        return profile_words(texts, encoder.words(texts).by_rarity())
    lengths = np.array([max(len(text), 1) for text in texts], np.float32)
    return _profile(texts, encoder.encode(texts) * lengths[:, None], None)


def profile_words(texts: Sequence[str], words: Words) -> Profile:
    """Everything about texts whose words are known, with their weights."""
    return _profile(texts, words.sums(), words)


def _profile(texts: Sequence[str], vectors: FloatArray, words: Words | None) -> Profile:
    return Profile(
        np.array([len(text) for text in texts], np.float32),
        count_signs(texts),
        count_numbers(texts),
        vectors,
        classify_ends(texts),
        begin_with_sign(texts),
        end_with_quotation(texts),
        words,
        tuple(texts),
    )


def with_chances(source: Profile, target: Profile) -> tuple[Profile, Profile]:
    """Both profiles, their words with what they reach in the other text by chance."""
    if source.words is None or target.words is None:
        return source, target
    words = with_chance(source.words, target.words), with_chance(target.words, source.words)
    return replace(source, words=words[0]), replace(target, words=words[1])
