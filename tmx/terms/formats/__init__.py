"""Glossaries in files: TBX-Basic, OmegaT, tables."""

from tmx.terms.formats.form import TermForm, form_of
from tmx.terms.formats.lost import Lost
from tmx.terms.formats.reading import GlossaryReading, read_all, read_glossary
from tmx.terms.formats.writing import write_glossary

__all__ = ["GlossaryReading", "Lost", "TermForm", "form_of", "read_all", "read_glossary", "write_glossary"]
