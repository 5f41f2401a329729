"""The check of empty sides."""

from collections.abc import Iterator

from aligner.checking.finding import Finding, Severity, sides
from tmx import TranslationUnit

NAME = "empty"


def check_emptiness(unit: TranslationUnit) -> Iterator[Finding]:
    """A side without text, whatever its codes."""
    for side, variant, other in sides(unit):
        if not variant.text.strip() and (other.text.strip() or variant.markup or other.markup):
            yield Finding(NAME, Severity.ERROR, f"the {side} is empty", side)
