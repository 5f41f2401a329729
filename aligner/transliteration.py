"""Names in Arabic and in Latin letters: whether two words sound alike.

A model knows few names. Their consonants are mostly the same in both scripts, if letters that stand
for each other in one of the many ways to romanise Arabic count as one: ``Haftar`` and ``حفتر``.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from aligner.encoder import FloatArray
from tmx.matching.keys import match_key

_DIGRAPHS = {"kh": "x", "ch": "$", "sh": "$", "th": "t", "dh": "d", "gh": "k", "ph": "f", "ck": "k"}
_LATIN = str.maketrans("bpvfqgjzc", "bbffkkksk")
_ARABIC = str.maketrans("بپتثجچحخدذرزژسشصضطظغفڤقكگلمنه", "bbttk$hxddrs$s$sdtdkffkkklmnh")
_OTHER = re.compile("[^bt$hxdrskflmn]+")
_TWICE = re.compile(r"(.)\1+")
_LEAST = 3  # consonants of a name
_ALIKE = 0.75


def alikeness(latin: Sequence[str], arabic: Sequence[str]) -> FloatArray:
    """How much words sound alike (latin x arabic), in 0..1; 0 where that is little."""
    return np.maximum(*(_similarity([_latin(word)[way] for word in latin], [*map(_arabic, arabic)]) for way in (0, 1)))


def _similarity(ones: Sequence[str], others: Sequence[str]) -> FloatArray:
    found: FloatArray = cdist(ones, others, scorer=Levenshtein.normalized_similarity, dtype=np.float32)
    short = [np.array([len(word) < _LEAST for word in words], bool) for words in (ones, others)]
    found[(found < _ALIKE) | short[0][:, None] | short[1][None]] = 0
    return found


@lru_cache(20_000)
def _latin(word: str) -> tuple[str, str]:
    """The consonants of a word in Latin letters, without digraphs and with: ``Isham`` may have one."""
    key = match_key(word)
    return _bare(key.translate(_LATIN)), _bare(re.sub("|".join(_DIGRAPHS), _digraph, key).translate(_LATIN))


def _digraph(found: re.Match[str]) -> str:
    return _DIGRAPHS[found.group()]


@lru_cache(20_000)
def _arabic(word: str) -> str:
    return _bare(match_key(word).translate(_ARABIC))


def _bare(word: str) -> str:
    """A word's consonants, doubled ones once, without an h at the end, which ta marbuta is as well."""
    return _TWICE.sub(r"\1", _OTHER.sub("", word)).removesuffix("h")
