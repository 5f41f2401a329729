"""The translation memory: units in values, TMX in, TMX 1.4b out."""

from tmx.duplicates import Candidate, Place, resolve_duplicates
from tmx.errors import InvalidUnit, TmxError, UnreadableMemory
from tmx.faults import Repair
from tmx.inline import Code, codes, escape, text_of
from tmx.languages import is_language, mended_language
from tmx.reader import TmxReader, read_tmx
from tmx.unit import Attributes, Header, Note, Property, SegType, TranslationUnit, Variant
from tmx.writer import TmxWriter, Written, write_tmx

__all__ = [
    "Attributes",
    "Candidate",
    "Code",
    "Header",
    "InvalidUnit",
    "Note",
    "Place",
    "Property",
    "Repair",
    "SegType",
    "TmxError",
    "TmxReader",
    "TmxWriter",
    "TranslationUnit",
    "UnreadableMemory",
    "Variant",
    "Written",
    "codes",
    "escape",
    "is_language",
    "mended_language",
    "read_tmx",
    "resolve_duplicates",
    "text_of",
    "write_tmx",
]
