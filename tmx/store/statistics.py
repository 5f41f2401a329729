"""What there is in a memory, counted."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from tmx.store.schema import VARIANTS


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """A language, its variants and their characters."""

    tag: str
    variants: int
    characters: int


@dataclass(frozen=True, slots=True)
class PairCount:
    """Units whose first variant is in ``source`` and another in ``target``."""

    source: str
    target: str
    units: int


@dataclass(frozen=True, slots=True)
class FileCount:
    """A file that was imported: the units it brought, and whether it was read to its end."""

    name: str
    units: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Statistics:
    """A memory in figures; ``first`` and ``last`` are the earliest and the latest change, ISO 8601 in UTC."""

    units: int
    languages: tuple[LanguageCount, ...]
    pairs: tuple[PairCount, ...]
    files: tuple[FileCount, ...]
    scored: int
    first: str | None
    last: str | None


def count(connection: sqlite3.Connection) -> Statistics:
    """The figures of a memory, read in one transaction."""
    connection.execute("BEGIN")
    try:
        units, scored, first, last = connection.execute(
            "SELECT count(*), count(score), min(coalesce(changed, created)), max(coalesce(changed, created)) FROM unit"
        ).fetchone()
        languages = connection.execute(
            "SELECT tag, count(*), sum(length(text)) FROM variant JOIN language ON language.id = language"
            " GROUP BY tag ORDER BY 2 DESC, 1"
        )
        pairs = connection.execute(
            "SELECT one.tag, two.tag, count(DISTINCT target.id) FROM variant AS source"
            f" JOIN variant AS target ON target.id BETWEEN source.id + 1 AND source.id + {VARIANTS - 1}"
            " JOIN language AS one ON one.id = source.language JOIN language AS two ON two.id = target.language"
            f" WHERE source.id % {VARIANTS} = 0 GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
        )
        files = connection.execute(
            "SELECT name, (SELECT count(*) FROM origin WHERE origin.document = document.id),"
            " coalesce(finished, 1) FROM document LEFT JOIN import ON import.document = document.id"
            " WHERE EXISTS (SELECT 1 FROM origin WHERE origin.document = document.id) ORDER BY 1"
        )
        return Statistics(
            units,
            tuple(LanguageCount(*row) for row in languages),
            tuple(PairCount(*row) for row in pairs),
            tuple(FileCount(name, number, bool(complete)) for name, number, complete in files),
            scored,
            _moment(first),
            _moment(last),
        )
    finally:
        connection.execute("COMMIT")


def _moment(seconds: int | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
