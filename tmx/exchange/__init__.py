"""A memory in other formats than TMX: read from them, written to them, unit by unit."""

from tmx.exchange.errors import MissingLibrary, UnknownForm, UnknownLanguages
from tmx.exchange.form import Form, form_of
from tmx.exchange.languages import Languages, chosen
from tmx.exchange.moses import read_moses, write_moses
from tmx.exchange.pairs import Exported
from tmx.exchange.reading import read_units
from tmx.exchange.writing import write_units

__all__ = [
    "Exported",
    "Form",
    "Languages",
    "MissingLibrary",
    "UnknownForm",
    "UnknownLanguages",
    "chosen",
    "form_of",
    "read_moses",
    "read_units",
    "write_moses",
    "write_units",
]
