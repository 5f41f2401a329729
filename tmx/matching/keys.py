"""Match keys: what two texts have in common that a translator would call the same.

A key folds what a keyboard, an editor or a typesetter decides: letter case, compatibility forms,
white space, invisible controls, quotation marks, dashes, the digits of a script; and in Arabic the
vowel marks, tatweel, the forms of alef, ya and hamza, and ta marbuta. Keys are compared and indexed,
never shown: what comes back is the text itself.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\u0640"  # tatweel
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff"  # Arabic marks
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
)
_FOLDED = {
    "ا": "أإآٱٲٳ",
    "ي": "ىیېےئ",
    "و": "ؤ",
    "ه": "ةۀەہھ",
    "ك": "کڪ",
    '"': "“”„‟«»″〝〞＂「」『』",
    "'": "‘’‚‛‹›′`´ʼ",
    "-": "‐‑‒–—―−",
    "?": "؟？",
    ",": "،，、",
    ";": "؛；",
    ".": "。",
    "%": "٪",
}
_NOTHING = 0xFFFF  # no character
_IN_NUMBERS = np.isin(np.arange(0x80), [ord(sign) for sign in ".,:/ -"])


@cache
def _table() -> npt.NDArray[np.uint32]:
    """What each character of the basic plane becomes, after Unicode's own folding."""
    table = np.arange(0x1_0000, dtype=np.uint32)
    for code in range(0x80, 0x1_0000):
        if chr(code).isdigit():
            table[code] = ord(str(unicodedata.digit(chr(code))))
    for folded, forms in _FOLDED.items():
        table[[ord(form) for form in forms]] = ord(folded)
    for span in re.findall(".-.|.", _INVISIBLE):
        table[ord(span[0]) : ord(span[-1]) + 1] = _NOTHING
    table[ord("ء")] = _NOTHING  # written or left out, at the end of a word above all
    table[[code for code in range(0x1_0000) if chr(code).isspace()]] = ord(" ")
    table[ord("\n")] = ord("\n")
    return table


def match_key(text: str) -> str:
    """The key of ``text``: equal for texts that say the same in the same words.

    >>> match_key("«الكِتَابُ» رقم ١٢") == match_key('"الكتاب"  رقم 12')
    True
    """
    return _folded_alone(_plain(text).casefold())


def match_keys(texts: Sequence[str]) -> list[str]:
    """The key of each text, none with a line break; many at once are made much faster than one by one."""
    return _folded([_plain(text).casefold() for text in texts])


def cased_key(text: str) -> str:
    """The key before letter case is folded."""
    return _folded_alone(_plain(text))


def general_keys(keys: Sequence[str]) -> list[str]:
    """The keys with a sign for each run of numbers: equal for texts that differ in their numbers only."""
    codes = _codes(keys)
    digits = (codes >= ord("0")) & (codes <= ord("9"))
    if digits.any():
        before = np.insert(digits[:-1], 0, False)
        inside = _IN_NUMBERS[np.minimum(codes, 0x7F)] & before & np.append(digits[1:], False)
        number = digits | inside
        codes = np.where(number, np.uint32(ord("#")), codes)[~(number & np.insert(number[:-1], 0, False))]
    return _texts(codes)


def _plain(text: str) -> str:
    """``text`` in its compatibility form, on one line."""
    if not text.isascii() and not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _BREAK.sub(" ", text) if _BREAK.search(text) else text


def _folded(texts: Sequence[str]) -> list[str]:
    codes = _codes(texts)
    codes = np.where(codes <= _NOTHING, _table()[np.minimum(codes, _NOTHING)], codes)
    codes = codes[codes != _NOTHING]
    # One space between words, none at the ends.
    spaces = codes == ord(" ")
    codes = codes[~(spaces & np.insert((spaces | (codes == ord("\n")))[:-1], 0, True))]
    codes = codes[~((codes == ord(" ")) & np.append(codes[1:] == ord("\n"), True))]
    return _texts(codes)


def _folded_alone(text: str) -> str:
    """The same for one text, for which arrays are slow."""
    return " ".join(text.translate(_changes()).split())


@cache
def _changes() -> dict[int, int | None]:
    """``_table`` for ``str.translate``."""
    table = _table()
    changed = np.flatnonzero((table != np.arange(len(table))) | (table == _NOTHING))
    return {code: None if table[code] == _NOTHING else int(table[code]) for code in changed.tolist()}


def _codes(texts: Sequence[str]) -> npt.NDArray[np.uint32]:
    """The code points of all texts, each with a line break behind it."""
    joined = "".join(f"{text}\n" for text in texts)
    return np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)


def _texts(codes: npt.NDArray[np.uint32]) -> list[str]:
    return codes.tobytes().decode("utf-32-le", "surrogatepass").split("\n")[:-1]
