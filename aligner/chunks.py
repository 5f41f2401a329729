"""Texts as chunks without a space inside: texts repeat them, so few have to be tokenized."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from aligner.encoder import FloatArray, IntArray

# Tokenizers count code points wrongly after these where they begin a text.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_BATCH = 16_384
_ROW = 16  # bytes of what is kept of a subword
_SHORT, _REMEMBERED = 32, 200_000  # characters of chunks that are remembered, and how many: some 60 MB
_CELLS = 2048  # rows in a block: 2 MB in float32 stay in the cache of a core


@dataclass(frozen=True, slots=True)
class Chunks:
    """Text i consists of the chunks ``distinct[number]`` for ``numbers[starts[i]:starts[i + 1]]``.

    ``places``, beside ``numbers``, says at which code point of its text each begins.
    """

    distinct: list[str]
    numbers: IntArray
    starts: IntArray
    places: IntArray

    @classmethod
    def of(cls, texts: Sequence[str], *, at_spaces: bool) -> "Chunks":
        """The chunks between spaces, or each text whole."""
        known: dict[str, int] = {}
        numbers: list[int] = []
        starts = [0]
        for text in texts:
            numbers += [known.setdefault(chunk, len(known)) for chunk in (text.split(" ") if at_spaces else [text])]
            starts.append(len(numbers))
        ends = np.array([len(chunk) + 1 for chunk in known], np.int64)[numbers].cumsum()  # with the space after
        begins = np.concatenate([[0], ends])
        distinct = [chunk.lstrip(_INVISIBLE) for chunk in known]
        dropped = np.array([len(chunk) - len(left) for chunk, left in zip(known, distinct, strict=True)], np.int64)
        places = begins[:-1] - np.repeat(begins[starts[:-1]], np.diff(starts)) + dropped[numbers]
        return cls(distinct, np.array(numbers, np.int64), np.array(starts, np.int64), places)


class Pieces:
    """The subwords of chunks. Those of short ones are remembered: of the next text, most are known."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, bytes] = {}

    def rows(self, chunks: Sequence[str]) -> tuple[npt.NDArray[np.int32], IntArray]:
        """The subwords of all chunks, and where each chunk begins.

        A row for each subword: its number, that of its word in the chunk (-1 for none), and the code points
        where it begins and ends.
        """
        known = self._known
        new = self._tokenized([chunk for chunk in chunks if chunk not in known])
        found = [known[chunk] if chunk in known else new[chunk] for chunk in chunks]
        if len(known) + len(new) > _REMEMBERED:
            known = self._known = {}
        known.update((chunk, row) for chunk, row in new.items() if len(chunk) <= _SHORT)
        sizes = np.array([len(row) for row in found], np.int64) // _ROW
        return np.frombuffer(b"".join(found), np.int32).reshape(-1, 4), np.concatenate([[0], sizes.cumsum()])

    def _tokenized(self, chunks: Sequence[str]) -> dict[str, bytes]:
        pieces: list[int] = []
        words: list[int | None] = []
        spans: list[tuple[int, int]] = []
        ends: list[int] = []
        for first in range(0, len(chunks), _BATCH):
            for encoding in self._tokenizer.encode_batch(
                list(chunks[first : first + _BATCH]), add_special_tokens=False
            ):
                pieces += encoding.ids
                words += encoding.word_ids
                spans += encoding.offsets
                ends.append(_ROW * len(pieces))
        rows = np.zeros((len(pieces), 4), np.int32)
        rows[:, 0], rows[:, 1] = pieces, [-1 if word is None else word for word in words]
        rows[:, 2:] = np.array(spans, np.int32).reshape(-1, 2)
        held = rows.tobytes()
        return {chunk: held[begin:end] for chunk, begin, end in zip(chunks, [0, *ends], ends, strict=False)}


def row_sums(numbers: IntArray, starts: IntArray, table: FloatArray, scales: FloatArray | None = None) -> FloatArray:
    """The sum of the rows of ``table``, times their scales, for each run of numbers (runs x dimension).

    By products of small blocks, runs of like length together. ``table`` may be of any type.
    """
    sums = np.zeros((len(starts) - 1, table.shape[1]), np.float32)
    lengths = np.diff(starts)
    order, first = np.argsort(-lengths, kind="stable"), 0
    while first < len(order) and (longest := int(lengths[order[first]])):
        block = order[first : first + max(1, _CELLS // longest)]
        within = np.arange(longest)
        index = numbers[np.minimum(starts[block, None] + within, len(numbers) - 1)]
        weights = np.float32(1) if scales is None else scales[index]
        weights = np.where(within < lengths[block, None], weights, np.float32(0))
        sums[block] = np.matmul(weights[:, None], table[index].astype(np.float32, copy=False))[:, 0]
        first += len(block)
    return sums
