"""Migrations: a memory of any version becomes one of the newest, with all that is in it."""

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from tmx import TranslationUnit, Variant
from tmx.errors import UnreadableMemory
from tmx.lookup import Lookup, Query
from tmx.store import Memory, Source, index, schema
from tmx.store.presence import read_shapes

UNITS = [TranslationUnit((Variant("en", "Yes."), Variant("ar", "نعم.")))]


def write_first(path: Path, units: list[TranslationUnit], monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory of version 1, with units in it."""
    with monkeypatch.context() as patch:
        patch.setattr(schema, "_MIGRATIONS", schema._MIGRATIONS[:1])
        with Memory.create(path) as memory:
            for number, unit in enumerate(units):
                memory.add([unit], Source(f"{number}.tmx"))
            for block, shapes in memory.connection.execute("SELECT id, shapes FROM block").fetchall():
                without_letters = read_shapes(shapes)[:, 0].tobytes()
                memory.connection.execute("UPDATE block SET shapes = ? WHERE id = ?", (without_letters, block))
            assert not tables(memory.connection) & {"glossary", "concept", "term"}


@pytest.fixture
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A memory of version 1, with a unit in it."""
    path = tmp_path / "old.loom"
    write_first(path, UNITS, monkeypatch)
    return path


def tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}


def version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def test_an_old_memory_gets_the_new_tables_and_keeps_its_units(first: Path, tmp_path: Path) -> None:
    with Memory.open(first) as memory, Memory.create(tmp_path / "new.loom") as new:
        assert tables(memory.connection) == tables(new.connection)
        assert version(memory.connection) == version(new.connection) == len(schema._MIGRATIONS)
        assert memory.connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION
        assert list(memory.units()) == UNITS
        assert memory.add(UNITS, Source("b.tmx")).known == 1


def test_the_index_of_an_old_memory_becomes_that_of_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def blocks(memory: Memory) -> list[tuple[bytes, bytes]]:
        return memory.connection.execute("SELECT units, shapes FROM block ORDER BY id").fetchall()

    monkeypatch.setattr(index, "_GROWTH", 99)  # so that there are several blocks
    ships = ("Aurora", "Bella", "Cormorant")
    units = [
        TranslationUnit((Variant("en", f"The {ships[n % 3]} left quay {n}."), Variant("ar", f"غادرت الرصيف {n}.")))
        for n in range(11)
    ]
    write_first(tmp_path / "old.loom", units, monkeypatch)
    with Memory.open(tmp_path / "old.loom") as old, Memory.create(tmp_path / "new.loom") as new:
        for number, unit in enumerate(units):
            new.add([unit], Source(f"{number}.tmx"))
        assert blocks(old) == blocks(new)
        assert len(blocks(new)) == 2 * len(units)
        found = Lookup(old, "en", "ar").find(Query("The Bella has left quay."))
        assert found
        assert found == Lookup(new, "en", "ar").find(Query("The Bella has left quay."))


def test_a_migration_that_fails_leaves_the_memory_as_it_was(first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "_MIGRATIONS", (*schema._MIGRATIONS, "CREATE TABLE some (id);\nCREATE NOTHING"))
    with pytest.raises(UnreadableMemory, match="NOTHING"):
        Memory.open(first)
    monkeypatch.undo()
    with sqlite3.connect(first) as connection:
        assert version(connection) == 1
        assert "glossary" not in tables(connection)
    connection.close()


def test_many_may_open_an_old_memory_at_once(first: Path, tmp_path: Path) -> None:
    failures: list[Exception] = []
    for round_ in range(5):
        path = tmp_path / f"{round_}.loom"
        shutil.copy(first, path)

        def open_it(path: Path = path) -> None:
            try:
                Memory.open(path).close()
            except UnreadableMemory as error:
                failures.append(error)

        threads = [threading.Thread(target=open_it) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not failures
