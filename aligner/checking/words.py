"""Words as checks count them: which are language, and which are names and codes."""

import re

WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u0652\u0670\u0640'’\u200c-])*")
_PART_OF_CODE = re.compile(r"[\w./\\@#$-]*[\d_./\\@#$][\w./\\@#$-]*[\w/]")


def plain_words(text: str) -> list[str]:
    """The words of ``text`` that are language: of two letters at least, not capitalised, not part of a code.

    >>> plain_words("Open the file config_v2.json in Visual Studio")
    ['the', 'file', 'in']

    A text all in capitals counts as if it were in small letters.
    """
    text = _PART_OF_CODE.sub(" ", text)
    if text.isupper() and len(text.split()) > 3:
        text = text.lower()
    return [word for word in WORD.findall(text) if len(word) > 1 and word[0] == word[0].lower() and is_lower(word)]


def is_lower(word: str) -> bool:
    """Whether a word has no capital letter."""
    return word == word.lower()
