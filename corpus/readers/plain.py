"""Plain text: it has no structure but its lines, so its paragraphs are found later."""

from corpus.decoding import decode
from corpus.document import Document
from corpus.readers.source import Source


def read(source: Source) -> Document:
    """The text as it is; raises ``UndecodableText``."""
    decoded = decode(source.data, source.name, source.encoding)
    return Document(source.name, decoded.text, decoded.encoding, decoded.guessed)
