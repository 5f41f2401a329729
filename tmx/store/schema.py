"""The tables of a memory, as numbered migrations.

``PRAGMA user_version`` says how many a file has seen, ``application_id`` that it is one of ours. Units have
ids that are never used again; variant ``n`` of unit ``u`` has the id ``256 u + n``, so that no index is
needed to find the variants of a unit.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from tmx.errors import UnreadableMemory

APPLICATION = 0x4C4F4F4D  # "LOOM"
VARIANTS = 256
"""Variants that a unit can have in a store."""


def _add_letters(connection: sqlite3.Connection) -> None:
    from tmx.store.indexing import add_letters

    add_letters(connection)


_MIGRATIONS: tuple[str | Callable[[sqlite3.Connection], None], ...] = (
    """
    CREATE TABLE language (id INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE);
    CREATE TABLE document (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE unit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        digest INTEGER NOT NULL UNIQUE,  -- of languages, texts and place: tmx.store.rows
        document INTEGER REFERENCES document,  -- where the text stood
        segtype TEXT,
        created INTEGER,  -- seconds since 1970, UTC
        changed INTEGER,
        author TEXT,
        score REAL,  -- probability that the unit is right, where an aligner said so
        extra TEXT  -- properties, notes and attributes, as JSON
    );
    CREATE TABLE origin (  -- the files a unit was imported from
        unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,
        document INTEGER NOT NULL REFERENCES document,
        PRIMARY KEY (unit, document)
    ) WITHOUT ROWID;
    CREATE TABLE variant (
        id INTEGER PRIMARY KEY,
        language INTEGER NOT NULL REFERENCES language,
        text TEXT NOT NULL,
        key TEXT NOT NULL,
        markup TEXT,
        extra TEXT
    );
    CREATE TABLE block (  -- a part of the index: tmx.store.index
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        language INTEGER NOT NULL REFERENCES language,
        units BLOB NOT NULL,
        shapes BLOB NOT NULL  -- what the keys are like: tmx.store.presence
    );
    CREATE TABLE posting (
        id INTEGER PRIMARY KEY,  -- 1024 times the block, and the bucket
        terms BLOB NOT NULL,
        ends BLOB NOT NULL,
        units BLOB NOT NULL
    );
    CREATE TABLE import (  -- what was read of a file, so that a killed import goes on where it was
        document INTEGER PRIMARY KEY REFERENCES document,
        fingerprint TEXT NOT NULL,
        units INTEGER NOT NULL,
        finished INTEGER NOT NULL
    );
    CREATE TABLE vectors (  -- files beside the memory: tmx.lookup.semantic
        name TEXT PRIMARY KEY,
        model TEXT NOT NULL,
        last INTEGER NOT NULL,  -- unit
        total INTEGER NOT NULL
    );
    """,
    """
    CREATE TABLE glossary (  -- the termbase: tmx.terms.termbase
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        priority INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,  -- of all that its concepts say
        imported INTEGER NOT NULL  -- seconds since 1970, UTC
    );
    CREATE TABLE concept (  -- in the order of the glossary
        id INTEGER PRIMARY KEY,
        glossary INTEGER NOT NULL REFERENCES glossary ON DELETE CASCADE,
        name TEXT NOT NULL,  -- its id in the glossary
        definition TEXT NOT NULL,
        subject TEXT NOT NULL,
        origin TEXT NOT NULL,
        extra TEXT  -- notes and properties, as JSON
    );
    CREATE INDEX concept_of_glossary ON concept (glossary);
    CREATE TABLE term (
        id INTEGER PRIMARY KEY,
        concept INTEGER NOT NULL REFERENCES concept ON DELETE CASCADE,
        language TEXT NOT NULL,  -- not a number, for the table of languages has those of units
        text TEXT NOT NULL,
        key TEXT NOT NULL,  -- the stems of its words
        status TEXT NOT NULL,
        type TEXT NOT NULL,
        part_of_speech TEXT NOT NULL,
        context TEXT NOT NULL,
        extra TEXT
    );
    CREATE INDEX term_of_concept ON term (concept);
    CREATE INDEX term_by_key ON term (key);
    """,
    _add_letters,
)


def connect(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """A connection to the memory in ``path``, brought up to the newest schema; raises ``UnreadableMemory``.

    With ``create`` the file must not be there yet, without it must.
    """
    if create and path.exists():
        raise UnreadableMemory(f"{path}: is there already; name another file, or import into this one")
    if not create and not path.is_file():
        raise UnreadableMemory(f"{path}: no such memory; make one with: loom tm create {path}")
    try:
        connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, path, is_new=create)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise UnreadableMemory(f"{path}: not a memory ({error}); name a file made with loom tm create") from error
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, is_new: bool) -> None:
    if not is_new and connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise UnreadableMemory(f"{path}: an SQLite file, but no memory; name a file made with loom tm create")
    if is_new:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")  # with WAL: never corrupt, at worst the last commit is lost
    connection.execute("PRAGMA cache_size = -32000")
    connection.execute("PRAGMA wal_autocheckpoint = 8000")
    connection.execute("PRAGMA foreign_keys = ON")
    seen = _seen(connection)
    if seen > len(_MIGRATIONS):
        raise UnreadableMemory(f"{path}: written by a newer version of Bitext Loom; upgrade to read it")
    if seen < len(_MIGRATIONS):
        _migrate(connection)


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the file up to the newest schema, all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for migration in _MIGRATIONS[_seen(connection) :]:  # another process may have been faster
            if callable(migration):
                migration(connection)
            else:
                for statement in migration.split(";\n"):  # executescript would end the transaction first
                    connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(_MIGRATIONS)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _seen(connection: sqlite3.Connection) -> int:
    """How many migrations the file has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
