"""What the aligner needs from a model: vectors of texts, and from some models vectors of words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]
Progress = Callable[[int, int], None]
"""Called with what is done and what there is in all."""


def unit(vectors: FloatArray) -> FloatArray:
    """Rows at unit length; a row of zeros stays."""
    scaled: FloatArray = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return scaled


def ranges(firsts: IntArray, lengths: IntArray) -> IntArray:
    """The numbers from each first one on, as many as it is long, one range after another."""
    before = lengths.cumsum() - lengths
    found: IntArray = np.arange(int(lengths.sum())) + np.repeat(firsts - before, lengths)
    return found


class Encoder(Protocol):
    """A multilingual model that puts translations near each other."""

    @property
    def name(self) -> str:
        """Identifies the model, for signatures and provenance."""
        ...

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> FloatArray:
        """Vectors of unit length, float32 (texts x dimension); a text without tokens is zero."""
        ...


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a sequence of texts, each distinct word with one vector.

    ``vectors`` (types x dimension, float32) has rows of unit length and ``weights`` (types) how
    much each word matters, at least 0. Text i consists of ``vectors[types[starts[i]:starts[i + 1]]]``;
    ``places``, beside ``types``, says at which code point of its text each begins, rising.
    ``chance`` (types) is the similarity, in 0..1, that a word reaches in any text at all; the
    aligner finds it out.
    """

    vectors: FloatArray
    weights: FloatArray
    types: IntArray
    starts: IntArray
    places: IntArray
    chance: FloatArray | None = None

    def __len__(self) -> int:
        return len(self.starts) - 1

    def part(self, rows: Iterable[int]) -> "Words":
        """The words of some of the texts."""
        texts = np.fromiter(rows, np.int64)
        lengths = np.diff(self.starts)[texts]
        chosen, starts = ranges(self.starts[texts], lengths), np.concatenate([[0], lengths.cumsum()])
        kept, types = np.unique(self.types[chosen], return_inverse=True)
        chance = None if self.chance is None else self.chance[kept]
        return Words(self.vectors[kept], self.weights[kept], types, starts, self.places[chosen], chance)

    def by_rarity(self) -> "Words":
        """The same words, weighed also by the root of their inverse document frequency over the texts."""
        texts = np.repeat(np.arange(len(self)), np.diff(self.starts))
        order = np.lexsort((texts, self.types))
        types, texts = self.types[order], texts[order]
        first = np.ones(len(types), bool)
        first[1:] = (np.diff(types) > 0) | (np.diff(texts) > 0)
        frequency = np.maximum(np.bincount(types[first], minlength=len(self.vectors)), 1)
        rarity = np.sqrt(np.log((len(self) + 1) / frequency)).astype(np.float32)
        return replace(self, weights=self.weights * rarity)

    def sums(self) -> FloatArray:
        """The sum of the weighted vectors of each text (texts x dimension)."""
        sums = np.zeros((len(self), self.vectors.shape[1]), np.float32)
        for row, (first, stop) in enumerate(pairwise(self.starts)):
            types = self.types[first:stop]
            sums[row] = self.weights[types] @ self.vectors[types]
        return sums


@runtime_checkable
class WordEncoder(Encoder, Protocol):
    """An encoder whose word vectors are meaningful by themselves, outside any sentence."""

    def words(self, texts: Sequence[str]) -> Words:
        """The words of ``texts``, in order."""
        ...
