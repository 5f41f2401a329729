"""The words of many match keys at once, as offsets and 64-bit hashes.

Words are runs of letters, digits and marks; a run in a script without spaces gives pairs of
characters. Everything is done on one array of code points: a word at a time, in Python, costs a
memory ten times as long to fill.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Offsets = npt.NDArray[np.int64]

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_BASE = 0x9E3779B97F4A7C15  # odd, so that its powers have inverses modulo 2 ** 64
_INVERSE = pow(_BASE, -1, 2**64)
_SPREAD = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of some keys.

    ``joined`` holds all keys, each with a line break behind it; word ``i`` is
    ``joined[starts[i]:ends[i]]``, stands in key ``rows[i]`` and has the hash ``hashes[i]``.
    ``whole`` has the hash of each key.
    """

    joined: str
    starts: Offsets
    ends: Offsets
    rows: Offsets
    hashes: Hashes
    whole: Hashes

    def word(self, index: int) -> str:
        """A word as it stands in its key."""
        return self.joined[self.starts[index] : self.ends[index]]


def tokenize(keys: Sequence[str]) -> Tokens:
    """The words of ``keys``, match keys without line breaks, in order."""
    joined = "".join(f"{key}\n" for key in keys)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _kinds()[np.minimum(codes, 0xFFFF)]
    beyond = np.flatnonzero(codes > 0xFFFF)
    kinds[beyond] = [_kind(chr(code)) for code in codes[beyond].tolist()]
    breaks = np.flatnonzero(codes == ord("\n"))
    starts, ends = _runs(kinds == _WORD)
    pairs, pair_ends = _pairs(kinds == _IDEOGRAPH)
    if len(pairs):
        order = np.argsort(np.concatenate([starts, pairs]), kind="stable")
        starts, ends = np.concatenate([starts, pairs])[order], np.concatenate([ends, pair_ends])[order]
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes.astype(np.uint64) * _powers(len(codes)), out=sums[1:])
    begins = np.concatenate([[0], breaks[:-1] + 1]).astype(np.int64)[: len(breaks)]
    return Tokens(
        joined,
        starts,
        ends,
        np.searchsorted(breaks, starts),
        _hashes(sums, starts, ends),
        _hashes(sums, begins, breaks),
    )


_OTHER, _WORD, _IDEOGRAPH = range(3)


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """What each character of the basic plane is."""
    kinds = np.array([_kind(chr(code)) for code in range(0x1_0000)], np.uint8)
    for first, last in zip(_UNSPACED[::3], _UNSPACED[2::3], strict=True):
        span = kinds[ord(first) : ord(last) + 1]
        span[span == _WORD] = _IDEOGRAPH
    return kinds


def _kind(char: str) -> int:
    if "\U00020000" <= char <= "\U0003ffff":
        return _IDEOGRAPH
    return _WORD if char.isalnum() or unicodedata.category(char)[0] == "M" else _OTHER


def _runs(mask: npt.NDArray[np.bool_]) -> tuple[Offsets, Offsets]:
    edges = np.flatnonzero(np.diff(mask.view(np.int8), prepend=0, append=0))
    return edges[::2], edges[1::2]


def _pairs(mask: npt.NDArray[np.bool_]) -> tuple[Offsets, Offsets]:
    """Each two neighbours of a run, or the one character of it."""
    if not mask.any():
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    after = np.append(mask[1:], False)
    before = np.insert(mask[:-1], 0, False)
    starts = np.flatnonzero(mask & (after | ~before))
    return starts, starts + 1 + after[starts]


def _hashes(sums: Hashes, starts: Offsets, ends: Offsets) -> Hashes:
    hashes: Hashes = (sums[ends] - sums[starts]) * _inverses(len(sums))[starts]
    hashes ^= hashes >> _SHIFT  # the first characters decide the low bits alone
    hashes *= _SPREAD
    hashes ^= hashes >> _SHIFT
    return hashes


_known: dict[int, Hashes] = {}


def _powers(number: int) -> Hashes:
    return _series(_BASE, number)


def _inverses(number: int) -> Hashes:
    return _series(_INVERSE, number)


def _series(base: int, number: int) -> Hashes:
    """The powers of ``base`` modulo 2 ** 64, kept for the next time."""
    if len(_known.get(base, ())) < number:
        factors = np.full(max(number, 1 << 16), base, np.uint64)
        factors[0] = 1
        _known[base] = np.cumprod(factors)
    return _known[base][:number]
