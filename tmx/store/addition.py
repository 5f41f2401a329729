"""Units into the store, batch by batch: each batch is one transaction, and what was added stays added."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from tmx.store.batches import batches
from tmx.store.index import merge_blocks
from tmx.store.names import Names
from tmx.store.preparation import prepared
from tmx.store.writing import Added, write_batch
from tmx.unit import TranslationUnit

_BATCH, _CHARACTERS = 10_000, 1_000_000  # units and characters, either of which makes a batch


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
    for batch, ready in prepared(batches(islice(units, read, None), _BATCH, _CHARACTERS)):
        with _unchecked(connection), transaction(connection):
            total = total.plus(write_batch(connection, names, batch, ready, document))
            _remember(connection, document, source.fingerprint, total.read, finished=False)
        del batch, ready  # before another is read
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


@contextmanager
def _unchecked(connection: sqlite3.Connection) -> Iterator[None]:
    """Without a look-up of what each row refers to, which an import has written before."""
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _remembered(connection: sqlite3.Connection, document: int, fingerprint: str) -> tuple[int, bool]:
    row = connection.execute(
        "SELECT units, finished FROM import WHERE document = ? AND fingerprint = ? AND fingerprint != ''",
        (document, fingerprint),
    ).fetchone()
    return (row[0], bool(row[1])) if row else (0, False)


def _remember(connection: sqlite3.Connection, document: int, fingerprint: str, units: int, *, finished: bool) -> None:
    connection.execute("REPLACE INTO import VALUES (?, ?, ?, ?)", (document, fingerprint, units, finished))
