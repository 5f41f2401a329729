"""What text has to give up to be in a TMX that clients read and match.

Each rule is a measured behaviour of a client or a clause of the specification:

- A character outside XML 1.0 makes OmegaT, translate-toolkit and Maxprograms refuse the whole
  file, even as ``&#x1F;``: it is removed.
- A line break inside a segment never matches (a wrapped line is a space to every client), and
  TMX 1.4b forbids white space at the ends of ``seg``: folded to one space, trimmed.
- A bidi control in a source segment hides it from every look-up: removed there, kept in targets,
  where it does no harm and may be needed.
"""

import re
from dataclasses import dataclass

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BREAK = re.compile("[ \t]*[\r\n\u0085\u2028\u2029]+[ \t]*")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit for ``seg``, and how many characters of what kind it gave up."""

    text: str
    illegal: int
    bidi: int


def clean(text: str, *, is_source: bool) -> Cleaned:
    """``text`` as a ``seg`` may hold it; white space folded at line breaks is not counted."""
    if text.isprintable():  # no control, no separator but the space: nothing to look for
        return Cleaned(text.strip(), 0, 0)
    text, illegal = legal(text)
    bidi = 0
    if is_source:
        text, bidi = BIDI.subn("", text)
    return Cleaned(BREAK.sub(" ", text).strip(), illegal, bidi)


def legal(text: str) -> tuple[str, int]:
    """``text`` without characters outside XML 1.0, and how many there were."""
    return (text, 0) if text.isprintable() else ILLEGAL.subn("", text)
