"""Marks put to the letters they stand over: vowel signs of Arabic and Hebrew, and accents drawn by themselves.

A mark has no width, and its place says little: fonts draw it left or right of where it is put. What tells is
the order of drawing. Letters that are drawn from left to right have their marks behind them, but in Arabic
drawn so, everything is reversed, and marks come first.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from corpus.readers.pages.glyph import Glyph, runs_left

_SAME_LINE = 0.7  # of the size, between the base lines of a letter and its neighbour


def with_marks(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The letters, in the order they were drawn, each with its marks; a mark without a letter is gone."""
    letters: list[Glyph] = []
    fillers: list[Glyph] = []
    waiting: list[Glyph] = []
    for glyph in glyphs:
        if not glyph.text:
            fillers.append(glyph)
        elif _is_mark(glyph.text):
            waiting.append(glyph)
        else:
            if waiting and (not letters or _is_next(waiting, letters[-1], glyph)):
                letters.append(_marked(glyph, reversed(waiting)))
            else:
                if waiting:
                    letters[-1] = _marked(letters[-1], waiting)
                letters.append(glyph)
            waiting = []
    if waiting and letters:
        letters[-1] = _marked(letters[-1], waiting)
    return letters + fillers


def _is_next(marks: list[Glyph], before: Glyph, after: Glyph) -> bool:
    """Whether marks between two signs belong to the second."""
    if not runs_left(marks[0].text[0]):
        return False
    possible = [_takes_marks(letter, marks[0]) for letter in (before, after)]
    if possible[0] != possible[1]:
        return possible[1]
    distances = [_distance(letter, marks[0]) for letter in (before, after)]
    if max(distances) > marks[0].size:
        return distances[1] < distances[0]
    return after.middle > before.middle


def _takes_marks(letter: Glyph, mark: Glyph) -> bool:
    is_letter = runs_left(letter.text[0]) and letter.text[0].isalpha()
    return is_letter and abs(letter.y - mark.y) < _SAME_LINE * letter.size


def _distance(letter: Glyph, mark: Glyph) -> float:
    return max(letter.x0 - mark.middle, mark.middle - letter.x1, 0.0)


def _marked(letter: Glyph, marks: Iterable[Glyph]) -> Glyph:
    """One character where Latin and its like have one; the order of Arabic marks is the writer's own."""
    text = letter.text
    for mark in marks:
        text += mark.text if mark.text not in text else ""  # some files name one shape after all that it is part of
    return replace(letter, text=text if runs_left(text[0]) else unicodedata.normalize("NFC", text))


def _is_mark(text: str) -> bool:
    return all(unicodedata.category(char) == "Mn" for char in text)
