"""The words of terms and texts, as they are compared with each other.

Words are compared by their stems. Marks count where they are a part of what is meant (``C++``, a comma
between two words), not where they are a matter of style: white space, quotation marks, hyphens,
apostrophes and invisible controls.
"""

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from tmx.matching.keys import match_keys
from tmx.matching.spans import word_spans
from tmx.matching.stems import bases, stemmer
from tmx.terms.inflection import usual_form

_MOST, _BATCH = 500_000, 4_000  # words that are remembered; texts that are cut at once
_SOFT = ("Z", "C", "M", "Pi", "Pf", "Pd")  # categories of Unicode
_STYLE = frozenset("\"'`´®©™")
_BREAK = "\n"
_LETTERS = 2
# The light stemmer leaves the article on words of two letters.
_ARTICLES = ("ال", "لل")
_NAME_OF_GOD = "الله"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a mark: verbatim, its match key, its usual form, and its stems, the likeliest first.

    A text's word in Arabic has several, for a first letter may be a preposition or a conjunction;
    ``base`` is the one of a term's word.
    """

    text: str
    key: str
    usual: str
    stems: tuple[str, ...]
    base: str


Place = tuple[int, int, Word]
"""A word with its start and end in code points."""


class Words:
    """Cuts texts in one language (BCP 47) into words; what was seen is remembered."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._stem = stemmer(language)
        self._known: dict[str, Word] = {}

    def of(self, text: str) -> list[Place]:
        """The words and marks of a text that count, in order."""
        return next(self.of_each((text,)))

    def of_each(self, texts: Iterable[str]) -> Iterator[list[Place]]:
        """Those of each text; many texts at once are cut much faster than one by one."""
        remaining = iter(texts)
        while batch := list(islice(remaining, _BATCH)):
            if len(self._known) > _MOST:
                self._known.clear()
            cut = [[(start, end, text[start:end]) for start, end in _pieces(text)] for text in batch]
            self._learn({piece for pieces in cut for _, _, piece in pieces if piece not in self._known})
            for pieces in cut:
                yield [(start, end, word) for start, end, piece in pieces if (word := self._known[piece]).key]

    def keys(self, terms: Iterable[str]) -> Iterator[str]:
        """The stems of each term: equal for terms that differ in nothing that counts."""
        return (" ".join(word.base for _, _, word in places) for places in self.of_each(terms))

    def _learn(self, words: Collection[str]) -> None:
        if words:
            self._known.update(
                (text, self._word(text, key)) for text, key in zip(words, match_keys([*words]), strict=True)
            )

    def _word(self, text: str, key: str) -> Word:
        if text == _BREAK:
            return Word(text, _BREAK, _BREAK, (_BREAK,), _BREAK)
        if not key or not text[0].isalnum():
            return Word(text, key, key, (key,), key)
        usual = usual_form(key, self.language)
        stem = self._stem(usual) or usual
        found = dict.fromkeys((stem, *self._without_clitics(key, stem)))
        if len(text) > 2 and text[-1] == "s" and text[:-1].isupper():
            found[self._stem(key[:-1])] = None  # NGOs: no stemmer knows that it is a plural
        short = {one: one[2:] for one in found if _has_article(one)}
        return Word(text, key, usual, (*found, *short.values()), short.get(stem, stem))

    def _without_clitics(self, key: str, stem: str) -> Iterator[str]:
        if key.startswith(stem):  # or else the article has gone, and nothing is written on behind it
            for base in bases(stem, self.language):
                if len(base) > _LETTERS:  # لجنه is no جن
                    yield base


def difference(term: Word, found: Word) -> int:
    """How far the word of a text is from that of a term with its stem.

    0 for the same letters, 1 for the same key, 2 for the same stem, 3 for one with clitics.
    """
    if term.text == found.text:
        return 0
    if term.key == found.key:
        return 1
    return 2 if term.base == found.stems[0] else 3


def _has_article(stem: str) -> bool:
    return len(stem) == 4 and stem.startswith(_ARTICLES) and stem != _NAME_OF_GOD


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where the words and the marks that count begin and end."""
    last = 0
    for start, end in word_spans(text):
        if start > last and text[last:start] != " ":
            yield from _marks(text, last, start)
        yield start, end
        last = end
    yield from _marks(text, last, len(text))


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    gap = text[start:end]
    if gap.count("\n") > 1:  # an empty line parts two paragraphs, and no term goes on across it
        place = text.index("\n", start)
        yield place, place + 1
    for place, char in enumerate(gap, start):
        if not _is_soft(char) or (unicodedata.category(char) == "Pd" and _is_apart(text, place)):
            yield place, place + 1


def _is_apart(text: str, place: int) -> bool:
    """Whether there is white space on both sides: then a dash is no hyphen."""
    return 0 < place < len(text) - 1 and text[place - 1].isspace() and text[place + 1].isspace()


@lru_cache(maxsize=4096)
def _is_soft(char: str) -> bool:
    return char in _STYLE or unicodedata.category(char).startswith(_SOFT)
