"""The index of a memory: which units have a term, as arrays of unit ids in blocks.

A term is the hash of a stem, of a whole match key, or of a key with its numbers left open. An import
adds blocks, one for each language and batch; many are merged into one. The postings of a block lie
in buckets by the first bits of the term, each bucket one row of the database.

Why not FTS5: it hands over one row at a time, so that only the rarest words of a query can be asked
for, and of short segments, whose words are all common, a tenth of the matches is lost. A bucket
comes as one value, and NumPy weighs a million units in milliseconds.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from tmx.matching.tokens import Hashes
from tmx.store.schema import VARIANTS

Ids = npt.NDArray[np.int32]
Shapes = npt.NDArray[np.uint32]
_BUCKETS = 1024
_SHIFT = np.uint64(64 - 10)  # the bucket is in the first bits of the hash
WHOLE, GENERAL = np.uint64(0x5851F42D4C957F2D), np.uint64(0x14057B7EF767814F)
"""What the hashes of whole and of general keys are combined with, so that they are not those of stems."""
LONGEST = 2**24 - 1
"""The length of a key that counts, in code points."""
_MAPPED = 1 << 33  # bytes of the file that a reader maps: a look-up takes a quarter less
_KEPT, _FREQUENT = 64, 20_000  # lists of units kept in memory, and their least length
_MERGED, _GROWTH = 16, 0.25  # blocks of a language, and their size beside its largest, from which on they become one


@dataclass(frozen=True, slots=True)
class Postings:
    """Terms in rising order; those of term ``i`` are ``units[ends[i - 1]:ends[i]]``."""

    terms: Hashes
    ends: Ids
    units: Ids

    @classmethod
    def of(cls, terms: Hashes, units: Ids) -> "Postings":
        """From pairs of a term and a unit, in any order; pairs that occur twice count once."""
        order = np.lexsort((units, terms))
        terms, units = terms[order], units[order]
        fresh = np.ones(len(terms), bool)
        fresh[1:] = (terms[1:] != terms[:-1]) | (units[1:] != units[:-1])
        distinct, counts = np.unique(terms[fresh], return_counts=True)
        return cls(distinct, np.cumsum(counts, dtype=np.int32), units[fresh])

    @classmethod
    def read(cls, row: Sequence[bytes]) -> "Postings":
        """From the columns of a row."""
        return cls(np.frombuffer(row[0], np.uint64), np.frombuffer(row[1], np.int32), np.frombuffer(row[2], np.int32))

    def row(self) -> tuple[bytes, bytes, bytes]:
        """The columns of a row."""
        return self.terms.tobytes(), self.ends.tobytes(), self.units.tobytes()

    def renumbered(self, numbers: Ids) -> "Postings":
        """With ``numbers[unit]`` for each unit, which have to rise as the units do; without those of 0."""
        units = numbers[self.units]
        kept = units > 0
        if kept.all():
            return Postings(self.terms, self.ends, units)
        terms, counts = np.unique(self.pairs()[kept], return_counts=True)
        return Postings(terms, np.cumsum(counts, dtype=np.int32), units[kept])

    def pairs(self) -> Hashes:
        """The term of each of ``units``."""
        return np.repeat(self.terms, np.diff(self.ends, prepend=np.int32(0)))

    def of_term(self, term: int) -> Ids:
        """The units of a term."""
        place = int(np.searchsorted(self.terms, np.uint64(term)))
        if place == len(self.terms) or int(self.terms[place]) != term:
            return self.units[:0]
        return self.units[self.ends[place - 1] if place else 0 : self.ends[place]]

    def buckets(self) -> Iterable[tuple[int, "Postings"]]:
        """Its parts, with the number of their bucket; empty ones are left out."""
        bounds = np.searchsorted(self.terms >> _SHIFT, np.arange(_BUCKETS + 1, dtype=np.uint64))
        ends = np.concatenate([[0], self.ends])
        for bucket in np.flatnonzero(np.diff(bounds)).tolist():
            first, stop = bounds[bucket], bounds[bucket + 1]
            units = self.units[ends[first] : ends[stop]]
            yield bucket, Postings(self.terms[first:stop], self.ends[first:stop] - np.int32(ends[first]), units)


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
    rows = ((block * _BUCKETS + bucket, *postings.row()) for bucket, postings in buckets)
    connection.executemany("INSERT INTO posting VALUES (?, ?, ?, ?)", rows)


def _merge(connection: sqlite3.Connection, language: int) -> None:
    query = "SELECT id, units, shapes FROM block WHERE language = ? ORDER BY id"
    old = connection.execute(query, (language,)).fetchall()
    ids = [row[0] for row in old]
    block = _insert(connection, language, b"".join(row[1] for row in old), b"".join(row[2] for row in old))
    for bucket in range(_BUCKETS):  # one after the other: a large index does not fit into memory
        parts = [part for one in ids if (part := _bucket(connection, one, bucket))]
        if parts:
            terms = np.concatenate([part.pairs() for part in parts])
            merged = Postings.of(terms, np.concatenate([part.units for part in parts]))
            _insert_postings(connection, block, [(bucket, merged)])
    for one in ids:
        connection.execute("DELETE FROM posting WHERE id BETWEEN ? AND ?", _range(one))
        connection.execute("DELETE FROM block WHERE id = ?", (one,))


def _range(block: int) -> tuple[int, int]:
    return block * _BUCKETS, block * _BUCKETS + _BUCKETS - 1


def _bucket(connection: sqlite3.Connection, block: int, bucket: int) -> Postings | None:
    query = "SELECT terms, ends, units FROM posting WHERE id = ?"
    row = connection.execute(query, (block * _BUCKETS + bucket,)).fetchone()
    return Postings.read(row) if row else None


@dataclass(frozen=True, slots=True)
class Shape:
    """Of every unit, by its id: the length of its key in a language, 0 where it has none, and its variant's id."""

    lengths: npt.NDArray[np.float32]
    variants: npt.NDArray[np.int64]


class Index:
    """The index as a reader sees it; what is asked for often stays in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
        self._blocks: dict[int, list[int]] = {}
        self._shapes: dict[int, Shape] = {}
        self._frequent: dict[tuple[int, int], Ids] = {}
        self._state: tuple[Any, ...] = ()

    def refresh(self) -> None:
        """See what was written since."""
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
            values = np.frombuffer(b"".join(row[1] for row in rows), np.uint32)
            lengths = np.zeros(int(units.max(initial=0)) + 1, np.float32)
            lengths[units] = values // VARIANTS
            variants = np.arange(len(lengths), dtype=np.int64) * VARIANTS
            variants[units] += values % VARIANTS
            self._shapes[language] = Shape(lengths, variants)
        return self._shapes[language]

    def units(self, term: int, language: int) -> Ids:
        """The units that have a term; those deleted since may be among them."""
        known = self._frequent.get((term, language))
        if known is not None:
            return known
        bucket = term >> int(_SHIFT)
        found = [
            part.of_term(term)
            for block in self._blocks.get(language, ())
            if (part := _bucket(self._connection, block, bucket))
        ]
        units = found[0] if len(found) == 1 else np.concatenate([np.zeros(0, np.int32), *found])
        if len(units) > _FREQUENT and len(self._frequent) < _KEPT:
            self._frequent[term, language] = units.copy()  # without the rest of its bucket
        return units
