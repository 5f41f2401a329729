"""XLIFF, the format of translation jobs: 1.2, 2.0 and 2.1 in, 1.2 and 2.1 out."""

from tmx.exchange.xliff.reader import read_xliff
from tmx.exchange.xliff.writer import write_xliff12, write_xliff21

__all__ = ["read_xliff", "write_xliff12", "write_xliff21"]
