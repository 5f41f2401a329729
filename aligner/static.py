"""Static models: one vector per subword, a text is their mean. No torch, no hub, 0.1 s to load.

Reads the folder of a sentence-transformers ``StaticEmbedding``, in float32, float16, or as int8
rows with one float scale each (``embeddings`` and ``weights``, the layout of model2vec), which
``SentenceTransformer(path)`` reads as well and to the same vectors.
"""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unicodedata import category

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file
from tokenizers import Encoding, Tokenizer

from aligner.encoder import FloatArray, IntArray, Progress, Words, unit
from aligner.errors import EncoderError

_BATCH = 4096
_CELLS = 2048  # subword vectors in a block: 2 MB in float32 stay in the cache of a core
# A word matters by the square of its vector's length: training leaves function words short.
_IMPORTANCE = 2.0
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
                rows = coming.result()
                coming = ahead.submit(self._tokens, texts[first + _BATCH : first + 2 * _BATCH])
                vectors[first : first + _BATCH] = self._sums(rows)
                if progress:
                    progress(min(first + _BATCH, len(texts)), len(texts))
        return unit(vectors)

    def words(self, texts: Sequence[str]) -> Words:
        """Words as the tokenizer bounds them; the vector of a word is the sum of its subwords'."""
        pieces: list[int] = []
        words: list[int | None] = []
        places: list[int] = []
        counts = [0]
        for first in range(0, len(texts), _BATCH):
            for encoding in self.tokenizer.encode_batch(list(texts[first : first + _BATCH]), add_special_tokens=False):
                pieces += encoding.ids
                words += encoding.word_ids
                places += [start for start, _ in encoding.offsets]
                counts.append(len(pieces))
        owners = np.repeat(np.arange(len(texts)), np.diff(counts))
        begins = np.ones(len(pieces), bool)
        begins[1:] = (np.diff(np.array(words, np.float64)) != 0) | (np.diff(owners) != 0)  # a word may be None
        heads = np.flatnonzero(begins)
        types, sums = self._distinct(np.array(pieces, np.int64), heads)
        norms = np.linalg.norm(sums, axis=1)
        starts = np.searchsorted(heads, counts)
        return Words(unit(sums), norms**_IMPORTANCE, types, starts, np.array(places, np.int64)[heads])

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
            sums.append(self._sums(rows[first].tolist()))
            known += len(first)
        return types, np.concatenate(sums)

    def word_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """Where each word of ``words`` begins and ends in its text, in code points.

        Marks that the tokenizer drops belong to the letter before them. Words that one character
        stands for, as in ``ﷺ``, have the same span.
        """
        encodings = self.tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [_spans_by_word(encoding, text) for encoding, text in zip(encodings, texts, strict=True)]

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        encodings = self.tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [encoding.ids for encoding in encodings]

    def _sums(self, rows: Sequence[Sequence[int]]) -> FloatArray:
        """Sum of the subword vectors of each row: products of small blocks, rows of like length together."""
        sums = np.zeros((len(rows), self._table.shape[1]), np.float32)
        lengths = np.array([len(row) for row in rows], np.int64)
        order = np.argsort(-lengths, kind="stable")
        first = 0
        while first < len(order):
            longest = int(lengths[order[first]])
            block = order[first : first + max(1, _CELLS // max(longest, 1))]
            index = np.zeros((len(block), longest), np.int64)
            for place, row in enumerate(block):
                index[place, : lengths[row]] = rows[row]
            scales = np.where(np.arange(longest) < lengths[block][:, None], self._scales[index], 0)
            sums[block] = np.matmul(scales[:, None], self._table[index].astype(np.float32))[:, 0]
            first += len(block)
        return sums


def _spans_by_word(encoding: Encoding, text: str) -> list[tuple[int, int]]:
    spans: dict[int | None, tuple[int, int]] = {}
    for (start, end), word in zip(encoding.offsets, encoding.word_ids, strict=True):
        known = spans.get(word, (start, end))
        spans[word] = min(start, known[0]), max(end, known[1])
    return [(start, _after_marks(text, end)) for start, end in spans.values()]


def _after_marks(text: str, end: int) -> int:
    while end < len(text) and (category(text[end]).startswith("M") or text[end] in _JOINERS):
        end += 1
    return end
