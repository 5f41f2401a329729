"""The index of a memory: which units have a term, as arrays of unit ids in blocks.

An import adds blocks, one for each language and batch; many are merged into one. Each bucket of the
postings of a block is one row of the database.

Why not FTS5: it hands over one row at a time, so that only the rarest words of a query can be asked
for, and of short segments, whose words are all common, a tenth of the matches is lost. A bucket
comes as one value, and NumPy weighs a million units in milliseconds.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from tmx.store.postings import BUCKETS, Postings, bucket_of
from tmx.store.presence import Ids, Presence, Shape, Shapes, read_shapes

_MAPPED = 1 << 33  # bytes of the file that a reader maps: a look-up takes a quarter less
_KEPT = 512  # frequent terms in memory: few texts have other words, and each takes a bit for a unit
_MERGED, _GROWTH = 16, 0.25  # blocks of a language, and their size beside its largest, from which on they become one


def add_block(connection: sqlite3.Connection, language: int, units: Ids, shapes: Shapes, postings: Postings) -> None:
    """Index ``units``, never falling, in the language of this number."""
    if len(units):
        block = _insert(connection, language, units.tobytes(), shapes.tobytes())
        _insert_postings(connection, block, postings.buckets())


def merge_blocks(connection: sqlite3.Connection) -> None:
    """Merge the blocks of every language that has many of them, or a few that are large beside the largest."""
    sizes: dict[int, list[int]] = {}
    for language, size in connection.execute("SELECT language, length(units) FROM block").fetchall():
        sizes.setdefault(language, []).append(size)
    for language, each in sizes.items():
        if len(each) >= _MERGED or (len(each) > 1 and sum(each) - max(each) > max(each) * _GROWTH):
            _merge(connection, language)


def drop_index(connection: sqlite3.Connection) -> None:
    """Empty the index."""
    connection.execute("DELETE FROM posting")
    connection.execute("DELETE FROM block")


def _insert(connection: sqlite3.Connection, language: int, units: bytes, shapes: bytes) -> int:
    columns = (language, units, shapes)
    cursor = connection.execute("INSERT INTO block (language, units, shapes) VALUES (?, ?, ?)", columns)
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _insert_postings(connection: sqlite3.Connection, block: int, buckets: Iterable[tuple[int, Postings]]) -> None:
    rows = ((block * BUCKETS + bucket, *postings.row()) for bucket, postings in buckets)
    connection.executemany("INSERT INTO posting VALUES (?, ?, ?, ?)", rows)


def _merge(connection: sqlite3.Connection, language: int) -> None:
    query = "SELECT id, length(units), length(shapes) FROM block WHERE language = ? ORDER BY id"
    ids, *sizes = zip(*connection.execute(query, (language,)).fetchall(), strict=True)
    new = connection.execute(
        "INSERT INTO block (language, units, shapes) VALUES (?, zeroblob(?), zeroblob(?)) RETURNING id",
        (language, *map(sum, sizes)),
    )
    block = new.fetchone()[0]
    for column in ("units", "shapes"):
        with connection.blobopen("block", column, block) as whole:
            for one in ids:
                whole.write(connection.execute(f"SELECT {column} FROM block WHERE id = ?", (one,)).fetchone()[0])
    _insert_postings(connection, block, _merged(connection, ids))
    for one in ids:
        connection.execute("DELETE FROM posting WHERE id BETWEEN ? AND ?", _range(one))
        connection.execute("DELETE FROM block WHERE id = ?", (one,))


def _merged(connection: sqlite3.Connection, blocks: Sequence[int]) -> Iterable[tuple[int, Postings]]:
    query = f"SELECT terms, ends, units FROM posting WHERE id IN ({', '.join('?' * len(blocks))}) ORDER BY id"
    for bucket in range(BUCKETS):  # one after the other: a large index does not fit into memory
        rows = connection.execute(query, [block * BUCKETS + bucket for block in blocks]).fetchall()
        if rows:
            yield bucket, Postings.merged(rows)


def _range(block: int) -> tuple[int, int]:
    return block * BUCKETS, block * BUCKETS + BUCKETS - 1


def _bucket(connection: sqlite3.Connection, block: int, bucket: int) -> Postings | None:
    query = "SELECT terms, ends, units FROM posting WHERE id = ?"
    row = connection.execute(query, (block * BUCKETS + bucket,)).fetchone()
    return Postings.read(row) if row else None


class Index:
    """The index as a reader sees it; what is asked for often stays in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        self._blocks: dict[int, list[int]] = {}
        self._shapes: dict[int, Shape] = {}
        self._frequent: dict[tuple[int, int], Presence] = {}
        self._state: tuple[Any, ...] = ()

    def refresh(self) -> None:
        """See what was committed since; to be called before a search."""
        state = self._connection.execute("SELECT max(id), count(*) FROM block").fetchone()
        if state != self._state:
            self._state = state
            self._blocks, self._shapes, self._frequent = {}, {}, {}
            for block, language in self._connection.execute("SELECT id, language FROM block ORDER BY id"):
                self._blocks.setdefault(language, []).append(block)

    def shape(self, language: int) -> Shape:
        """The shape of the units in a language; of two variants in it, the last."""
        if language not in self._shapes:
            query = "SELECT units, shapes FROM block WHERE language = ? ORDER BY id"
            rows = self._connection.execute(query, (language,)).fetchall()
            units = np.frombuffer(b"".join(row[0] for row in rows), np.int32)
            values = read_shapes(b"".join(row[1] for row in rows))
            self._shapes[language] = Shape.of(units, values)
        return self._shapes[language]

    def units(self, term: int, language: int) -> Ids:
        """The units that have a term; those deleted since may be among them."""
        bucket = bucket_of(term)
        found = [
            part.of_term(term)
            for block in self._blocks.get(language, ())
            if (part := _bucket(self._connection, block, bucket))
        ]
        return found[0] if len(found) == 1 else np.concatenate([np.zeros(0, np.int32), *found])

    def presence(self, term: int, language: int) -> Presence:
        """The same, to be added up."""
        known = self._frequent.get((term, language))
        if known is not None:
            return known
        size = self.shape(language).size  # first, for units may be added meanwhile
        presence = Presence.of(self.units(term, language), size)
        if presence.bits is not None and len(self._frequent) < _KEPT:
            self._frequent[term, language] = presence
        return presence
