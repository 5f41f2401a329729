"""What a file says of its own languages: tags of all spellings, and the names people write above columns."""

import re
from functools import lru_cache

from corpus.errors import LanguageError
from corpus.language import parse_language, primary

# What people write above a column, in lower case; tags are found without a list.
_NAMES = {
    "afrikaans": "af",
    "amharic": "am",
    "arabic": "ar",
    "arabe": "ar",
    "arabisch": "ar",
    "عربي": "ar",
    "عربية": "ar",
    "العربية": "ar",
    "bengali": "bn",
    "bulgarian": "bg",
    "catalan": "ca",
    "chinese": "zh",
    "中文": "zh",
    "croatian": "hr",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "anglais": "en",
    "englisch": "en",
    "إنجليزي": "en",
    "إنجليزية": "en",
    "الإنجليزية": "en",
    "الانجليزية": "en",
    "estonian": "et",
    "farsi": "fa",
    "فارسی": "fa",
    "finnish": "fi",
    "french": "fr",
    "français": "fr",
    "الفرنسية": "fr",
    "german": "de",
    "deutsch": "de",
    "greek": "el",
    "hebrew": "he",
    "עברית": "he",
    "hindi": "hi",
    "hungarian": "hu",
    "indonesian": "id",
    "italian": "it",
    "italiano": "it",
    "japanese": "ja",
    "日本語": "ja",
    "korean": "ko",
    "한국어": "ko",
    "kurdish": "ku",
    "latvian": "lv",
    "lithuanian": "lt",
    "malay": "ms",
    "norwegian": "nb",
    "pashto": "ps",
    "persian": "fa",
    "polish": "pl",
    "portuguese": "pt",
    "português": "pt",
    "romanian": "ro",
    "russian": "ru",
    "русский": "ru",
    "serbian": "sr",
    "slovak": "sk",
    "slovenian": "sl",
    "somali": "so",
    "spanish": "es",
    "español": "es",
    "swahili": "sw",
    "swedish": "sv",
    "tamil": "ta",
    "thai": "th",
    "turkish": "tr",
    "türkçe": "tr",
    "ukrainian": "uk",
    "urdu": "ur",
    "اردو": "ur",
    "vietnamese": "vi",
}
_ROLE = re.compile(
    "source|target|src|tgt|trg|original|translat(?:ion|ed)|texts?|segments?|sentences?|string|value|content|term"
    "|texte|المصدر|الهدف|النص|الأصل|الأصلي|الترجمة|ترجمة"
)
_BESIDE = re.compile(r"lang|language|langue|sprache|version|column|اللغة|لغة|\d+")  # says nothing, with one of those
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_TAGS = frozenset(("id", "no", "to"))  # headings of other columns, more often than Indonesian, Norwegian, Tongan
_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_LONGEST = 40  # characters of a heading; what is longer is text


@lru_cache(maxsize=1024)
def standard_tag(tag: str) -> str:
    """``tag`` in the standard form of BCP 47 (``sr_RS.UTF-8@latin`` is ``sr-Latn-RS``), or none where it is no tag."""
    locale, _, modifier = tag.strip().partition("@")
    first, *rest = re.split(r"[-_\s]+", locale.partition(".")[0])
    script = _SCRIPTS.get(modifier.lower())
    try:
        return parse_language("-".join((first, script, *rest) if script else (first, *rest)))
    except LanguageError:
        return ""


@lru_cache(maxsize=1024)
def named_language(heading: str) -> str:
    """The tag of the language that the heading of a column is or names, or none.

    >>> [named_language(heading) for heading in ("EN", "ar_LY", "Arabic (Libya)", "source_en", "id", "Learn English")]
    ['en', 'ar-LY', 'ar', 'en', '', '']
    """
    if tag := _tag(heading.strip()):
        return tag
    words = _words(heading)
    named = {_NAMES[word] for word in words if word in _NAMES}
    named = named or {tag for word in words if (tag := _tag(word))}
    return named.pop() if len(named) == 1 else ""


@lru_cache(maxsize=1024)
def names_text(heading: str) -> bool:
    """Whether the heading of a column says that it holds text of one side: ``source``, ``Translation`` and the like."""
    return any(map(_ROLE.fullmatch, _words(heading)))


def _words(heading: str) -> list[str]:
    """The words of a heading; none where there is one, outside of brackets, that no heading of text has."""
    if len(heading) > _LONGEST or not all(map(_is_of_heading, _split(_BRACKETS.sub(" ", heading)))):
        return []
    return _split(heading)


def _is_of_heading(word: str) -> bool:
    return word in _NAMES or bool(_ROLE.fullmatch(word) or _BESIDE.fullmatch(word) or _tag(word))


def _split(heading: str) -> list[str]:
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", heading.lower())
    return [part for word in words for part in ([word] if _tag(word) else word.split("-"))]


def _tag(word: str) -> str:
    """A tag of two letters, or of three where two would do: the other languages of three are words of English, too."""
    from langcodes import tag_is_valid  # 0.1 s

    if word.lower() in _NO_TAGS or not _TAG.fullmatch(word) or not tag_is_valid(word):
        return ""
    tag = standard_tag(word)
    return tag if len(primary(tag)) == 2 else ""
