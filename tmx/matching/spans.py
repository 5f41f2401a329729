"""Where the words and marks of a verbatim text are, for what is shown to people.

``stems`` and ``tokens`` cut match keys for the index, and a key has lost the places of its letters.
Here a word keeps its vowel marks and joiners, and a script without spaces gives its characters one
by one.
"""

import re
import unicodedata
from functools import cache
from itertools import groupby

Span = tuple[int, int]
"""Start and end in code points."""

_UNSPACED = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0ec6\u1000-\u102a\u1780-\u17b3"
    "\u3005-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
_JOINERS = "\u00ad\u200c\u200d"
_INVISIBLE = "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"


def token_spans(text: str) -> tuple[Span, ...]:
    """Words, numbers and single punctuation marks, in order; ``don't`` and ``1,234.5`` are one."""
    return tuple(match.span() for match in _patterns()[0].finditer(text))


def word_spans(text: str) -> tuple[Span, ...]:
    """Words and numbers, in order, as ``stems.words`` has them: an apostrophe parts two."""
    return tuple(match.span() for match in _patterns()[1].finditer(text))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    marks = f"[{_marks()}{_JOINERS}]*"
    letter = rf"(?:[^\W_{_UNSPACED}]{marks})"
    single = f"[{_UNSPACED}]{marks}"
    number = r"\d+(?:[.,٫٬]\d+)*"
    return (
        re.compile(rf"{number}{letter}*|{letter}+(?:['’ʼ]{letter}+)*|{single}|[^\w\s{_INVISIBLE}]|_"),
        re.compile(f"{letter}+|{single}"),
    )


def _marks() -> str:
    """The combining marks, as ranges of a character class; the standard library's ``re`` cannot name them."""
    codes = (code for code in range(0x300, 0xFFFF) if unicodedata.category(chr(code))[0] == "M")
    runs = ([code for _, code in run] for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]))
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)
