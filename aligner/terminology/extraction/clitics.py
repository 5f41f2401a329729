"""Arabic words without what is written on to them: conjunctions, prepositions, the article.

Whether the first letter of ``لحكومة`` and ``لجنة`` is a preposition shows by their company: only of the
second there is a form with the article before that letter, ``اللجنة``. The company is that of the texts
themselves and of a list of words seen with the article (``classes``).
"""

from collections.abc import Collection
from dataclasses import dataclass

from aligner.terminology.extraction.classes import Mark, WordClasses

# Of match keys. With the article lam loses its alef: للحكومة is ل and الحكومة.
_ARTICLES = ("وبال", "وكال", "فبال", "فكال", "وال", "فال", "بال", "كال", "ال")
_LAM = ("ولل", "فلل", "لل")
_SINGLE = ("وب", "ول", "وك", "فب", "فل", "و", "ف", "ب", "ل", "ك")
_PERSON = ("ي", "تست", "سيت", "ستت")
_PRONOUNS = ("هما", "ها", "هم", "هن", "كم", "نا", "ه", "ك")
_SCARCE = ("ك", "ف")
_BEFORE_NOUNS = ("ال", "ب", "ل", "وب", "ول")  # no preposition stands before another
_LEAST = 3  # letters that a word has without its clitics


@dataclass(frozen=True, slots=True)
class Parts:
    """A word in parts: letters of ``prefix`` before it, whether it has the article, and the rest."""

    prefix: str
    article: bool
    rest: str

    @property
    def joins(self) -> bool:
        """Whether the word begins with ``and``."""
        return self.prefix[:1] in ("و", "ف")


def is_verbal(key: str, known: Collection[str], classes: WordClasses) -> bool:
    """Whether a word has the prefix of the third person and no company of a noun; names as ``يونيو`` have not."""
    return (
        key.startswith(_PERSON)
        and not key.startswith(("يا", "يو"))
        and len(key) > _LEAST
        and not classes.of(key) & Mark.NOUN
        and f"ال{key}" not in known
    )


def has_pronoun(key: str, known: Collection[str], classes: WordClasses) -> bool:
    """Whether ``his``, ``their``, ``our`` is written on to a noun: no term in a dictionary has that."""
    if classes.of(key) & (Mark.NOUN | Mark.FUNCTION) or f"ال{key}" in known:
        return False
    for pronoun in _PRONOUNS:
        rest = key.removesuffix(pronoun)
        if rest != key and len(rest) >= _LEAST:
            nouns = (rest, f"{rest[:-1]}ه") if rest.endswith("ت") else (rest,)
            if any(classes.of(noun) & Mark.NOUN or f"ال{noun}" in known for noun in nouns):
                return True
    return False


def split(key: str, known: Collection[str], classes: WordClasses) -> Parts:
    """The parts of a word, given all words of the texts as match keys."""

    def is_word(rest: str) -> bool:
        return bool(classes.of(rest) & Mark.NOUN) or rest in known or f"ال{rest}" in known

    def is_noun(word: str) -> bool:
        bare = (word, *(word.removesuffix(pronoun) for pronoun in _PRONOUNS if word.endswith(pronoun)))
        return any(classes.of(one) & Mark.NOUN for one in bare if len(one) > _LEAST + 1)

    if classes.of(key) & Mark.FUNCTION:
        return Parts("", False, key)
    definite = key.startswith(_ARTICLES)
    if classes.of(key) & Mark.NOUN or (not definite and any(f"{before}{key}" in known for before in _BEFORE_NOUNS)):
        return Parts("", False, key)
    for article in _ARTICLES:
        rest = key.removeprefix(article)
        if rest != key and len(rest) >= _LEAST - 1:
            if is_noun(f"ال{rest}"):
                return Parts(article.removesuffix("ال"), False, f"ال{rest}")  # التهاب has the letters by itself
            return Parts(article.removesuffix("ال"), True, rest)
    for prefix in _LAM:
        rest = key.removeprefix(prefix)
        if rest != key and len(rest) >= _LEAST and is_word(rest):
            return Parts(prefix.removesuffix("ل"), True, rest)
    for prefix in _SINGLE:
        rest = key.removeprefix(prefix)
        if rest != key and len(rest) >= _LEAST and is_word(rest):
            if prefix in _SCARCE and key in classes.frequencies:
                continue  # كندا is common, and ك before a noun is not
            return Parts(prefix, False, rest)
    return Parts("", False, key)
