"""What a batch consists of."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class By(StrEnum):
    """How two files were found to belong together."""

    LIST = "list"  # a line of the user's own table
    NAME = "name"
    CONTENT = "content"
    FILE = "file"  # both languages are in one file


@dataclass(frozen=True, slots=True)
class Job:
    """A document in two languages: two files, or one that has both.

    ``name`` is unique in its batch, a relative path without suffix: outputs are called by it. ``score``
    in 0..1 says how sure the pairing by content is, and is None for other pairings. Languages are BCP
    47 tags where a table, a name or the content told them.
    """

    name: str
    source: Path
    target: Path | None
    by: By
    score: float | None = None
    source_language: str | None = None
    target_language: str | None = None


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A file without a partner, and why."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """All jobs of a batch in order of their names, and the files that are in none."""

    jobs: tuple[Job, ...]
    unpaired: tuple[Unpaired, ...]
