"""What a format could not hold, counted."""

from collections import Counter
from dataclasses import dataclass

Tally = Counter[str]
"""Counts by the names of the fields of ``Lost``, while a file is read or written."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Counts of what was left out or changed on the way out of a file or into one."""

    concepts: int = 0  # left out: no term, or none in a language that is written
    terms: int = 0  # left out: in another language, or of a kind that would be taken for a translation
    details: int = 0  # left out: definitions, notes, properties and attributes that there is no place for
    rows: int = 0  # left out: rows and elements that say nothing about a term
    flattened: int = 0  # texts whose line breaks, tabs or indents became spaces
    cut: int = 0  # texts that end where a cell of a workbook is full
    illegal: int = 0  # characters left out: XML 1.0, and most of what reads text, has no place for them
    commas: int = 0  # terms with a comma, which OmegaT takes for several
    ids: int = 0  # concepts with another identifier than in the file, where it was there twice

    def __bool__(self) -> bool:
        """Whether anything was lost."""
        return self != Lost()
