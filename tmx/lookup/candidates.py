"""Units whose words are nearly those of a query: a shortlist, for an edit distance to judge.

The share of characters in words with a common stem, of both texts together, is near to what the edit
distance will say, and comes from the index alone.
"""

import numpy as np
import numpy.typing as npt

from tmx.matching.stems import hash_stems, stemmer, words
from tmx.store.index import Ids, Index

_SHORTLIST = 1000
_LEAST = 0.2  # a text that shares less is no match of 50 % or more
_SURE, _NEAR = 10, 0.5
_READ = 1_000_000  # postings read, rarest words first, after which words that all texts have are left out


class Candidates:
    """The shortlists of one language of a memory."""

    def __init__(self, index: Index, numbers: tuple[int, ...], language: str) -> None:
        self._index = index
        self._numbers = numbers
        self._stem = stemmer(language)

    def shortlist(self, key: str, size: int = _SHORTLIST) -> npt.NDArray[np.int64]:
        """Ids of up to ``size`` variants that share most with a match key."""
        weights: dict[str, int] = {}
        for word in words(key):
            weights.setdefault(self._stem(word) or word, len(word) + 1)
        if not weights:
            return np.zeros(0, np.int64)
        terms = dict(zip(hash_stems(list(weights)).tolist(), weights.values(), strict=True))
        found = [self._of_language(terms, number, len(key)) for number in self._numbers]
        variants, shares = (np.concatenate(each) for each in zip(*found, strict=True))
        if len(variants) > _SURE:
            # What shares much less than the best is not among the best of the edit distance either.
            near = shares >= _NEAR * np.partition(shares, -_SURE)[-_SURE]
            variants, shares = variants[near], shares[near]
        if len(variants) > size:
            variants = variants[np.argpartition(-shares, size)[:size]]
        return np.sort(variants)

    def _of_language(
        self, terms: dict[int, int], number: int, length: int
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """Variants that share enough, and how much of both texts that is, in 0..1."""
        shape = self._index.shape(number)
        postings = sorted(((self._index.units(term, number), weight) for term, weight in terms.items()), key=_rarity)
        shared = np.zeros(len(shape.lengths), np.float32)
        read = 0
        for units, weight in postings:
            if read and read + len(units) > _READ:
                break
            read += len(units)
            shared[units] += weight
        some = np.flatnonzero(shared > _LEAST / 2 * length)  # no shorter text can do with less
        share = 2 * shared[some] / (shape.lengths[some] + length)
        near = share > _LEAST
        return shape.variants[some[near]], share[near]


def _rarity(posting: tuple[Ids, int]) -> int:
    return len(posting[0])
