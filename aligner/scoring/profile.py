"""What the score of a bead looks at: everything about one side that its text alone says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from aligner.encoder import Encoder, FloatArray, IntArray, WordEncoder, Words, unit
from aligner.scoring.coverage import with_chance
from aligner.scoring.marks import begin_with_sign, classify_ends, count_numbers, count_signs
from corpus import Document, whole_side


@dataclass(frozen=True, slots=True)
class Profile:
    """The segments of one side, in order; ``texts`` of whole sides only, not of parts.

    ``lengths`` in characters, ``signs``, ``numbers`` and ``vectors`` are prefix sums (segments + 1
    rows): of any run of segments they are a difference of two rows. ``ends`` and ``begins`` have a
    row for each. ``words`` is None for encoders without word vectors.
    """

    lengths: FloatArray
    signs: FloatArray
    numbers: FloatArray
    vectors: FloatArray
    ends: IntArray
    begins: IntArray
    words: Words | None
    texts: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.ends)

    def part(self, rows: Sequence[int]) -> "Profile":
        """The profile of some of the segments, as if these stood one after another."""
        chosen = np.fromiter(rows, np.int64, len(rows))
        lengths, signs, numbers, vectors = (
            _prefix_sums(sums[chosen + 1] - sums[chosen])
            for sums in (self.lengths, self.signs, self.numbers, self.vectors)
        )
        words = self.words.part(rows) if self.words else None
        return Profile(lengths, signs, numbers, vectors, self.ends[chosen], self.begins[chosen], words)

    def segment_lengths(self) -> FloatArray:
        """Characters of each segment."""
        return np.diff(self.lengths)

    def segment_vectors(self) -> FloatArray:
        """The unit vector of each segment."""
        return unit(np.diff(self.vectors, axis=0))


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
        words = encoder.words(texts).by_rarity()
        return _profile(texts, words.sums(), words)
    lengths = np.array([max(len(text), 1) for text in texts], np.float32)
    return _profile(texts, encoder.encode(texts) * lengths[:, None], None)


def _profile(texts: Sequence[str], vectors: FloatArray, words: Words | None) -> Profile:
    return Profile(
        _prefix_sums(np.array([len(text) for text in texts], np.float32)),
        _prefix_sums(count_signs(texts)),
        _prefix_sums(count_numbers(texts)),
        _prefix_sums(vectors),
        classify_ends(texts),
        begin_with_sign(texts),
        words,
        tuple(texts),
    )


def _prefix_sums(rows: FloatArray) -> FloatArray:
    sums = np.zeros((len(rows) + 1, *rows.shape[1:]))
    np.cumsum(rows, axis=0, out=sums[1:])
    result: FloatArray = sums.astype(np.float32)
    return result


def with_chances(source: Profile, target: Profile) -> tuple[Profile, Profile]:
    """Both profiles, their words with what they reach in the other text by chance."""
    if source.words is None or target.words is None:
        return source, target
    words = with_chance(source.words, target.words), with_chance(target.words, source.words)
    return replace(source, words=words[0]), replace(target, words=words[1])
