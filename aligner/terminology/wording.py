"""Words of translations: which are the same one, and how a phrase reads without what is written on to it."""

import unicodedata
from collections.abc import Iterable

from aligner.terminology.extraction.classes import Mark, word_classes
from aligner.terminology.extraction.clitics import Parts, split
from aligner.terminology.extraction.inflection import base_of
from tmx.matching.keys import match_key, match_keys
from tmx.matching.spans import word_spans
from tmx.matching.stems import stemmer

_ON_LETTERS = ("Mn", "Lm", "Cf")


class Wording:
    """The words of some texts in one language (BCP 47)."""

    def __init__(self, texts: Iterable[str], language: str) -> None:
        self._classes = word_classes(language)
        self._is_arabic = language.split("-")[0].lower() == "ar"
        self._stemmer, self._base = stemmer(language), base_of(language)
        distinct = list({text[start:end] for text in texts for start, end in word_spans(text)})
        # One by one, keys take longer than all else.
        self._keys = dict(zip(distinct, match_keys(distinct), strict=True))
        self._known = frozenset(self._keys.values())
        self._stems: dict[str, str] = {}
        self._bases: dict[str, str] = {}
        self._begins: dict[str, int] = {}

    def stem(self, text: str) -> str:
        """By which words are the same in all their forms, with and without clitics; nothing for a mark."""
        if text not in self._stems:
            rests = [(word, self._rest(word)) for word in self._words(text)]
            self._stems[text] = " ".join(self._stemmer(rest) or word for word, rest in rests)
        return self._stems[text]

    def base(self, text: str) -> str:
        """What the inflected forms of words have in common, but not words derived from them, as in ``stem``."""
        if text not in self._bases:
            self._bases[text] = " ".join(self._base(self._rest(word)) for word in self._words(text))
        return self._bases[text]

    def is_light(self, word: str) -> bool:
        """Whether a word is a function word; ``WHO`` is none."""
        is_acronym = len(word) > 1 and word.isupper()
        return not is_acronym and bool(self._classes.of(self._key(word)) & Mark.FUNCTION)

    def bare(self, text: str) -> tuple[str, list[int]]:
        """A text without what is written on to its words, and the place in ``text`` of each letter, and of its end."""
        gone: set[int] = set()
        if self._is_arabic:
            for start, end in word_spans(text):
                gone.update(range(start, start + self._begin(text[start:end])))
        kept = [place for place in range(len(text) + 1) if place not in gone]
        return "".join(text[place] for place in kept[:-1]), kept

    def without_clitics(self, phrase: str) -> str:
        """A phrase without the conjunction or preposition at its first word: ``لحكومة الوفاق`` is ``حكومة الوفاق``."""
        if not self._is_arabic:
            return phrase
        first, blank, rest = phrase.partition(" ")
        parts = self._parts(self._key(first))
        bare = _after(first, len(parts.prefix)) if parts.prefix else first
        if _lacks_alef(parts, bare):
            bare = f"ا{bare}"
        return f"{bare}{blank}{rest}"

    def _begin(self, word: str) -> int:
        """How much is written on to a word, in code points, the article after lam included."""
        if word not in self._begins:
            parts = self._parts(self._key(word))
            bare = _after(word, len(parts.prefix)) if parts.prefix else word
            if _lacks_alef(parts, bare):
                bare = _after(bare, 1)
            self._begins[word] = len(word) - len(bare)
        return self._begins[word]

    def _parts(self, key: str) -> Parts:
        return split(key, self._known, self._classes)

    def _rest(self, key: str) -> str:
        return self._parts(key).rest if self._is_arabic else key

    def _words(self, text: str) -> list[str]:
        """The words of a text, as match keys."""
        return [word for start, end in word_spans(text) for word in self._key(text[start:end]).split()]

    def _key(self, word: str) -> str:
        if word not in self._keys:
            self._keys[word] = match_key(word)
        return self._keys[word]


def _lacks_alef(parts: Parts, bare: str) -> bool:
    """Whether a word is left with a lam alone of its article, as after the preposition lam."""
    return bool(parts.prefix) and parts.article and not match_key(bare).startswith("ال")


def _after(word: str, letters: int) -> str:
    """``word`` without its first letters, and without the marks on them."""
    place = 0
    while place < len(word) and (letters or unicodedata.category(word[place]) in _ON_LETTERS):
        letters -= unicodedata.category(word[place]) not in _ON_LETTERS
        place += 1
    return word[place:]
