"""Migrations: a memory of any version becomes one of the newest, with all that is in it."""

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from tmx import TranslationUnit, Variant
from tmx.errors import UnreadableMemory
from tmx.store import Memory, Source, schema

UNITS = [TranslationUnit((Variant("en", "Yes."), Variant("ar", "نعم.")))]


@pytest.fixture
def first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A memory of version 1, with a unit in it."""
    path = tmp_path / "old.loom"
    with monkeypatch.context() as patch:
        patch.setattr(schema, "_MIGRATIONS", schema._MIGRATIONS[:1])
        with Memory.create(path) as memory:
            memory.add(UNITS, Source("a.tmx"))
            assert not tables(memory.connection) & {"glossary", "concept", "term"}
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
