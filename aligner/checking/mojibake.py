"""Text that was UTF-8 and was read as a Windows code page, and how to read it back.

>>> unscrambled("Ø§Ù„Ø³Ù„Ø§Ù…")
'السلام'
"""

import re
from functools import cache

# What the bytes 80..FF are in the code pages that it happens with; those without a character are controls.
_CODE_PAGES = ("cp1252", "latin-1", "cp1256", "cp1251")
_LEAST = 3  # letters that come of it: two fit by chance
_WESTERN = re.compile("[\u00a0-\u024f\u2010-\u203a\u20ac\u2122]")
_MARKS = re.compile(
    "[ØÙ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
"""What Arabic read as cp1252 is full of."""


@cache
def _bytes_of(code_page: str) -> dict[int, bytes]:
    """From code points to bytes, C1 controls standing for themselves."""
    table = {code: bytes([code]) for code in range(0x100)}
    for byte in range(0x80, 0x100):
        try:
            table[ord(bytes([byte]).decode(code_page))] = bytes([byte])
        except UnicodeDecodeError:
            continue
    return table


@cache
def _run(code_page: str) -> re.Pattern[str]:
    signs = "".join(re.escape(chr(code)) for code in _bytes_of(code_page) if code >= 0x80)
    return re.compile(f"[{signs}](?:[{signs} ]*[{signs}])?")


@cache
def _lead(code_page: str) -> re.Pattern[str]:
    """The first two bytes of a letter in UTF-8 as the code page shows them."""
    table = _bytes_of(code_page)
    first, second = (
        "".join(re.escape(chr(code)) for code, byte in table.items() if low <= byte[0] <= high)
        for low, high in ((0xC2, 0xF4), (0x80, 0xBF))
    )
    return re.compile(f"[{first}][{second}]")


def unscrambled(text: str) -> str:
    """``text`` with each run that is UTF-8 in a code page read as UTF-8; the same text where there is none."""
    if text.isascii():
        return text
    for code_page in _CODE_PAGES:
        if not _lead(code_page).search(text):
            continue
        found = _run(code_page).sub(lambda match, page=code_page: _decoded(match.group(), page), text)  # type: ignore[misc]
        if found != text:
            return found
    return text


def _decoded(run: str, code_page: str) -> str:
    table = _bytes_of(code_page)
    try:
        found = b"".join(table[ord(char)] for char in run).decode("utf-8")
    except UnicodeDecodeError:
        return run
    foreign = [char for char in found if ord(char) >= 0x80]
    if any("\x80" <= char <= "\x9f" for char in found) or not any(map(str.isalpha, foreign)):
        return run
    # One accented letter is enough: Ã© is no word of any language. Others may come out by chance.
    is_sure = len(foreign) >= _LEAST or all(_WESTERN.match(char) for char in foreign)
    return found if is_sure else run


def is_scrambled(text: str) -> bool:
    """Whether ``text`` holds Arabic read as cp1252 of which too much is lost to read it back."""
    return len(_MARKS.findall(text)) >= _LEAST
