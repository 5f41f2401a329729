"""Units into the store, batch by batch: each batch is one transaction, and what was added stays added."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

import numpy as np

from tmx.errors import InvalidUnit
from tmx.store.index import Ids, add_block, merge_blocks
from tmx.store.names import Names
from tmx.store.preparation import Side, prepared
from tmx.store.rows import UnitRow, unit_row, variant_extra
from tmx.store.schema import VARIANTS
from tmx.unit import TranslationUnit, Variant

_BATCH = 4_000


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
    while batch := list(islice(units, _BATCH)):
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
    new: list[tuple[int, UnitRow]] = []
    numbers = np.zeros(len(batch), np.int32)
    replaced: dict[int, UnitRow] = {}
    places: list[int] = []
    for index, row in enumerate(rows):
        place, changed = known.get(row.digest, (0, None))
        if not place:
            place = number
            known[row.digest] = (number, row.changed)
            new.append((number, row))
            numbers[index] = number
            number += 1
        elif row.changed is not None and (changed is None or row.changed > changed):
            known[row.digest] = (place, row.changed)
            replaced[place] = row
        places.append(place)
    connection.executemany(
        "INSERT INTO unit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((place, row.digest, names.place(row.document), *_metadata(row)) for place, row in new),
    )
    connection.executemany(
        "UPDATE unit SET segtype = ?, created = ?, changed = ?, author = ?, score = ?, extra = ? WHERE id = ?",
        ((*_metadata(row), place) for place, row in replaced.items()),
    )
    connection.executemany("INSERT OR IGNORE INTO origin VALUES (?, ?)", ((place, document) for place in places))
    _add_variants(connection, names, batch, sides, numbers)
    changed_old = sum(place < first for place in replaced)
    return Added(len(batch), len(new), changed_old, len(batch) - len(new) - changed_old)


def _metadata(row: UnitRow) -> tuple[object, ...]:
    return row.segtype, row.created, row.changed, row.author, row.score, row.extra


def _add_variants(
    connection: sqlite3.Connection,
    names: Names,
    batch: list[TranslationUnit],
    sides: Mapping[str, Side],
    numbers: Ids,
) -> None:
    """The variants of the units that have a number, and their places in the index."""
    keys = {language: iter(side.keys) for language, side in sides.items()}
    rows = []
    for number, unit in zip(numbers.tolist(), batch, strict=True):
        for position, variant in enumerate(_few(unit.variants), number * VARIANTS):
            key = next(keys[variant.language])
            if number:
                language, markup = names.language(variant.language), variant.markup or None
                rows.append((position, language, variant.text, key, markup, variant_extra(variant)))
    connection.executemany("INSERT INTO variant VALUES (?, ?, ?, ?, ?, ?)", rows)
    for tag, side in sides.items():
        units = numbers[side.rows]
        kept = units > 0
        add_block(connection, names.language(tag), units[kept], side.shapes[kept], side.postings.renumbered(numbers))


def _few(variants: tuple[Variant, ...]) -> tuple[Variant, ...]:
    if len(variants) > VARIANTS:
        raise InvalidUnit(f"a unit with {len(variants)} variants; a memory takes {VARIANTS}: split it")
    return variants
