"""TBX-Basic, the exchange format of termbases (ISO 30042): 2008 and 2019 in and out."""

from tmx.terms.formats.tbx.edition import V2, V3
from tmx.terms.formats.tbx.reader import read_tbx
from tmx.terms.formats.tbx.writer import write_tbx

__all__ = ["V2", "V3", "read_tbx", "write_tbx"]
