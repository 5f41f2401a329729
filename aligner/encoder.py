"""What the aligner needs from a model: vectors of texts, and from some models vectors of words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    much each word matters, at least 0. Text i consists of ``vectors[types[starts[i]:starts[i + 1]]]``.
    """

    vectors: FloatArray
    weights: FloatArray
    types: IntArray
    starts: IntArray

    def __len__(self) -> int:
        return len(self.starts) - 1

    def prefix_sums(self) -> FloatArray:
        """Row i is the sum of all weighted vectors before text i (texts + 1 x dimension).

        The vector of the run i..j of texts is row j minus row i: no run is ever encoded again.
        """
        weighted = (self.vectors * self.weights[:, None])[self.types]
        sums = np.zeros((len(weighted) + 1, self.vectors.shape[1]), np.float32)
        np.cumsum(weighted, axis=0, dtype=np.float64, out=sums[1:])
        return sums[self.starts]


@runtime_checkable
class WordEncoder(Encoder, Protocol):
    """An encoder whose word vectors are meaningful by themselves, outside any sentence."""

    def words(self, texts: Sequence[str]) -> Words:
        """The words of ``texts``, in order."""
        ...
