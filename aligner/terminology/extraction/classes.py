"""What a word may do in a term: whether it is a function word, and whether a term may begin or end with it.

For English and Arabic by lists that ``training.word_classes`` found in sentences, for other languages by
those of stopwords-iso (https://github.com/stopwords-iso), which name words as ``world`` and ``home`` as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntFlag
from functools import cache
from importlib.resources import files

from tmx.matching.keys import match_key


class Mark(IntFlag):
    """What is known of a word."""

    NONE = 0
    FUNCTION = 1
    CONNECTOR = 2  # a function word that may stand inside a term
    NOT_FIRST = 4
    NOT_LAST = 8
    ARTICLE = 32  # a function word that may follow a connector
    NOUN = 16  # an Arabic word that was seen with the article
    VERBAL = NOT_FIRST | NOT_LAST  # no term has it


_LETTERS = {
    "f": Mark.FUNCTION,
    "c": Mark.CONNECTOR,
    "a": Mark.ARTICLE,
    "b": Mark.NOT_FIRST,
    "e": Mark.NOT_LAST,
    "n": Mark.NOUN,
}
_CONNECTORS = {
    "de": "der des die das dem den für zur zum von und im in am an",
    "es": "de del la las los el en para al",
    "fr": "de du des d la le les l à au aux en",
    "it": "di del della delle dei degli d la il in per a da",
    "nl": "van de het der voor in te",
    "pt": "de do da dos das a o em para",
}


@dataclass(frozen=True, slots=True)
class WordClasses:
    """The marks of the words of a language, by their match keys."""

    marks: Mapping[str, Mark]
    frequencies: Mapping[str, float]  # in a million words of general language; nothing for rare words
    stops: frozenset[str] = frozenset()

    def of(self, key: str) -> Mark:
        """The marks of a word; a single letter and a word of the stop list are function words."""
        if key in self.stops:
            return Mark.FUNCTION
        found = self.marks.get(key, Mark.NONE)
        return found | Mark.FUNCTION if len(key) < 2 and not key.isdigit() and ord(key or " ") < 0x2E80 else found


def word_classes(language: str, stops: Iterable[str] = ()) -> WordClasses:
    """What is known of a language (BCP 47), and the words of a stop list, which no term holds."""
    marks, frequencies = _listed(language.split("-")[0].lower())
    return WordClasses(marks, frequencies, frozenset(match_key(word) for word in stops))


@cache
def _listed(code: str) -> tuple[Mapping[str, Mark], Mapping[str, float]]:
    path = files("aligner.terminology.extraction") / "words" / f"{code}.tsv"
    if path.is_file():
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        return {word: _mark(letters) for word, letters, _ in rows}, {word: float(number) for word, _, number in rows}
    import stopwordsiso

    words = stopwordsiso.stopwords(code) if stopwordsiso.has_lang(code) else ()
    connectors = {match_key(word) for word in _CONNECTORS.get(code, "").split()}
    found = {key: Mark.FUNCTION for word in words for key in [match_key(word)]}
    return found | dict.fromkeys(connectors, Mark.FUNCTION | Mark.CONNECTOR), {}


def _mark(letters: str) -> Mark:
    found = Mark.NONE
    for letter in letters:
        found |= _LETTERS[letter]
    return found
