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
    BEFORE_NOUN = 64  # a function word that nouns follow
    BEFORE_VERB = 128
    GENITIVE = 256  # a connector that says no more than that one noun belongs to another
    ADJECTIVE = 512  # a word that a term does not end with, but may be
    NAMING = 1024  # a function word that begins names
    NOUN = 16  # an Arabic word that was seen with the article
    VERBAL = NOT_FIRST | NOT_LAST  # no term has it


_LETTERS = {
    "f": Mark.FUNCTION,
    "c": Mark.CONNECTOR,
    "a": Mark.ARTICLE,
    "b": Mark.NOT_FIRST,
    "e": Mark.NOT_LAST,
    "n": Mark.NOUN,
    "d": Mark.BEFORE_NOUN,
    "v": Mark.BEFORE_VERB,
    "j": Mark.ADJECTIVE,
}
_CONNECTORS = {
    "de": "der des die das dem den für zur zum von und im in am an",
    "es": "de del la las los el en para al",
    "fr": "de du des d la le les l à au aux en",
    "it": "di del della delle dei degli d la il in per a da",
    "nl": "van de het der voor in te",
    "pt": "de do da dos das a o em para",
}
_GENITIVES = {
    "de": "der des von vom",
    "en": "of",
    "es": "de del",
    "fr": "de du des d",
    "it": "di del della dello dei degli delle",
    "nl": "van der",
    "pt": "de do da dos das",
}
_BEFORE_NOUNS = {
    "de": "der die das den dem des ein eine einen einem einer eines kein keine keinen für von vom zur zum im am beim "
    "mit bei durch gegen ohne diese dieser dieses diesem diesen jede jeder jedes jedem jeden ihre seine unsere",
    "es": "de del el los las un una unos unas con por sin sobre este esta estos estas su sus cada al en",
    "fr": "du des le les un une de d au aux ce cet cette ces son sa ses leur leurs notre nos votre vos chaque par avec",
    "it": "di del della dello dei degli delle il i gli un una uno con su questo questa nel nella al alla dal dalla",
    "nl": "de het een van met voor in op deze dit elke",
    "pt": "de do da dos das os um uma com por sem sobre este esta estes estas no na nos nas ao",
}
_BEFORE_VERBS = {
    "de": "ich du er sie es wir ihr man zu nicht",
    "es": "yo él ella nosotros ellos ellas no se que quien",
    "fr": "je tu il elle on nous vous ils elles ne n se s qui",
    "it": "io lui lei noi loro non si che",
    "nl": "ik jij hij zij wij we te niet",
    "pt": "eu ele ela nós eles elas não se que quem",
}
_NAMING = {"en": "new"}
_LISTS = {
    Mark.CONNECTOR: _CONNECTORS,
    Mark.GENITIVE: _GENITIVES,
    Mark.BEFORE_NOUN: _BEFORE_NOUNS,
    Mark.BEFORE_VERB: _BEFORE_VERBS,
    Mark.NAMING: _NAMING,
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
    frequencies: dict[str, float] = {}
    if path.is_file():
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        frequencies = {word: float(number) for word, _, number in rows}
        marks = {word: _mark(letters) for word, letters, _ in rows}
    else:
        import stopwordsiso

        words = stopwordsiso.stopwords(code) if stopwordsiso.has_lang(code) else ()
        marks = {match_key(word): Mark.FUNCTION for word in words}
    for mark, lists in _LISTS.items():
        for word in lists.get(code, "").split():
            marks[match_key(word)] = marks.get(match_key(word), Mark.NONE) | Mark.FUNCTION | mark
    return marks, frequencies


def _mark(letters: str) -> Mark:
    found = Mark.NONE
    for letter in letters:
        found |= _LETTERS[letter]
    return found
