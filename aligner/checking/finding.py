"""What a check says, and of which unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tmx import TranslationUnit, Variant


class Severity(StrEnum):
    """How sure it is that the unit does harm: errors are what ``loom tmx clean`` sets aside."""

    ERROR = "error"
    WARNING = "warning"


class Side(StrEnum):
    """Which text of a pair is meant."""

    SOURCE = "source"
    TARGET = "target"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of one side's text, in code points; ``side`` is never BOTH."""

    side: Side
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a unit.

    ``quote`` is text that the message ends with, in either direction: to be isolated where it is shown.
    ``fix`` is the unit without it, where that needs no knowledge of the languages.
    """

    check: str
    severity: Severity
    message: str
    side: Side
    spans: tuple[Span, ...] = ()
    quote: str = ""
    fix: TranslationUnit | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A unit and where it stands: its number from 1, the line of its ``tu`` or 0, and the memory's name."""

    unit: TranslationUnit
    number: int
    line: int
    name: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A pair of variants (``located.unit`` has these two alone) and what was found in it.

    ``mended`` is what was wrong before a fix, where one was made.
    """

    located: Located
    findings: tuple[Finding, ...]
    mended: tuple[Finding, ...] = ()


def sides(unit: TranslationUnit) -> Iterator[tuple[Side, Variant, Variant]]:
    """Each side of a pair with its variant and the one it stands against."""
    yield Side.SOURCE, unit.source, unit.target
    yield Side.TARGET, unit.target, unit.source
