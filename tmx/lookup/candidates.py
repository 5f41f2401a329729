"""Units whose words are nearly those of a query: a shortlist, for an edit distance to judge.

The share of characters in words with a common stem, of both texts together, is near to what the edit
distance will say, and so is the share of letters in common, which no edit distance is below. Both come from
the index alone, and find together what either would need many times as long a list for.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tmx.matching.letters import Letters, count_letters, differences
from tmx.matching.stems import stem_hashes
from tmx.matching.tokens import Tokens
from tmx.store.index import Index
from tmx.store.presence import Ids, Presence, Shapes, Sums

_SHORTLIST = 350
_LEAST = 0.15  # a text that shares less in words is no match of 50 % or more
_LETTERS = 2  # how much more the share of letters says
_MOST = 0.9  # of the text: its rarest words find, the others say how good it is what was found
_WEIGHED, _COMPARED = 15_000, 4_000  # units whose share of words is known in full, and of these, whose letters are
_SAMPLED = 64
_ROUNDING = 1e-6

Likely = npt.NDArray[np.float32]


class Candidates:
    """The shortlists of one language of a memory."""

    def __init__(self, index: Index, numbers: tuple[int, ...], language: str) -> None:
        self._index = index
        self._numbers = numbers
        self._stems = stem_hashes(language)

    def shortlist(self, key: str, tokens: Tokens, least: float) -> npt.NDArray[np.int64]:
        """Ids of a few hundred variants at most, whose keys are likely to be most similar to ``key``.

        That is the first key of ``tokens``. ``least``, in 0..1, is the edit similarity below which none is wanted.
        """
        terms, letters = self._stems.of(tokens), tokens.ends - tokens.starts
        own = tokens.rows == 0
        weights: dict[int, int] = {}
        for term, number in zip(terms[own].tolist(), letters[own].tolist(), strict=True):
            weights.setdefault(term, number + 1)
        if not weights:
            return np.zeros(0, np.int64)
        counts = count_letters([key])[0]
        least -= _ROUNDING
        found = [self._of_language(weights, number, len(key), counts, least) for number in self._numbers]
        variants, likely = (np.concatenate(each) for each in zip(*found, strict=True))
        if len(variants) > _SHORTLIST:
            variants = variants[np.argpartition(-likely, _SHORTLIST)[:_SHORTLIST]]
        return variants

    def _of_language(
        self, weights: dict[int, int], number: int, length: int, letters: Letters, least: float
    ) -> tuple[npt.NDArray[np.int64], Likely]:
        """Variants of one language, and how likely each is."""
        shape = self._index.shape(number)
        units, shared, lengths = self._sharing(weights, number, length, least)
        both = lengths.astype(np.float32) + np.float32(length)
        words = 2 * shared / both
        if len(units) > _COMPARED:
            most = np.argpartition(-words, _COMPARED)[:_COMPARED]
            units, both, words = units[most], both[most], words[most]
        bound = 1 - differences(letters, shape.letters(units)).astype(np.float32) / both
        fits = (words > _LEAST) & (bound >= least)
        return shape.variants(units[fits]), (words + _LETTERS * bound)[fits]

    def _sharing(
        self, weights: dict[int, int], number: int, length: int, least: float
    ) -> tuple[Ids, npt.NDArray[np.float32], Shapes]:
        """Units with words of the query: their ids, how many characters these have, and the lengths of their keys."""
        shape = self._index.shape(number)
        present = sorted(
            ((self._index.presence(term, number), weight) for term, weight in weights.items()),
            key=lambda one: one[0].count,
        )
        rare = _rare(present)
        sums = np.zeros(-(-shape.size // 8) * 8, np.min_scalar_type(sum(weight for _, weight in present[:rare])))
        for presence, weight in present[:rare]:
            presence.weigh(sums, weight)
        units = _above(sums, _high(sums, _WEIGHED))
        # A text is at least as unlike as their lengths are: 2 min(a, b) / (a + b).
        lengths = shape.lengths(units)
        near = (lengths * (2 - least) >= length * least) & (lengths * least <= length * (2 - least))
        units, lengths = units[near], lengths[near]
        shared = sums[units].astype(np.float32)
        for presence, weight in present[rare:]:
            shared += presence.among(units) * np.float32(weight)
        return units, shared, lengths


def _rare(present: Sequence[tuple[Presence, int]]) -> int:
    """How many of the words, the rarest first, make up most of the text."""
    reached = np.cumsum([weight for _, weight in present])
    return int(np.searchsorted(reached, _MOST * reached[-1])) + 1


def _above(sums: Sums, least: float) -> Ids:
    """The units with more than ``least``: few, so that eight at a time are looked at first."""
    enough = sums > min(int(least), int(np.iinfo(sums.dtype).max))
    eights = np.flatnonzero(enough.view(np.uint64))
    places = np.flatnonzero(enough.reshape(-1, 8)[eights])
    units: Ids = (eights[places >> 3] * 8 + (places & 7)).astype(np.int32)
    return units


def _high(sums: Sums, number: int) -> int:
    """A sum that about ``number`` units are above, judged by a sample of them; 0 where there are few at all."""
    sample = sums[::_SAMPLED]
    number //= _SAMPLED
    if len(sample) <= 4 * number:
        return 0
    highest = np.partition(sample, -number)[-number:]
    is_reached = np.count_nonzero(highest > highest[0]) * 3 > number  # by nearly as many as without those equal to it
    return max(int(highest[0]) - (not is_reached), 0)
