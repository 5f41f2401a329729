"""Units into the store, batch by batch: each batch is one transaction, and what was added stays added."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np

from tmx.errors import InvalidUnit
from tmx.store.index import add_block, merge_blocks
from tmx.store.names import Names
from tmx.store.preparation import Side, prepared
from tmx.store.presence import Ids
from tmx.store.rows import UnitRow, extra_of, unit_row
from tmx.store.schema import VARIANTS
from tmx.unit import TranslationUnit

_BATCH, _CHARACTERS = 5_000, 1_000_000  # units and characters, either of which makes a batch
_ROWS = 50  # of a statement


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


@dataclass(frozen=True, slots=True)
class Source:
    """Where units come from. A file that is unchanged has the fingerprint it had; none for a pipe."""

    name: str
    fingerprint: str = ""


def add_units(
    connection: sqlite3.Connection,
    units: Iterable[TranslationUnit],
    source: Source,
    committed: Callable[[Added], None] | None = None,
) -> Added:
    """Add ``units``; ``committed`` is told the sum so far after each transaction.

    A source that was read to its end before is not read again, one that was broken off is taken up
    where it was: what was read then counts as known. Raises ``InvalidUnit``.
    """
    with transaction(connection):
        names = Names(connection)
        document = names.document(source.name)
        read, finished = _remembered(connection, document, source.fingerprint)
    total = Added(read=read, known=read)
    if finished:
        return total
    for batch, sides in prepared(_batches(islice(units, read, None))):
        with transaction(connection):
            total = total.plus(_add_batch(connection, names, batch, sides, document))
            _remember(connection, document, source.fingerprint, total.read, finished=False)
        if committed:
            committed(total)
    with transaction(connection):
        merge_blocks(connection)
        _remember(connection, document, source.fingerprint, total.read, finished=True)
    return total


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block, or nothing of it; waits for another writer."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _batches(units: Iterator[TranslationUnit]) -> Iterator[list[TranslationUnit]]:
    batch: list[TranslationUnit] = []
    characters = 0
    for unit in units:
        if len(unit.variants) > VARIANTS:
            raise InvalidUnit(f"a unit with {len(unit.variants)} variants; a memory takes {VARIANTS}: split it")
        batch.append(unit)
        for variant in unit.variants:
            characters += len(variant.text)
        if len(batch) == _BATCH or characters > _CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _remembered(connection: sqlite3.Connection, document: int, fingerprint: str) -> tuple[int, bool]:
    row = connection.execute(
        "SELECT units, finished FROM import WHERE document = ? AND fingerprint = ? AND fingerprint != ''",
        (document, fingerprint),
    ).fetchone()
    return (row[0], bool(row[1])) if row else (0, False)


def _remember(connection: sqlite3.Connection, document: int, fingerprint: str, units: int, *, finished: bool) -> None:
    connection.execute("REPLACE INTO import VALUES (?, ?, ?, ?)", (document, fingerprint, units, finished))


def _add_batch(
    connection: sqlite3.Connection,
    names: Names,
    batch: list[TranslationUnit],
    sides: Mapping[str, Side],
    document: int,
) -> Added:
    rows = [unit_row(unit) for unit in batch]
    stored = connection.execute(
        "SELECT digest, id, changed FROM unit WHERE digest IN (SELECT value FROM json_each(?))",
        (json.dumps([row.digest for row in rows]),),
    )
    known = {digest: (number, changed) for digest, number, changed in stored}
    following = connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'unit'")
    first = number = following.fetchone()[0]
    new: list[tuple[object, ...]] = []
    numbers = np.zeros(len(batch), np.int32)
    replaced: dict[int, UnitRow] = {}
    places: list[tuple[int, int]] = []
    for index, row in enumerate(rows):
        place, changed = known.get(row.digest, (0, None))
        if not place:
            place = number
            known[row.digest] = (number, row.changed)
            new.append((number, row.digest, names.place(row.document), *row[2:]))
            numbers[index] = number
            number += 1
        elif row.changed is not None and (changed is None or row.changed > changed):
            known[row.digest] = (place, row.changed)
            replaced[place] = row
        places.append((place, document))
    _insert(connection, "INSERT INTO unit", new)
    connection.executemany(
        "UPDATE unit SET segtype = ?, created = ?, changed = ?, author = ?, score = ?, extra = ? WHERE id = ?",
        ((*row[2:], place) for place, row in replaced.items()),
    )
    _insert(connection, "INSERT OR IGNORE INTO origin", places)
    _add_variants(connection, names, batch, sides, numbers)
    changed_old = sum(place < first for place in replaced)
    return Added(len(batch), len(new), changed_old, len(batch) - len(new) - changed_old)


def _add_variants(
    connection: sqlite3.Connection,
    names: Names,
    batch: list[TranslationUnit],
    sides: Mapping[str, Side],
    numbers: Ids,
) -> None:
    """The variants of the units that have a number, and their places in the index."""
    variants = [variant for unit in batch for variant in unit.variants]
    counts = [len(unit.variants) for unit in batch]
    positions = np.arange(len(variants)) - np.repeat(np.cumsum(counts) - counts, counts)
    ids = np.repeat(numbers.astype(np.int64), counts) * VARIANTS + positions
    languages = {tag: names.language(tag) for tag in sides}
    keys = {tag: iter(side.keys) for tag, side in sides.items()}
    rows = zip(
        ids.tolist(),
        [languages[variant.language] for variant in variants],
        [variant.text for variant in variants],
        [next(keys[variant.language]) for variant in variants],
        [variant.markup or None for variant in variants],
        [extra_of(variant) for variant in variants],
        strict=True,
    )
    _insert(connection, "INSERT INTO variant", [row for row in rows if row[0] >= VARIANTS])
    for tag, side in sides.items():
        units = numbers[side.rows]
        kept = units > 0
        add_block(connection, names.language(tag), units[kept], side.shapes[kept], side.postings.renumbered(numbers))


def _insert(connection: sqlite3.Connection, into: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows, many with each statement, for one by one they take a fifth longer."""
    if rows:
        values = f"({', '.join('?' * len(rows[0]))})"
        rest = len(rows) - len(rows) % _ROWS
        many = (tuple(chain.from_iterable(rows[first : first + _ROWS])) for first in range(0, rest, _ROWS))
        connection.executemany(f"{into} VALUES {', '.join([values] * _ROWS)}", many)
        connection.executemany(f"{into} VALUES {values}", rows[rest:])
