"""What is drawn from left to right on a line, put into the order it is read in.

A PDF draws signs; the order of reading has to be found again. The bidirectional algorithm turns text into what
is drawn, and applied to that it nearly turns it back. Signs of several characters (a ligature, a letter with
its marks) are one sign to it, so that their order inside stays.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import product

from bidi import get_display

from corpus.readers.pages.glyph import Glyph, Line, is_right_to_left, runs_left

_ARABIC_SIGNS, _HEBREW_SIGNS, _LATIN_SIGNS = 0x1EE00, 0x10800, 0xF0000
"""First of many characters of the same bidirectional class, to stand for a sign of several."""
_BRACKETS = "()[]{}<>«»‹›"
_MIRRORED = str.maketrans(_BRACKETS, ")(][}{><»«›‹")
_DIGITS = {ord("0") + digit: ord("٠") + digit for digit in range(10)}
_EUROPEAN = {stand_in: char for char, stand_in in _DIGITS.items()}
_SIGNS = "%‰٪$€£#°+-"
_SIGNED = re.compile(f"([{_SIGNS}]+\\d[\\d.,:/]*|\\d[\\d.,:/]*[{_SIGNS}]+)")
_MOST_NUMBERS = 6  # with a sign, in a line


def in_reading_order(line: Line, right_to_left: bool, mirrored: bool) -> str:
    """The text of a line of a paragraph that reads from right to left, or from left to right.

    ``mirrored`` says that the file names brackets by their look: the one that opens in Arabic is ``)`` there.
    Then a line among Arabic has them turned round, unless that is how they come in pairs: inside English.
    """
    if not right_to_left and not any(runs_left(glyph.text[0]) for glyph in line.glyphs):
        return line.plain()
    text = _read(line, right_to_left, mirrored)
    return min(text, _read(line, right_to_left, False), key=_unpaired) if mirrored else text


def is_mirrored(lines: Iterable[Line]) -> bool:
    """Whether brackets in Arabic are named by their look: tried both ways, the way that leaves fewer open."""
    written, looked = 0, 0
    for line in lines:
        if any(glyph.text in _BRACKETS for glyph in line.glyphs) and is_right_to_left([line]):
            written += _unpaired(_read(line, True, False))
            looked += _unpaired(_read(line, True, True))
    return looked < written


def _read(line: Line, right_to_left: bool, mirrored: bool) -> str:
    stand_ins: dict[str, str] = {}
    drawn = "".join(
        _sign(glyph, stand_ins).translate(_MIRRORED if mirrored and not glyph.written else {}) for glyph in line.glyphs
    )
    text = _undisplayed(drawn, "R" if right_to_left else "L")
    whole = {stand_in: sign for sign, stand_in in stand_ins.items()}
    return "".join(whole.get(char, char) for char in text)


def _sign(glyph: Glyph, stand_ins: dict[str, str]) -> str:
    """One character for a glyph, of the same class as its own."""
    text = glyph.text
    if len(text) < 2:
        return text
    if text not in stand_ins:
        first = ord(text[0])
        if not runs_left(text[0]):
            base = _LATIN_SIGNS
        else:
            base = _HEBREW_SIGNS if 0x590 <= first < 0x600 or 0xFB1D <= first < 0xFB50 else _ARABIC_SIGNS
        stand_ins[text] = chr(base + len(stand_ins) % 256)
    return stand_ins[text]


def _undisplayed(drawn: str, direction: str) -> str:
    """The text that is displayed as ``drawn``.

    The algorithm reads a number by the letters before it, and what was before it is behind it now. So the
    numbers are tried as both kinds, and then each with its sign on either side.
    """
    first: str = get_display(drawn, base_dir=direction)
    second: str = get_display(drawn.translate(_DIGITS), base_dir=direction).translate(_EUROPEAN)
    for text in (first, second):
        for turned in _turned(text):
            if get_display(turned, base_dir=direction) == drawn:
                return turned
    return first


def _turned(text: str) -> Iterator[str]:
    """A text, and then all that have the sign of some numbers on their other side."""
    pieces = _SIGNED.split(text)  # every second one is a number with its sign
    numbers = range(1, len(pieces), 2)
    for choice in product((False, True), repeat=min(len(numbers), _MOST_NUMBERS)):
        turned = {number for number, turn in zip(numbers, choice, strict=False) if turn}
        yield "".join(_other_side(piece) if index in turned else piece for index, piece in enumerate(pieces))


def _other_side(number: str) -> str:
    digits = number.strip(_SIGNS)
    return number[len(digits) :] + digits if number.startswith(digits) else digits + number[: -len(digits)]


def _unpaired(text: str) -> int:
    """How many brackets close what is not open, or never close."""
    open_, wrong = 0, 0
    for char in text:
        index = _BRACKETS.find(char)
        if index >= 0 and index % 2 == 0:
            open_ += 1
        elif index >= 0 and open_:
            open_ -= 1
        elif index >= 0:
            wrong += 1
    return open_ + wrong
