"""What the forms of one term have in common: number, gender, case and spelling, but no derivation.

The stems of ``tmx.matching.stems`` are for finding: they make one of ``nation`` and ``national``, of
``صحة`` and ``صحي``. A glossary keeps these apart.
"""

import re
from collections.abc import Callable

from tmx.matching.stems import stemmer

_ARABIC = ("ها", "هم", "ان", "ات", "ون", "ين", "ه")  # without the ya of صحي
_DUAL = ("تين", "تان")
_BRITISH = (
    (re.compile("is(e|es|ed|ing|ation|ations|er|ers)$"), r"iz\1"),
    (re.compile("(?<=[a-z]{2})our(s|ed|ing|al|able)?$"), r"or\1"),
)


def base_of(language: str) -> Callable[[str], str]:
    """From a word, as a match key without clitics, to what its forms have in common."""
    code = language.split("-")[0].lower()
    return {"ar": _arabic, "en": _english}.get(code) or stemmer(language)


def _arabic(word: str) -> str:
    if word.endswith(_DUAL) and len(word) > 4:
        word = f"{word[:-3]}ه"  # of كلمة, but كلمتين
    for ending in _ARABIC:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


def _english(word: str) -> str:
    """Harman, How Effective is Suffixing?, 1991; and American spelling."""
    if len(word) > 3 and word.endswith("s"):
        if word.endswith("ies") and not word.endswith(("aies", "eies")):
            word = word[:-3] + "y"
        elif not word.endswith(("us", "ss", "is")):
            word = word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "oes")) else word[:-1]
    if len(word) > 4:
        for pattern, american in _BRITISH:
            word = pattern.sub(american, word)
    return word
