"""What an Arabic word has in common with its other forms: broken plurals, pronouns written on to it, its verb.

Light stemming leaves ``أمراض`` and ``مرض`` apart, ``أعراضهم`` and ``أعراض``. Two words that have a form in
common may still be different ones: this is for a check that would rather say too little.
"""

from functools import lru_cache

from tmx.matching.stems import bases, stemmer

_ENDINGS = ("هما", "ها", "هم", "هن", "كم", "نا", "وا", "تا", "ان", "ين", "ون", "ات", "ا", "ه", "ي", "ت", "ك")
_CLITICS = ("و", "ف", "ب", "ل", "ك")
_WEAK = "اويء"
_PREFIXES = "متين"  # of participles, and of verbs
_ROOT = 3  # letters that a word keeps


@lru_cache(50_000)
def arabic_forms(key: str) -> frozenset[str]:
    """The stems and roots of a match key; two forms of one word have some in common.

    >>> bool(arabic_forms("امراض") & arabic_forms("مرض")), bool(arabic_forms("قلب") & arabic_forms("قلم"))
    (True, False)
    """
    begun = [key, *(key.removeprefix(clitic) for clitic in _CLITICS if key.startswith(clitic) and len(key) > _ROOT + 1)]
    endings = [one.removesuffix(ending) for one in begun for ending in _ENDINGS if one.endswith(ending)]
    shorter = [one for one in endings if len(one) >= _ROOT]
    feminine = [f"{one[:-1]}ه" for one in shorter if one.endswith("ت")]  # إصابتهم is إصابة
    stem = stemmer("ar")
    stems = {base for one in (*begun, *shorter, *feminine) for base in bases(stem(one) or one, "ar")}
    stems |= {one[2:] for one in stems if one.startswith("ال") and len(one) > _ROOT + 1}
    return frozenset(one for one in stems if len(one) >= _ROOT or len(key) <= _ROOT) | _roots(stems)


def _roots(stems: set[str]) -> set[str]:
    """The strong consonants of stems, where there are enough of them, each behind a blank."""
    roots = {"".join(char for char in stem if char not in _WEAK) for stem in stems}
    roots |= {root[1:] for root in roots if root.startswith(tuple(_PREFIXES))}
    return {f" {root}" for root in roots if len(root) >= _ROOT}
