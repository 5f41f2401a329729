"""Texts as bags of tokens: what a static model learns from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

IntArray = npt.NDArray[np.int64]
_BATCH = 100_000


@dataclass(frozen=True, slots=True)
class Bags:
    """Token ids of many texts end to end; text i is ``ids[starts[i]:starts[i + 1]]``."""

    ids: npt.NDArray[np.int32]
    starts: IntArray

    def __len__(self) -> int:
        return len(self.starts) - 1

    def take(self, rows: IntArray, dropout: float, chance: np.random.Generator) -> tuple[IntArray, IntArray]:
        """Flat token ids of ``rows`` and where each row begins, a share of the tokens left out.

        A text of one or two tokens loses nothing.
        """
        lengths = self.starts[rows + 1] - self.starts[rows]
        owner = np.repeat(np.arange(len(rows)), lengths)
        first = np.cumsum(lengths) - lengths
        flat = self.ids[np.arange(len(owner)) - first[owner] + self.starts[rows][owner]].astype(np.int64)
        if not dropout:
            return flat, first
        keep = (chance.random(len(flat)) >= dropout) | (lengths[owner] <= 2)
        kept = np.bincount(owner[keep], minlength=len(rows))
        return flat[keep], np.cumsum(kept) - kept


def tokenize(tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> Bags:
    """Token ids of ``texts``, each cut to ``longest`` tokens."""
    parts: list[npt.NDArray[np.int32]] = []
    lengths: list[int] = [0]
    for first in range(0, len(texts), _BATCH):
        rows = [
            encoding.ids[:longest]
            for encoding in tokenizer.encode_batch_fast(list(texts[first : first + _BATCH]), add_special_tokens=False)
        ]
        lengths += map(len, rows)
        parts.append(np.fromiter((token for row in rows for token in row), np.int32, sum(map(len, rows))))
    return Bags(np.concatenate([np.zeros(0, np.int32), *parts]), np.cumsum(lengths, dtype=np.int64))


def numbered(texts: Sequence[str]) -> IntArray:
    """Equal texts, whatever their case, have equal numbers."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(text.lower(), len(numbers)) for text in texts], np.int64)
