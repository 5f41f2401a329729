"""Forms of one word, where stems say too little or too much.

Stems are for finding: those of Snowball make one word of ``nation`` and ``national``, the light ones
of Arabic one of ``دولة`` and ``دولي``. A glossary keeps them apart. And no stemmer knows that
``children`` are a ``child``, or that ``organisation`` is the British ``organization``.
"""

import re
from functools import lru_cache

_PLURALS = {
    "analyses": "analysis",
    "appendices": "appendix",
    "bacteria": "bacterium",
    "businessmen": "businessman",
    "chairmen": "chairman",
    "children": "child",
    "crises": "crisis",
    "criteria": "criterion",
    "curricula": "curriculum",
    "diagnoses": "diagnosis",
    "feet": "foot",
    "fishermen": "fisherman",
    "grandchildren": "grandchild",
    "hypotheses": "hypothesis",
    "knives": "knife",
    "lives": "life",
    "matrices": "matrix",
    "memoranda": "memorandum",
    "men": "man",
    "mice": "mouse",
    "phenomena": "phenomenon",
    "policemen": "policeman",
    "servicemen": "serviceman",
    "shelves": "shelf",
    "spokesmen": "spokesman",
    "statesmen": "statesman",
    "teeth": "tooth",
    "theses": "thesis",
    "wives": "wife",
    "wolves": "wolf",
    "women": "woman",
}
_BRITISH = (
    (re.compile("is(e|es|ed|ing|ation|ations|er|ers)$"), r"iz\1"),
    (re.compile("(?<=[a-z]{2})our(s|ed|ing|al|able)?$"), r"or\1"),
    (re.compile("^(cent|theat|met|lit|fib)re(s?)$"), r"\1er\2"),
    (re.compile("^(def|off|lic)ence(s?)$"), r"\1ense\2"),
    (re.compile("^programme(s?)$"), r"program\1"),
)
_ENGLISH = re.compile("s|es|e|d|y|ies|ied|[a-z]?ed|[a-z]?ing|")
# Endings of adjectives made from nouns, as match keys have them.
_ADJECTIVES = ("ي", "يه", "يات", "يون", "يين")


def usual_form(key: str, language: str) -> str:
    """A word of a match key in the singular and in American spelling, where a stemmer would not see that."""
    if language.split("-")[0].lower() != "en":
        return key
    key = _PLURALS.get(key, key)
    if len(key) > 4:
        for pattern, american in _BRITISH:
            key = pattern.sub(american, key)
    return key


@lru_cache(50_000)
def are_forms(one: str, other: str, language: str) -> bool:
    """Whether two words that have the same stem, given as ``usual_form``, are forms of one word.

    >>> are_forms("council", "councils", "en"), are_forms("nation", "national", "en")
    (True, False)
    """
    code = language.split("-")[0].lower()
    if code == "ar":
        return one.endswith(_ADJECTIVES) == other.endswith(_ADJECTIVES)
    if code != "en" or one == other:
        return True
    same = next(
        (place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right),
        min(len(one), len(other)),
    )
    return all(_ENGLISH.fullmatch(word, same) for word in (one, other))
