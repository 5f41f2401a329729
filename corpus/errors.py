"""What can go wrong between a file and its segments.

CorpusError
├── UnreadableFile     the file is missing, a folder, or may not be read
├── UndecodableText    binary content, or bytes that no encoding fits
├── UnreadableDocument damaged, locked, of another format than its name says, or made to do harm
├── MissingLibrary     the format needs a package that is not installed
├── EmptyDocument      nothing but white space
└── LanguageError      not the one or two languages that were expected

Every message is one line that names the file, the place where there is one, and the remedy.
"""


class CorpusError(Exception):
    """Base of everything that ``corpus`` raises on purpose."""


class UnreadableFile(CorpusError):
    """The file is missing, a folder, or may not be read."""


class UndecodableText(CorpusError):
    """Binary content, or bytes that no encoding fits."""


class UnreadableDocument(CorpusError):
    """A document that is damaged, locked, of another format than its name says, or made to do harm."""


class MissingLibrary(CorpusError):
    """The format needs a package that is not installed."""


class EmptyDocument(CorpusError):
    """The document holds nothing but white space."""


class LanguageError(CorpusError):
    """The text is not in the one or two languages that were expected."""
