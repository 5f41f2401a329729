"""The index made anew, or brought up to date, from the match keys that the store holds."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np

from tmx.matching.letters import BYTES, count_letters
from tmx.store.index import add_block, merge_blocks
from tmx.store.preparation import prepare_side
from tmx.store.schema import VARIANTS

_BATCH = 20_000


def index_all(connection: sqlite3.Connection) -> None:
    """Fill an empty index, within the transaction that is open."""
    for language, tag in connection.execute("SELECT id, tag FROM language").fetchall():
        rows = connection.execute("SELECT id, key FROM variant WHERE language = ? ORDER BY id", (language,))
        for batch in _batches(rows):
            numbers = np.array([number for number, _ in batch], np.int64)
            units = (numbers // VARIANTS).astype(np.int32)
            side = prepare_side(tag, units, numbers % VARIANTS, [key for _, key in batch])
            add_block(connection, language, side.rows, side.shapes, side.postings)
    merge_blocks(connection)


def add_letters(connection: sqlite3.Connection) -> None:
    """Give the shapes in the blocks of an index the letters of the keys, which those of versions 1 and 2 had not."""
    for block, language in connection.execute("SELECT id, language FROM block").fetchall():
        units, lengths = (
            np.frombuffer(column, np.uint32)
            for column in connection.execute("SELECT units, shapes FROM block WHERE id = ?", (block,)).fetchone()
        )
        variants = units.astype(np.int64) * VARIANTS + lengths % VARIANTS
        letters = np.zeros((len(units), BYTES), np.uint8)
        rows = connection.execute(
            "SELECT id, key FROM variant WHERE language = ? AND id BETWEEN ? AND ? ORDER BY id",
            (language, int(variants[0]), int(variants[-1])),
        )
        for batch in _batches(rows):
            ids = np.array([number for number, _ in batch], np.int64)
            letters[np.searchsorted(variants, ids)] = count_letters([key for _, key in batch])
        shapes = np.column_stack([lengths, letters.view(np.uint32)])
        connection.execute("UPDATE block SET shapes = ? WHERE id = ?", (shapes.tobytes(), block))


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    rows = iter(rows)
    while batch := list(islice(rows, _BATCH)):
        yield batch
