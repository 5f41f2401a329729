"""What is asked of a memory, and what it answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tmx.unit import Variant


class Kind(StrEnum):
    """How a match was found, the surest first."""

    CONTEXT = "context"  # exact, and its surroundings are the same: 101 or 102
    EXACT = "exact"  # the same text, or one with the same match key
    SUBSTITUTED = "substituted"  # the same but for numbers, which were replaced in the translation
    FUZZY = "fuzzy"
    SEMANTIC = "semantic"  # found by meaning; ``percent`` is what fuzzy matching would give it


@dataclass(frozen=True, slots=True)
class Query:
    """A text to be translated, with the texts around it and the name of its document, where known."""

    text: str
    previous: str | None = None
    following: str | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that was found.

    ``percent`` is 101 or 102 for a match in context, 100 for the same match key, up to 99 for less,
    and what is left after ``penalty`` points. ``similarity``, in -1..1, is the cosine of the
    vectors of a semantic match, else None. ``suggestion`` is the target, with numbers
    replaced where ``kind`` says so, at ``replaced`` (code-point offsets).
    """

    unit: int
    kind: Kind
    percent: int
    penalty: int
    source: Variant
    target: Variant
    suggestion: str
    replaced: tuple[tuple[int, int], ...] = ()
    similarity: float | None = None
    document: str = ""
    files: tuple[str, ...] = ()
    created: datetime | None = None
    changed: datetime | None = None
    author: str = ""
    score: float | None = None
