"""Source texts as translators' files write them: what differs only in the kind of a sign still matches.

OmegaT finds a source only character by character, so a document with a typewriter apostrophe never
finds a unit with a typographic one. The twin of such a unit, with plain signs, is written beside it.
"""

import re

MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""A bidi control, which shows itself only by what is around it."""

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u200a"), " ")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u02bc"), "'")
_QUOTES = dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f"), '"')
_PLAIN = {**_SPACES, **_APOSTROPHES, **_QUOTES, 0xAD: None, 0xFEFF: None}


def normalise(text: str) -> str:
    """``text`` with plain spaces, apostrophes and quotation marks, without bidi marks and soft hyphens.

    >>> normalise("“Libya’s future”") == '"' + "Libya's future" + '"'
    True
    """
    return MARKS.sub("", text).translate(_PLAIN)
