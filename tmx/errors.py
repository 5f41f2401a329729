"""What can go wrong with a translation memory.

TmxError
├── InvalidUnit        a unit or header that no TMX can hold (bad language, fewer than one variant)
├── UnknownPair        languages that a memory has no units in
└── UnreadableMemory   a file that is missing, not XML, or not TMX
"""


class TmxError(Exception):
    """Base of everything that ``tmx`` raises on purpose."""


class InvalidUnit(TmxError):
    """A unit or header that no TMX can hold."""


class UnreadableMemory(TmxError):
    """A file that is missing, not XML, or not TMX."""


class UnknownPair(TmxError):
    """Languages that a memory has no units in."""
