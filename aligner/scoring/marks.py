"""Signs that a translator keeps: numbers, and the punctuation that means the same in every script."""

import re
from collections.abc import Sequence

import numpy as np

from aligner.encoder import FloatArray, IntArray

_SIGNS = ("?؟？", "!！", '"“”„‟«»「」『』《》', "…", ";؛；")
_SINGLE = tuple(re.compile(f"[{signs}]") for signs in _SIGNS)
_ELLIPSIS = re.compile(r"\.(?:\s?\.){2,}")
# An opening quotation mark: of the sure ones each that does not stand like a closing one (German "»so«");
# of the others, apostrophes among them, those that stand like an opening one.
_LEFT, _RIGHT = r"\s(（—–\-:：“‘«‹„「『", r"\s.,;:!?…،؛؟。，！？：；—–\-)）\]”’»›」』"
_OPENED = re.compile(
    rf"(?<![^{_LEFT}])[“‘«‹„「『]|[“«‹„「『](?![{_RIGHT}]|$)|(?<!\w)‘(?![{_RIGHT}]|$)"
    rf"|(?<![^{_LEFT}])[\"'’”»›」』‟](?![{_RIGHT}]|$)"
)
_COUNTED = (*_SINGLE, _OPENED)
_ANY = re.compile(rf"[{''.join(_SIGNS)}'‘’‹›]|\.\s?\.")  # a text without these has nothing that is counted
_NUMBER = re.compile(r"\d+")
_BUCKETS = 61
_MOST = 6  # of one sign in a segment: more of them tell no more
_CLOSING = " \t\"'”’»)」』"
_ENDS = {
    sign: number for number, signs in enumerate(("?؟？", "!！", ":：", "…", ".。", ",،，;؛；"), 1) for sign in signs
}
_NEXT = re.compile(r"\S\s[\"'“‘]")  # at the very end
UNFINISHED = {"colon": 3, "ellipsis": 4, "comma": 6, "opening": 7, "no sign": 0}
"""Kinds of ends (``classify_ends``) after which a sentence often goes on."""
_OPENING = frozenset("\"'“‘«‹„「『—–-")
_CLOSED = frozenset("\"'”’“«»›」』")


def count_signs(texts: Sequence[str]) -> FloatArray:
    """How often each kind of punctuation occurs (texts x 6): ? ! " … ; in any script, and quotations that begin."""
    counts = np.zeros((len(texts), len(_COUNTED)), np.float32)
    for row, text in enumerate(texts):
        if _ANY.search(text):
            spelt = _with_ellipsis(text)
            counts[row] = [min(len(sign.findall(spelt)), _MOST) for sign in _COUNTED]
    return counts


def count_numbers(texts: Sequence[str]) -> FloatArray:
    """Numbers of each text, in the digits of any script, by the remainder of their value (texts x 61)."""
    counts = np.zeros((len(texts), _BUCKETS), np.float32)
    for row, text in enumerate(texts):
        for digits in _NUMBER.findall(text):
            counts[row, int(digits[:18]) % _BUCKETS] += 1
    return counts


def classify_ends(texts: Sequence[str]) -> IntArray:
    """How each text ends: a number for each kind of final punctuation, 0 for none.

    One kind is a mark that opens the quotation of the next text.
    """
    return np.array([_end(text) for text in texts], np.int64)


def _end(text: str) -> int:
    if _NEXT.match(text.rstrip()[-3:]):
        return UNFINISHED["opening"]
    return _ENDS.get(_with_ellipsis(text).rstrip(_CLOSING)[-1:], 0)


def begin_with_sign(texts: Sequence[str]) -> IntArray:
    """1 for a text that begins with a quotation mark or a dash, else 0."""
    return np.array([text[:1] in _OPENING for text in texts], np.int64)


def end_with_quotation(texts: Sequence[str]) -> IntArray:
    """1 for a text that ends with a quotation mark, else 0."""
    return np.array([text.rstrip()[-1:] in _CLOSED for text in texts], np.int64)


def _with_ellipsis(text: str) -> str:
    return _ELLIPSIS.sub("…", text) if ".." in text or ". ." in text else text
