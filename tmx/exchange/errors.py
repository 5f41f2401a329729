"""What can go wrong on the way from or to another format.

TmxError
├── UnreadableMemory    (of ``tmx``) a file that does not hold what its format asks for
├── UnknownForm         a suffix that no format has, or a format that cannot be read, or written, this way
├── UnknownLanguages    texts of which nothing says what language they are in
└── MissingLibrary      an optional library that is not installed
"""

from tmx.errors import TmxError


class UnknownForm(TmxError):
    """A suffix that no format has, or a format that cannot be read, or written, this way."""


class UnknownLanguages(TmxError):
    """Texts of which nothing says what language they are in."""


class MissingLibrary(TmxError):
    """An optional library that is not installed."""
