"""What a page is made of: signs at places, and the lines they stand in.

Coordinates are points, x to the right and y up the page; ``y`` is that of the base line.
"""

from collections.abc import Iterable
from dataclasses import dataclass

_RIGHT_TO_LEFT = ((0x590, 0x8FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF))


@dataclass(frozen=True, slots=True)
class Glyph:
    """A sign: a letter, or several that are drawn as one; ``text`` is in the order of reading.

    It is empty where nobody can tell, as for a stroke that lengthens a line; such signs only fill a gap.

    ``written`` says that the file names the text apart from the shape: a bracket is then the one that was
    written, while a shape may be its mirror image.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    written: bool = False

    @property
    def middle(self) -> float:
        """Where its centre is, from left to right."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Signs on one base line, from left to right; white space between words is a sign of its own."""

    glyphs: tuple[Glyph, ...]
    y: float
    size: float

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return max(glyph.x1 for glyph in self.glyphs)

    def plain(self) -> str:
        """The signs as they stand, not yet in the order of reading; good for comparing lines."""
        return "".join(glyph.text for glyph in self.glyphs)


def is_right_to_left(lines: Iterable[Line]) -> bool:
    """Whether most letters of these lines are Arabic, Hebrew or of another script from right to left."""
    balance = 0
    for line in lines:
        for glyph in line.glyphs:
            if glyph.text[:1].isalpha():
                balance += 1 if runs_left(glyph.text[0]) else -1
    return balance > 0


def runs_left(char: str) -> bool:
    """Whether a letter is written from right to left."""
    code = ord(char)
    return any(first <= code <= last for first, last in _RIGHT_TO_LEFT)
