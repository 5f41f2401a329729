"""The translation memory: units in values, TMX 1.4b out."""

from tmx.duplicates import Candidate, Place, resolve_duplicates
from tmx.errors import InvalidUnit, TmxError
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
    "Variant",
    "Written",
    "resolve_duplicates",
    "write_tmx",
]
