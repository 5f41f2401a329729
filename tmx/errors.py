"""What can go wrong with a translation memory.

TmxError
├── UnknownFilter      a condition that has no such name, or not this value
├── InvalidUnit        a unit or header that no TMX can hold (bad language, fewer than one variant)
├── KnownGlossary      a name that another glossary of the memory has
├── UnknownGlossary    a glossary that a memory does not have
├── UnknownPair        languages that a memory has no units in
├── InvalidGlossary    a concept or term that no glossary can hold (bad language, no text)
├── UnreadableGlossary a file that is missing, or no glossary of its format
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


class UnknownFilter(TmxError):
    """A condition that has no such name, or not this value."""


class InvalidGlossary(TmxError):
    """A concept or term that no glossary can hold."""


class UnreadableGlossary(TmxError):
    """A file that is missing, or no glossary of its format."""


class KnownGlossary(TmxError):
    """A name that another glossary of the memory has."""


class UnknownGlossary(TmxError):
    """A glossary that a memory does not have."""
