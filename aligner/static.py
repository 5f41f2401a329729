"""Static models: one vector per subword, a text is their mean. No torch, no hub, 0.1 s to load.

Reads the folder of a sentence-transformers ``StaticEmbedding``, in float32, float16, or as int8
rows with one float scale each (``embeddings`` and ``weights``, the layout of model2vec), which
``SentenceTransformer(path)`` reads as well and to the same vectors.
"""

import json
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from aligner.chunks import Chunks, Pieces, row_sums
from aligner.encoder import FloatArray, IntArray, Progress, Words, ranges, unit
from aligner.errors import EncoderError

_BATCH = 1024
# A word matters by the square of its vector's length: training leaves function words short.
_IMPORTANCE = 2.0
_SPACE = "▁"  # what a subword at the beginning of a word begins with, or is
# Thai, Lao, Burmese, Khmer, kana, and Chinese characters.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_JOINERS = "\u0640\u200c\u200d"  # tatweel and the two zero-width joiners


def is_static(folder: Path) -> bool:
    """Whether ``folder`` holds a saved StaticEmbedding model."""
    return str(_first_module(folder).get("type")).endswith("StaticEmbedding")


def _first_module(folder: Path) -> dict[str, object]:
    """What sentence-transformers says of the module that holds the table; nothing where it says nothing."""
    try:
        return dict(json.loads((folder / "modules.json").read_text(encoding="utf-8"))[0])
    except (OSError, ValueError, LookupError, TypeError):
        return {}


@dataclass(frozen=True, slots=True)
class _Cut:
    """The subwords of chunks one after another, where each stands in its chunk, and which of them begin a word.

    Chunk i has the words ``heads[starts[i]:starts[i + 1]]``.
    """

    pieces: IntArray
    spans: IntArray
    heads: IntArray
    starts: IntArray


