"""The language and the script of a side, by its tag."""

from collections.abc import Mapping
from functools import cache, lru_cache

from corpus.language import script_of, scripts

_VARIETIES = {
    "ar": ("arb", "arz", "ary", "apc", "ajp", "acm", "acq", "aeb", "afb", "ars", "apd", "ayl"),
    "fa": ("pes", "prs"),
    "nb": ("no", "nn"),
    "ps": ("pbt", "pst"),
    "sq": ("als",),
    "zh": ("cmn", "yue", "wuu", "lzh"),
}
_LATIN = 0.6
_FOLDED = {variety: language for language, varieties in _VARIETIES.items() for variety in varieties}


def language_code(tag: str) -> str:
    """The language of a tag without script and region, varieties under the standard language.

    >>> language_code("ar_LY"), language_code("arz"), language_code("zh-Hant-TW")
    ('ar', 'ar', 'zh')
    """
    code = tag.replace("_", "-").split("-")[0].lower()
    return _FOLDED.get(code, code)


@cache
def usual_script(tag: str) -> str:
    """The script that a language is written in, or none where the tag does not say or is no tag.

    >>> usual_script("ar-LY"), usual_script("sr-Latn"), usual_script("zh-Hant"), usual_script("qaa")
    ('Arab', 'Latn', 'Hani', '')
    """
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    _, _, rest = tag.replace("_", "-").partition("-")
    code = language_code(tag)
    try:
        likely = Language.get(code).maximize()
        script = script_of(f"{code}-{rest}" if rest else code)
    except LanguageTagError:
        return ""
    # What is likely of an unknown language, in Unicode's data, is what is likely of English in the United States.
    is_unknown = (likely.script, likely.territory) == ("Latn", "US") and code != "en"
    return "" if is_unknown and script == "Latn" else script


@lru_cache(4_096)
def letters_by_script(text: str) -> Mapping[str, int]:
    """``corpus.language.scripts``, remembered for the texts of a batch."""
    return scripts(text)


def chief_script(text: str) -> str | None:
    """The script of most letters as ``corpus.language.main_script`` has it: Latin ones, of names, count less."""
    counts = letters_by_script(text)
    return max(counts, key=lambda script: counts[script] * (_LATIN if script == "Latn" else 1), default=None)
