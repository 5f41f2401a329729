"""Texts as chunks without a space inside: texts repeat them, so few have to be tokenized."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, pairwise

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from aligner.encoder import FloatArray, IntArray

# Tokenizers count code points wrongly after these where they begin a text.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
# In several scripts, what tokenizers join, part or fold.
_PROBE = "The old Harbour, in 1984: it's\tclosed! ميناءُ الصيادين، 旧港口。 Übergrößen co-op 3.5%"
_BATCH, _JOINED = 16_384, 32  # chunks in a call, and in a line of a call
_ROW = 16  # bytes of what is kept of a subword
_SHORT, _REMEMBERED = 32, 200_000  # characters of chunks that are remembered, and how many: some 60 MB
_CELLS = 1024  # rows in a block: at 512 dimensions, 2 MB in float32


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
        parts = " ".join(texts).split(" ") if at_spaces and texts else texts
        known = dict.fromkeys(parts)
        number = dict(zip(known, range(len(known)), strict=True))
        numbers = np.fromiter(map(number.__getitem__, parts), np.int64, len(parts))
        counts = [text.count(" ") + 1 if at_spaces else 1 for text in texts]
        starts = np.array([0, *accumulate(counts)], np.int64)
        ends = np.array([len(chunk) + 1 for chunk in known], np.int64)[numbers].cumsum()  # with the space after
        begins = np.concatenate([[0], ends])
        distinct = [chunk.lstrip(_INVISIBLE) for chunk in known]
        dropped = np.array([len(chunk) - len(left) for chunk, left in zip(known, distinct, strict=True)], np.int64)
        places = begins[:-1] - np.repeat(begins[starts[:-1]], np.diff(starts)) + dropped[numbers]
        return cls(distinct, numbers, starts, places)


class Pieces:
    """The subwords of chunks. Those of short ones are remembered: of the next text, most are known."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known = {"": b""}

    @cached_property
    def at_spaces(self) -> bool:
        """Whether this tokenizer takes what stands between spaces by itself: that of GPT-2, for one, does not."""
        parts = _PROBE.split(" ")
        whole, *alone = (self._tokenizer.encode(part, add_special_tokens=False).ids for part in (_PROBE, *parts))
        rows, starts = self._tokenized(parts, joined=True)
        return bool(whole == rows[:, 0].tolist() and [len(ids) for ids in alone] == np.diff(starts).tolist())

    def rows(self, chunks: Sequence[str]) -> tuple[npt.NDArray[np.int32], IntArray]:
        """The subwords of all chunks, and where each chunk begins.

        A row for each subword: its number, whether a word begins with it, and the code points of the chunk where
        it begins and ends.
        """
        found = list(map(self._known.get, chunks))
        new = self._new([chunk for chunk, row in zip(chunks, found, strict=True) if row is None])
        held = [new[chunk] if row is None else row for chunk, row in zip(chunks, found, strict=True)]
        sizes = np.fromiter(map(len, held), np.int64, len(held)) // _ROW
        return np.frombuffer(b"".join(held), np.int32).reshape(-1, 4), np.concatenate([[0], sizes.cumsum()])

    def _new(self, chunks: list[str]) -> dict[str, bytes]:
        """The rows of each chunk, from now on remembered."""
        rows, starts = self._tokenized(chunks, joined=self.at_spaces)
        held, bounds = rows.tobytes(), (starts * _ROW).tolist()
        new = {chunk: held[begin:end] for chunk, (begin, end) in zip(chunks, pairwise(bounds), strict=True)}
        if len(self._known) + len(new) > _REMEMBERED:
            self._known = {"": b""}
        self._known.update((chunk, row) for chunk, row in new.items() if len(chunk) <= _SHORT)
        return new

    def _tokenized(self, chunks: list[str], *, joined: bool) -> tuple[npt.NDArray[np.int32], IntArray]:
        """The rows of chunks: many on a line, each after a space, cost far less than one by one."""
        size = _JOINED if joined else 1
        space = " " if joined else ""
        lines = [space + space.join(chunks[first : first + size]) for first in range(0, len(chunks), size)]
        pieces: list[int] = []
        words: list[int | None] = []
        spans: list[tuple[int, int]] = []
        ends: list[int] = []
        for first in range(0, len(lines), _BATCH // size):
            for encoding in self._tokenizer.encode_batch(
                lines[first : first + _BATCH // size], add_special_tokens=False
            ):
                pieces += encoding.ids
                words += encoding.word_ids
                spans += encoding.offsets
                ends.append(len(pieces))
        rows = np.ones((len(pieces), 4), np.int32)
        rows[:, 0] = pieces
        rows[1:, 1] = [word is None or word != last for last, word in pairwise(words)]
        rows[:, 2:] = np.fromiter(chain.from_iterable(spans), np.int32, 2 * len(spans)).reshape(-1, 2)
        starts = np.array([0, *ends], np.int64)
        if joined:  # a subword belongs to the chunk in which it begins, or at the space before it
            bounds = np.array([0, *accumulate(len(chunk) + 1 for chunk in chunks)], np.int64)
            before = np.repeat(bounds[:-1:size], np.diff(starts))
            starts = np.searchsorted(np.maximum.accumulate(rows[:, 2] + before), bounds)
            shift = before - np.repeat(bounds[:-1], np.diff(starts)) - 1
            rows[:, 2:] = np.maximum(rows[:, 2:] + shift[:, None], 0)
        rows[starts[starts < len(rows)], 1] = 1
        return rows, starts


def row_sums(numbers: IntArray, starts: IntArray, table: FloatArray, scales: FloatArray) -> FloatArray:
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
        weights = scales[index]
        weights[within >= lengths[block, None]] = 0
        sums[block] = np.matmul(weights[:, None], table[index].astype(np.float32, copy=False))[:, 0]
        first += len(block)
    return sums
