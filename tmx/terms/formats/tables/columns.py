"""What the columns of a table are called, in our own tables and in those that people bring.

A language's tag is above its terms (``ar``), and what is said of a term above the column beside it
(``ar status``). The other columns are of the concept. Case, underscores and some usual words do not
matter; a column under another name is a property of the concept, or with a language before it of its terms.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tmx.languages import is_language, mended_language

ID, SUBJECT, DEFINITION, ORIGIN, NOTE = "id", "subject", "definition", "origin", "note"
TERM, STATUS, TYPE, PART, CONTEXT = "term", "status", "type", "part of speech", "context"
OF_CONCEPT = (ID, SUBJECT, DEFINITION, ORIGIN, NOTE)
OF_TERM = (TERM, STATUS, TYPE, PART, CONTEXT, NOTE)
_OF_TARGET = frozenset((STATUS, TYPE, PART, CONTEXT))
_SIDES = {
    "source": 0, "source term": 0, "term": 0, "src": 0,
    "target": 1, "target term": 1, "translation": 1, "tgt": 1, "trg": 1,
}  # fmt: skip

_OTHER_NAMES = {
    "concept": ID, "concept id": ID, "entry id": ID, "number": ID, "no.": ID, "#": ID,
    "domain": SUBJECT, "subject field": SUBJECT, "subjectfield": SUBJECT, "field": SUBJECT,
    "meaning": DEFINITION, "description": DEFINITION,
    "source": ORIGIN, "reference": ORIGIN,
    "notes": NOTE, "comment": NOTE, "comments": NOTE, "remark": NOTE, "remarks": NOTE,
    "usage status": STATUS, "administrative status": STATUS, "administrativestatus": STATUS,
    "term type": TYPE, "termtype": TYPE,
    "pos": PART, "partofspeech": PART, "word class": PART,
    "example": CONTEXT, "example sentence": CONTEXT,
}  # fmt: skip
_LANGUAGES = {
    "arabic": "ar", "العربية": "ar", "عربي": "ar", "عربية": "ar", "english": "en", "الإنجليزية": "en",
    "الانجليزية": "en", "إنجليزي": "en", "انجليزي": "en", "french": "fr", "français": "fr", "الفرنسية": "fr",
    "german": "de", "deutsch": "de", "spanish": "es", "español": "es", "italian": "it", "portuguese": "pt",
    "russian": "ru", "turkish": "tr", "türkçe": "tr", "persian": "fa", "farsi": "fa", "فارسی": "fa",
    "hebrew": "he", "עברית": "he", "chinese": "zh", "中文": "zh", "japanese": "ja",
}  # fmt: skip
_TAG = re.compile("[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a field or a property, of the terms in a language or of the concept (no language)."""

    field: str
    language: str = ""

    @property
    def heading(self) -> str:
        """What is written above it."""
        if not self.language:
            return self.field
        if self.field == TERM:
            return self.language if _TAG.fullmatch(self.language) else f"{self.language} {TERM}"
        return f"{self.language} {self.field}"


def columns_of(headings: Sequence[str], languages: tuple[str, str] | None) -> list[Column | None] | None:
    """What each column is, none for one without a name; nothing where this is no row of headings.

    It is one where columns have the terms of two languages or more, or of one and another column has
    a name that is known. ``languages`` are those of the columns ``source`` and ``target``, and tell a
    row of headings from two words that happen to be tags, like "is" and "he".
    """
    columns = [column_of(heading) for heading in headings]
    terms = _terms(columns)
    if languages and not terms:
        sides = [_SIDES.get(_folded(heading)) for heading in headings]
        columns = [
            column if side is None else Column(TERM, languages[side])
            for column, side in zip(columns, sides, strict=True)
        ]
        terms = _terms(columns)
    found = [column for column in columns if column]
    if found == [Column(ID)]:
        return columns  # of a table with nothing in it
    known = any(one.field != TERM and (one.language or one.field in OF_CONCEPT) for one in found)
    if not terms or len(set(found)) < len(found) or not (known or len(terms) > 1):
        return None
    if languages and len(found) == len(terms) and not any(_same(tag, languages) for tag in terms):
        return None
    # A status that does not say of which language is that of the last one, the target.
    return [
        Column(one.field, terms[-1]) if one and not one.language and one.field in _OF_TARGET else one for one in columns
    ]


@lru_cache(maxsize=1024)
def column_of(heading: str) -> Column | None:
    """The column that a heading names, nothing for an empty one."""
    text = heading.strip().strip('"').strip()
    if not text:
        return None
    if language := _language(text):
        return Column(TERM, language)
    first, _, rest = text.partition(" ")
    if rest.strip() and (language := _language(first) or _private(first)):
        field = _OTHER_NAMES.get(_folded(rest), _folded(rest))
        return Column(field if field in OF_TERM else rest.strip(), language)
    name = _OTHER_NAMES.get(_folded(text), _folded(text))
    return Column(name if name in OF_CONCEPT or name in _OF_TARGET else text)


def _terms(columns: Sequence[Column | None]) -> list[str]:
    return [column.language for column in columns if column and column.language and column.field == TERM]


def _language(name: str) -> str:
    """The language that a heading names, by its tag or a usual name."""
    folded = _folded(name)
    if folded in _LANGUAGES:
        return _LANGUAGES[folded]
    if not _TAG.fullmatch(name) or folded in _SIDES or folded in _OTHER_NAMES or folded in OF_CONCEPT:
        return ""
    from langcodes import tag_is_valid  # 0.1 s

    return mended_language(name) if tag_is_valid(name.replace("_", "-")) else ""


def _private(name: str) -> str:
    return name if name.lower().startswith(("x-", "i-")) and is_language(name) else ""


def _same(tag: str, languages: tuple[str, str]) -> bool:
    return tag.split("-")[0].lower() in {language.split("-")[0].lower() for language in languages}


def _folded(name: str) -> str:
    return re.sub(r"[\s_]+", " ", name.strip().lower())
