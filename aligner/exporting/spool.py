"""Units put aside on disk, to be read again in another order.

An export needs the units of a memory twice in an order that the memory need not have: document by
document, to put neighbours together, and source by source, to find rivals. SQLite sorts them in a
temporary file; in memory is what it caches, and the units of one document place or one source.
"""

import pickle
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from aligner.exporting.pairs import Pair

_SCHEMA = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE; PRAGMA cache_size = -16384;
CREATE TABLE pairs (number INTEGER PRIMARY KEY, file TEXT, segment INTEGER, other INTEGER, pair BLOB);
CREATE TABLE entries (number INTEGER PRIMARY KEY, source TEXT, entry BLOB);
CREATE TABLE files (number INTEGER PRIMARY KEY, path TEXT, unit BLOB);
"""


class Spool:
    """Three tables: pairs as they come, entries that compete for a source, and units by the file they go to."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")

    def add_pairs(self, pairs: Iterable[Pair]) -> None:
        """Put pairs aside."""
        rows = ((pair.file, (pair.segments or (0,))[0], (pair.others or (0,))[0], _bytes(pair)) for pair in pairs)
        self._insert("INSERT INTO pairs (file, segment, other, pair) VALUES (?, ?, ?, ?)", rows)

    def pairs(self) -> Iterator[Pair]:
        """All pairs as they came."""
        return self._read("SELECT pair FROM pairs ORDER BY number")

    def documents(self) -> Iterator[Iterator[Pair]]:
        """The pairs that know their place, document by document, in the order of the source."""
        query = "SELECT pair FROM pairs WHERE file != '' ORDER BY file, segment, other, number"
        return (pairs for _, pairs in groupby(self._read(query), key=lambda pair: pair.file))

    def add_entries(self, entries: Iterable[tuple[str, Any]]) -> None:
        """Put entries aside, each with the source text under which clients find it."""
        self._insert(
            "INSERT INTO entries (source, entry) VALUES (?, ?)", ((source, _bytes(entry)) for source, entry in entries)
        )

    def rivals(self) -> Iterator[list[Any]]:
        """The entries of each source together, sources in the order in which they came first."""
        self._connection.execute("CREATE INDEX by_source ON entries (source)")
        query = """SELECT first, entry FROM entries
            JOIN (SELECT source AS text, MIN(number) AS first FROM entries GROUP BY source) ON text = source
            ORDER BY first, number"""
        rows = self._connection.execute(query)
        for _, group in groupby(rows, key=lambda row: row[0]):
            yield [_object(row[1]) for row in group]

    def add_units(self, units: Iterable[tuple[str, Any]]) -> None:
        """Put units aside, each with the path of its file."""
        self._insert("INSERT INTO files (path, unit) VALUES (?, ?)", ((path, _bytes(unit)) for path, unit in units))

    def paths(self) -> list[str]:
        """The files that units go to, sorted."""
        return [row[0] for row in self._connection.execute("SELECT DISTINCT path FROM files ORDER BY path")]

    def units(self, path: str) -> Iterator[Any]:
        """The units of a file, in order."""
        return self._read("SELECT unit FROM files WHERE path = ? ORDER BY number", path)

    def _insert(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self._connection.executemany(statement, rows)

    def _read(self, query: str, *values: str) -> Iterator[Any]:
        return (_object(row[0]) for row in self._connection.execute(query, values))


@contextmanager
def open_spool() -> Iterator[Spool]:
    """A spool in a temporary file, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="loom-") as folder:
        path = Path(folder) / "spool.sqlite"
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            yield Spool(connection)


def _bytes(value: Any) -> bytes:
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def _object(held: bytes) -> Any:
    return pickle.loads(held)  # noqa: S301 - written by this process, in its own folder