class StaticEncoder:
    """A ``WordEncoder`` over a table of subword vectors."""

    def __init__(self, folder: Path, name: str) -> None:
        """Load the model in ``folder``; raises ``EncoderError``."""
        self.name = name
        folder /= str(_first_module(folder).get("path", ""))  # at the top, or in a folder of its own
        try:
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            tensors = load_file(folder / "model.safetensors")
            self._table = tensors["embedding.weight"] if "embedding.weight" in tensors else tensors["embeddings"]
        except (OSError, SafetensorError, KeyError) as error:
            raise EncoderError(f"{folder}: not a readable StaticEmbedding model ({error})") from error
        except Exception as error:  # what tokenizers raises has no class of its own
            raise EncoderError(f"{folder}: tokenizer.json cannot be read ({error})") from error
        if "mapping" in tensors or self.tokenizer.get_vocab_size() > len(self._table):
            raise EncoderError(f"{folder}: its tokens do not have a row each; save it with sentence-transformers")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self._pieces = Pieces(self.tokenizer)
        scales = tensors.get("weights", np.ones(len(self._table)))
        self._scales: FloatArray = scales.astype(np.float32)

    def vectors(self) -> FloatArray:
        """The whole table in float32 (subwords x dimension)."""
        rows: FloatArray = self._table.astype(np.float32) * self._scales[:, None]
        return rows

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> FloatArray:
        """Mean of the subword vectors of each text, at unit length; zero for a text without any."""
        vectors = np.zeros((len(texts), self._table.shape[1]), np.float32)
        with ThreadPoolExecutor(1) as ahead:  # tokens of the next batch, while this one is added up
            coming = ahead.submit(self._tokens, texts[:_BATCH])
            for first in range(0, len(texts), _BATCH):
                pieces, starts = coming.result()
                coming = ahead.submit(self._tokens, texts[first + _BATCH : first + 2 * _BATCH])
                vectors[first : first + _BATCH] = row_sums(pieces, starts, self._table, self._scales)
                if progress:
                    progress(min(first + _BATCH, len(texts)), len(texts))
        return unit(vectors)

    def words(self, texts: Sequence[str]) -> Words:
        """Words as the tokenizer bounds them; the vector of a word is the sum of its subwords'.

        Of scripts without spaces, each subword is a word.
        """
        chunks, found, words, starts = self._words(texts)
        types, sums = self._distinct(found.pieces, found.heads)
        norms = np.linalg.norm(sums, axis=1)
        places = found.spans[found.heads, 0][words] + np.repeat(chunks.places, np.diff(found.starts)[chunks.numbers])
        return Words(unit(sums), norms**_IMPORTANCE, types[words], starts, places)

    def word_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """Where each word of ``words`` begins and ends in its text, in code points.

        Marks that the tokenizer drops belong to the letter before them. Words that one character
        stands for, as in ``ﷺ``, have the same span.
        """
        chunks, found, words, starts = self._words(texts)
        if not len(words):
            return [[] for _ in texts]
        shift = np.repeat(chunks.places, np.diff(found.starts)[chunks.numbers])
        begins = (np.minimum.reduceat(found.spans[:, 0], found.heads)[words] + shift).tolist()
        ends = (np.maximum.reduceat(found.spans[:, 1], found.heads)[words] + shift).tolist()
        return [
            [(start, _after_marks(text, end)) for start, end in zip(begins[run], ends[run], strict=True)]
            for text, run in zip(texts, map(slice, starts.tolist(), starts[1:].tolist()), strict=False)
        ]

    def _words(self, texts: Sequence[str]) -> tuple[Chunks, "_Cut", IntArray, IntArray]:
        """The chunks of texts, the subwords of distinct ones, which words of these the texts have, and from where."""
        chunks = Chunks.of(texts, at_spaces=self._pieces.at_spaces)
        found = self._cut(chunks.distinct)
        counts = np.diff(found.starts)[chunks.numbers]
        starts = np.concatenate([[0], counts.cumsum()])[chunks.starts]
        return chunks, found, ranges(found.starts[chunks.numbers], counts), starts

    def _cut(self, chunks: Sequence[str]) -> "_Cut":
        rows, counts = self._pieces.rows(chunks)
        pieces, begins = rows[:, 0].astype(np.int64), rows[:, 1].astype(bool)
        unspaced, is_space = self._unspaced(pieces), pieces == self.tokenizer.token_to_id(_SPACE)
        begins[1:] |= (unspaced[1:] | unspaced[:-1]) & ~is_space[:-1]
        heads = np.flatnonzero(begins)
        return _Cut(pieces, rows[:, 2:].astype(np.int64), heads, np.searchsorted(heads, counts))

    def _unspaced(self, pieces: IntArray) -> npt.NDArray[np.bool_]:
        """Which pieces are of a script that is written without spaces."""
        known = np.zeros(len(self._table), bool)
        known[pieces] = True
        for piece in np.flatnonzero(known).tolist():
            known[piece] = bool(_UNSPACED.search(self.tokenizer.id_to_token(piece) or ""))
        return known[pieces]

    def _distinct(self, pieces: IntArray, heads: IntArray) -> tuple[IntArray, FloatArray]:
        """The type of each word, which begins at ``heads``, and the sums of vectors of the types."""
        lengths = np.diff(heads, append=len(pieces))
        types = np.zeros(len(heads), np.int64)
        sums: list[FloatArray] = [np.zeros((0, self._table.shape[1]), np.float32)]
        known = 0
        for length in np.unique(lengths).tolist():
            chosen = np.flatnonzero(lengths == length)
            rows = pieces[heads[chosen, None] + np.arange(length)]
            codes = rows[:, 0]
            for column in rows.T[1:]:  # numbers of pairs, of pairs of these and so on: far faster than of rows
                codes = np.unique(codes * len(self._table) + column, return_inverse=True)[1]
            _, first, again = np.unique(codes, return_index=True, return_inverse=True)
            types[chosen] = known + again
            starts = np.arange(0, length * (len(first) + 1), length)
            sums.append(row_sums(rows[first].reshape(-1), starts, self._table, self._scales))
            known += len(first)
        return types, np.concatenate(sums)

    def _tokens(self, texts: Sequence[str]) -> tuple[IntArray, IntArray]:
        """The subwords of texts, and where those of each text begin."""
        chunks = Chunks.of(texts, at_spaces=self._pieces.at_spaces)
        rows, starts = self._pieces.rows(chunks.distinct)
        counts = np.diff(starts)[chunks.numbers]
        return (
            rows[ranges(starts[chunks.numbers], counts), 0].astype(np.int64),
            np.concatenate([[0], counts.cumsum()])[chunks.starts],
        )


def _after_marks(text: str, end: int) -> int:
    while end < len(text) and (category(text[end]).startswith("M") or text[end] in _JOINERS):
        end += 1
    return end
