"""The index made anew from the match keys that the store holds."""

import sqlite3
from itertools import islice

from tmx.store.index import add_block, merge_blocks
from tmx.store.preparation import prepare_keys
from tmx.store.schema import VARIANTS

_BATCH = 20_000


def index_all(connection: sqlite3.Connection) -> None:
    """Fill an empty index, within the transaction that is open."""
    for language, tag in connection.execute("SELECT id, tag FROM language").fetchall():
        rows = connection.execute("SELECT id, key FROM variant WHERE language = ? ORDER BY id", (language,))
        while batch := list(islice(rows, _BATCH)):
            units = [number // VARIANTS for number, _ in batch]
            side = prepare_keys(tag, units, [number % VARIANTS for number, _ in batch], [key for _, key in batch])
            add_block(connection, language, side.rows, side.shapes, side.postings)
    merge_blocks(connection)
