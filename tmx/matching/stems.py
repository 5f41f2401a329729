"""Stems of words: what the index of a memory holds, and what a concordance looks for.

Stems are those of Snowball (https://snowballstem.org), for Arabic those of light10 (Larkey, Ballesteros
and Connell, Light Stemming for Arabic Information Retrieval, 2007): Snowball's takes the first letter
of ``برنامج`` for a preposition and leaves ``وال`` where it is.
"""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import Stemmer

from tmx.matching.tokens import Hashes, Tokens, tokenize

Stem = Callable[[str], str]
"""From a word of a match key to its stem."""

_NAMES = {"nb": "norwegian", "nn": "norwegian", "sh": "serbian", "hr": "serbian", "bs": "serbian"}
_ARTICLES = ("وبال", "وكال", "فبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")  # of a match key, where ta marbuta is ha
_CLITICS = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل", "ك", "س", "وس", "فس")
_COMMON = 9
_MOST = 500_000


def words(key: str) -> list[str]:
    """The words of a match key, in order."""
    tokens = tokenize([key])
    return [tokens.word(index) for index in range(len(tokens.starts))]


def stemmer(language: str) -> Stem:
    """The stemmer of a language (BCP 47); for one that Snowball does not know, words stay as they are."""
    return _stemmer(_code(language))


def forms(word: str, language: str) -> frozenset[str]:
    """The stems that count as ``word``, a word of a match key: its own, and those with clitics written on."""
    stem = stemmer(language)(word)
    if _code(language) != "ar":
        return frozenset((stem,))
    clitics = _CLITICS if len(stem) > 3 else _CLITICS[:_COMMON]  # or else it is another word: كتاب is no تاب
    return frozenset(clitic + stem for clitic in clitics)


def bases(stem: str, language: str) -> tuple[str, ...]:
    """The stems of words that ``stem`` counts as by ``forms``: its own, then those with ever more clitics taken off."""
    if _code(language) != "ar" or not stem.startswith(_CLITICS[1:]):
        return (stem,)
    found = [
        stem[len(clitic) :]
        for number, clitic in enumerate(_CLITICS)
        if stem.startswith(clitic) and (len(stem) > len(clitic) + 3 or (number < _COMMON and len(stem) > len(clitic)))
    ]
    return tuple(sorted(found, key=len, reverse=True))


@cache
def _stemmer(code: str) -> Stem:
    if code == "ar":
        return _light
    try:
        stem: Stem = Stemmer.Stemmer(_NAMES.get(code, code), 0).stemWord  # its own cache is slow
    except KeyError:
        return str
    return stem


def _code(language: str) -> str:
    return language.split("-")[0].lower()


def _light(word: str) -> str:
    # A conjunction without the article may as well be the first letter of the word: see ``forms``.
    article = next((article for article in _ARTICLES if word.startswith(article) and len(word) > len(article) + 2), "")
    stem = word[len(article) :]
    for ending in _ENDINGS:
        if stem.endswith(ending) and len(stem) > len(ending) + 2:
            stem = stem[: -len(ending)]
    return stem


class StemHashes:
    """Hashes of stems by hashes of words, for one language; what was seen is remembered."""

    def __init__(self, language: str) -> None:
        self._stem = stemmer(language)
        self._known: dict[int, int] = {}

    def of(self, tokens: Tokens) -> Hashes:
        """The hash of the stem of each word."""
        distinct, first, inverse = np.unique(tokens.hashes, return_index=True, return_inverse=True)
        missing = [number for number, value in enumerate(distinct.tolist()) if value not in self._known]
        if missing:
            if len(self._known) > _MOST:
                self._known.clear()
                return self.of(tokens)
            found = [self._stem(word) or word for word in (tokens.word(first[number]) for number in missing)]
            self._known.update(zip(distinct[missing].tolist(), hash_stems(found).tolist(), strict=True))
        stems: Hashes = np.array([self._known[value] for value in distinct.tolist()], np.uint64)[inverse]
        return stems


def hash_stems(found: Sequence[str]) -> Hashes:
    """The hashes of stems."""
    return tokenize(found).whole


@cache
def stem_hashes(language: str) -> StemHashes:
    """The one that is kept for a language."""
    return StemHashes(language)
