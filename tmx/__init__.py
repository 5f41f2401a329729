"""The translation memory: units in values, TMX in, TMX 1.4b out."""

from tmx.duplicates import Candidate, Place, resolve_duplicates
from tmx.errors import InvalidUnit, TmxError, UnreadableMemory
from tmx.reader import read_tmx
from tmx.unit import Header, Property, SegType, TranslationUnit, Variant
from tmx.writer import Written, write_tmx

__all__ = [
    "Candidate",
    "Header",
    "InvalidUnit",
    "Place",
    "Property",
    "SegType",
    "TmxError",
    "TranslationUnit",
    "UnreadableMemory",
    "Variant",
    "Written",
    "read_tmx",
    "resolve_duplicates",
    "write_tmx",
]
