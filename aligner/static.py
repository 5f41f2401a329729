"""Static models: one vector per subword, a text is their mean. No torch, no hub, 0.1 s to load.

Reads the folder of a sentence-transformers ``StaticEmbedding``, in float32, float16, or as int8
rows with one float scale each (``embeddings`` and ``weights``, the layout of model2vec), which
``SentenceTransformer(path)`` reads as well and to the same vectors.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Encoding, Tokenizer

from aligner.encoder import FloatArray, Progress, Words, unit
from aligner.errors import EncoderError

_BATCH = 4096
# A word matters by the cube of its vector's length: training leaves function words short.
_IMPORTANCE = 3.0


def is_static(folder: Path) -> bool:
    """Whether ``folder`` holds a saved StaticEmbedding model."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        return str(modules[0]["type"]).endswith("StaticEmbedding")
    except (OSError, ValueError, LookupError, TypeError):
        return False


class StaticEncoder:
    """A ``WordEncoder`` over a table of subword vectors."""

    def __init__(self, folder: Path, name: str) -> None:
        """Load the model in ``folder``; raises ``EncoderError``."""
        self.name = name
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            tensors = load_file(folder / "model.safetensors")
            self._table = tensors["embedding.weight"] if "embedding.weight" in tensors else tensors["embeddings"]
        except (OSError, SafetensorError, KeyError) as error:
            raise EncoderError(f"{folder}: not a readable StaticEmbedding model ({error})") from error
        except Exception as error:  # what tokenizers raises has no class of its own
            raise EncoderError(f"{folder}: tokenizer.json cannot be read ({error})") from error
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        scales = tensors.get("weights", np.ones(len(self._table)))
        self._scales: FloatArray = scales.astype(np.float32)

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> FloatArray:
        """Mean of the subword vectors of each text, at unit length; zero for a text without any."""
        vectors = np.zeros((len(texts), self._table.shape[1]), np.float32)
        for first in range(0, len(texts), _BATCH):
            batch = list(texts[first : first + _BATCH])
            for row, encoding in enumerate(self._tokenizer.encode_batch_fast(batch, add_special_tokens=False), first):
                vectors[row] = self._sum(encoding.ids)
            if progress:
                progress(min(first + _BATCH, len(texts)), len(texts))
        return unit(vectors)

    def words(self, texts: Sequence[str]) -> Words:
        """Words as the tokenizer bounds them; the vector of a word is the sum of its subwords'."""
        known: dict[tuple[int, ...], int] = {}
        types: list[int] = []
        starts = [0]
        for encoding in self._tokenizer.encode_batch(list(texts), add_special_tokens=False):
            types += [known.setdefault(pieces, len(known)) for pieces in _pieces_by_word(encoding)]
            starts.append(len(types))
        sums = np.zeros((len(known), self._table.shape[1]), np.float32)
        for row, pieces in enumerate(known):
            sums[row] = self._sum(pieces)
        norms = np.linalg.norm(sums, axis=1)
        return Words(unit(sums), norms**_IMPORTANCE, np.array(types, np.int64), np.array(starts, np.int64))

    def _sum(self, pieces: Sequence[int]) -> FloatArray:
        """Sum of subword vectors; one product, which is faster than scaling each and adding up."""
        index = np.array(pieces, np.int64)
        total: FloatArray = self._scales[index] @ self._table[index].astype(np.float32)
        return total


def _pieces_by_word(encoding: Encoding) -> list[tuple[int, ...]]:
    words: dict[int | None, list[int]] = {}
    for piece, word in zip(encoding.ids, encoding.word_ids, strict=True):
        words.setdefault(word, []).append(piece)
    return [tuple(pieces) for pieces in words.values()]
