"""Text in: a file becomes a document, a document becomes the segments of one or two languages."""

from corpus.bitext import Reading, read_bitext, split_document, whole_side
from corpus.document import Bitext, Document, Segment, Side, Span
from corpus.errors import CorpusError, EmptyDocument, LanguageError, UndecodableText, UnreadableFile
from corpus.language import parse_language
from corpus.paragraphs import lines, paragraphs
from corpus.reading import read_document, read_text
from corpus.segmentation import segment, split_sentences

__all__ = [
    "Bitext",
    "CorpusError",
    "Document",
    "EmptyDocument",
    "LanguageError",
    "Reading",
    "Segment",
    "Side",
    "Span",
    "UndecodableText",
    "UnreadableFile",
    "lines",
    "paragraphs",
    "parse_language",
    "read_bitext",
    "read_document",
    "read_text",
    "segment",
    "split_document",
    "split_sentences",
    "whole_side",
]
