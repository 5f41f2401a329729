"""A batch into the tables of a memory, within the transaction that is open."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress
from typing import Any

import numpy as np

from tmx.store.batches import Batch
from tmx.store.index import add_block
from tmx.store.names import Names
from tmx.store.preparation import Prepared
from tmx.store.presence import Ids
from tmx.store.rows import UnitRow
from tmx.store.schema import VARIANTS

_ROWS = 50  # of a statement: one by one they take a fifth longer

Stamp = tuple[int, int | None]
"""The number of a unit that is stored, and when it was changed."""


@dataclass(frozen=True, slots=True)
class Added:
    """What an import has done: units read, and of these new, replaced by a later change, and known already."""

    read: int = 0
    new: int = 0
    replaced: int = 0
    known: int = 0

    def plus(self, other: "Added") -> "Added":
        """The sum of both."""
        return Added(
            self.read + other.read, self.new + other.new, self.replaced + other.replaced, self.known + other.known
        )


def write_batch(connection: sqlite3.Connection, names: Names, batch: Batch, prepared: Prepared, document: int) -> Added:
    """Add what is new of a batch that was imported from ``document``, and its places in the index."""
    units = batch.units
    digests = [unit.digest for unit in units]
    stored = _stored(connection, digests)
    is_new = np.zeros(len(units), np.bool_)
    is_new[np.unique(digests, return_index=True)[1]] = True  # each digest where it comes first
    is_new &= [digest not in stored for digest in digests]
    following = connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'unit'")
    first = following.fetchone()[0]
    numbers = np.where(is_new, first - 1 + np.cumsum(is_new), 0).astype(np.int32)
    new = list(compress(units, is_new))
    _write_units(connection, names, new, range(first, first + len(new)))
    connection.execute("INSERT INTO origin SELECT id, ? FROM unit WHERE id >= ?", (document, first))
    connection.executemany(
        "INSERT OR IGNORE INTO origin VALUES (?, ?)", ((number, document) for number, _ in stored.values())
    )
    _write_variants(connection, names, batch, prepared, numbers)
    stored |= {unit.digest: (number, unit.changed) for number, unit in enumerate(new, first)}
    replaced = _replace(connection, compress(units, ~is_new), stored)
    changed_old = sum(number < first for number in replaced)
    return Added(len(units), len(new), changed_old, len(units) - len(new) - changed_old)


def _stored(connection: sqlite3.Connection, digests: Sequence[int]) -> dict[int, Stamp]:
    """The units that the memory has, by digest."""
    query = "SELECT digest, id, changed FROM unit WHERE digest IN (SELECT value FROM json_each(?))"
    return {digest: (number, changed) for digest, number, changed in connection.execute(query, (json.dumps(digests),))}


def _replace(connection: sqlite3.Connection, again: Iterable[UnitRow], stored: dict[int, Stamp]) -> Collection[int]:
    """Write over what is said of stored units where a later change says it anew; the numbers of these."""
    replaced: dict[int, UnitRow] = {}
    for unit in again:
        number, changed = stored[unit.digest]
        if unit.changed is not None and (changed is None or unit.changed > changed):
            stored[unit.digest] = number, unit.changed
            replaced[number] = unit
    connection.executemany(
        "UPDATE unit SET segtype = ?, created = ?, changed = ?, author = ?, score = ?, extra = ? WHERE id = ?",
        ((*unit[2:], number) for number, unit in replaced.items()),
    )
    return replaced.keys()


def _write_units(connection: sqlite3.Connection, names: Names, new: Sequence[UnitRow], numbers: range) -> None:
    columns: dict[str, Sequence[Any]] = dict(zip(UnitRow._fields, zip(*new, strict=True), strict=False))
    if columns:
        columns["document"] = [names.place(name) for name in columns["document"]]
        _insert(connection, "unit", {"id": numbers, **columns})


def _write_variants(
    connection: sqlite3.Connection, names: Names, batch: Batch, prepared: Prepared, numbers: Ids
) -> None:
    """The variants of the units that have a number, and their places in the index."""
    texts = batch.texts
    rows, positions = texts.places()
    units = numbers[rows].astype(np.int64)
    languages = {tag: names.language(tag) for tag in prepared.sides}
    columns: dict[str, Sequence[Any]] = {
        "id": (units * VARIANTS + positions).tolist(),
        "language": [languages[tag] for tag in texts.languages],
        "text": texts.texts,
        "key": prepared.keys,
        "markup": batch.markups,
        "extra": batch.extras,
    }
    if not units.all():
        columns = {name: list(compress(column, units)) for name, column in columns.items()}
    _insert(connection, "variant", columns)
    for tag, side in prepared.sides.items():
        own = numbers[side.rows]
        kept = own > 0
        add_block(connection, languages[tag], own[kept], side.shapes[kept], side.postings.renumbered(numbers))


def _insert(connection: sqlite3.Connection, table: str, columns: Mapping[str, Sequence[Any]]) -> None:
    """Insert rows, many with each statement, of the columns that hold something: to bind None takes its time."""
    columns = {name: column for name, column in columns.items() if any(value is not None for value in column)}
    if not columns:
        return
    values = list(chain.from_iterable(zip(*columns.values(), strict=True)))
    row = f"({', '.join('?' * len(columns))})"
    rest = len(values) - len(values) % (_ROWS * len(columns))
    for start, stop, count in ((0, rest, _ROWS), (rest, len(values), 1)):
        width = count * len(columns)
        connection.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([row] * count)}",
            (values[place : place + width] for place in range(start, stop, width)),
        )
