"""A translation memory in a file: what can be done with it, in one place."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from tmx.errors import UnreadableMemory
from tmx.store.addition import Source, add_units, transaction
from tmx.store.index import drop_index
from tmx.store.indexing import index_all
from tmx.store.rows import unit_from, variant_from
from tmx.store.schema import VARIANTS, connect
from tmx.store.statistics import Statistics, count
from tmx.store.writing import Added
from tmx.unit import TranslationUnit, Variant

_UNIT = "SELECT id, segtype, created, changed, extra FROM unit"
_VARIANT = "SELECT variant.id, tag, text, markup, extra FROM variant JOIN language ON language.id = language"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which units are meant: those for which all that is given holds.

    ``languages``: the unit has each of them, a tag or its beginning (``en`` for ``en-GB``).
    ``document``: where the text stood, or the file it was imported from. ``below``: of a score, in
    0..1, that is less; units without a score have none.
    """

    languages: tuple[str, ...] = ()
    document: str | None = None
    below: float | None = None

    def __bool__(self) -> bool:
        return bool(self.languages or self.document is not None or self.below is not None)


@dataclass(frozen=True, slots=True)
class Stored:
    """A unit in the store.

    ``variants`` and the numbers of their ``languages`` are by variant id. ``document`` is where the
    text stood, ``files`` what it was imported from, ``author`` who changed it last.
    """

    unit: TranslationUnit
    variants: Mapping[int, Variant]
    languages: Mapping[int, int]
    document: str
    files: tuple[str, ...]
    author: str
    score: float | None


class Memory:
    """An open memory; a context manager. Reads see what was committed when they began."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    @classmethod
    def create(cls, path: Path) -> Self:
        """A new memory in a file that is not there yet; raises ``UnreadableMemory``."""
        return cls(path, connect(path, create=True))

    @classmethod
    def open(cls, path: Path) -> Self:
        """The memory in ``path``; raises ``UnreadableMemory``."""
        return cls(path, connect(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; its write-ahead log goes into it."""
        self.connection.close()

    def add(
        self,
        units: Iterable[TranslationUnit],
        source: Source,
        committed: Callable[[Added], None] | None = None,
    ) -> Added:
        """Add units in batches, each a transaction of its own (``tmx.store.addition``)."""
        with self.reported():
            return add_units(self.connection, units, source, committed)

    def units(self, selection: Selection | None = None) -> Iterator[TranslationUnit]:
        """The units, in the order they came in; those added meanwhile are not among them."""
        return (unit for _, unit in self.numbered(selection))

    def numbered(self, selection: Selection | None = None) -> Iterator[tuple[int, TranslationUnit]]:
        """The units with their ids."""
        where, values = _condition(selection or Selection())
        with self.reported():
            # Within one transaction both cursors see the same units.
            reader = connect(self.path)
            try:
                reader.execute("BEGIN")
                yield from _joined(
                    reader.execute(f"{_UNIT} {where} ORDER BY id", values),
                    reader.execute(
                        f"{_VARIANT} WHERE variant.id / {VARIANTS} IN (SELECT id FROM unit {where}) ORDER BY variant.id"
                        if where
                        else f"{_VARIANT} ORDER BY variant.id",
                        values,
                    ),
                )
            finally:
                reader.close()

    def find(self, number: int) -> Stored:
        """The unit of an id, with all that the store knows of it; raises ``KeyError``."""
        row = self.connection.execute(
            "SELECT segtype, created, changed, extra, name, author, score FROM unit"
            " LEFT JOIN document ON document.id = unit.document WHERE unit.id = ?",
            (number,),
        ).fetchone()
        if row is None:
            raise KeyError(number)
        found = self.connection.execute(
            "SELECT variant.id, language, tag, text, markup, extra FROM variant JOIN language ON language.id = language"
            " WHERE variant.id BETWEEN ? AND ? ORDER BY variant.id",
            (number * VARIANTS, number * VARIANTS + VARIANTS - 1),
        ).fetchall()
        files = self.connection.execute(
            "SELECT name FROM origin JOIN document ON document.id = origin.document WHERE unit = ? ORDER BY name",
            (number,),
        )
        variants = {one: variant_from(*columns) for one, _, *columns in found}
        languages = {one: language for one, language, *_ in found}
        names = tuple(name for (name,) in files)
        return Stored(
            unit_from(row[:4], list(variants.values())), variants, languages, row[4] or "", names, row[5] or "", row[6]
        )

    def remove(self, selection: Selection) -> int:
        """Remove the units of a selection, and say how many; an empty selection removes none."""
        if not selection:
            return 0
        where, values = _condition(selection)
        with self.reported(), transaction(self.connection):
            self.connection.execute(f"CREATE TEMP TABLE gone AS SELECT id FROM unit {where}", values)
            gone = int(self.connection.execute("SELECT count(*) FROM temp.gone").fetchone()[0])
            self.connection.execute(f"DELETE FROM variant WHERE id / {VARIANTS} IN temp.gone")
            self.connection.execute("DELETE FROM unit WHERE id IN temp.gone")
            self.connection.execute("DELETE FROM import")  # the same file, imported again, brings them back
            self.connection.execute("DROP TABLE temp.gone")
            drop_index(self.connection)
            index_all(self.connection)
        return gone

    def statistics(self) -> Statistics:
        """What there is in the memory."""
        with self.reported():
            return count(self.connection)

    def languages(self) -> tuple[str, ...]:
        """The language tags, in the order they came in."""
        return tuple(tag for (tag,) in self.connection.execute("SELECT tag FROM language ORDER BY id"))

    def usual_pairs(self) -> tuple[tuple[str, str], ...]:
        """Source and target languages of the first thousand units, the most frequent first."""
        rows = self.connection.execute(
            "SELECT one.tag, two.tag FROM (SELECT id FROM unit ORDER BY id LIMIT 1000) AS some"
            f" JOIN variant AS source ON source.id = some.id * {VARIANTS}"
            f" JOIN variant AS target ON target.id BETWEEN source.id + 1 AND source.id + {VARIANTS - 1}"
            " JOIN language AS one ON one.id = source.language JOIN language AS two ON two.id = target.language"
            " GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2"
        )
        return tuple(rows)

    def numbers_of(self, language: str) -> tuple[int, ...]:
        """The numbers of the languages that ``language`` means: itself, and for ``en`` also ``en-GB``."""
        rows = self.connection.execute("SELECT id, tag FROM language")
        return tuple(number for number, tag in rows if _means(language, tag))

    @contextmanager
    def reported(self) -> Iterator[None]:
        """Turn what SQLite says into an error that names the file."""
        try:
            yield
        except sqlite3.Error as error:
            raise UnreadableMemory(
                f"{self.path}: {error}; is it in use, or damaged? a copy can be made with export"
            ) from error


def _means(language: str, tag: str) -> bool:
    return tag.lower() == language.lower() or tag.lower().startswith(f"{language.lower()}-")


def _condition(selection: Selection) -> tuple[str, list[Any]]:
    parts: list[str] = []
    values: list[Any] = []
    for language in selection.languages:
        parts.append(
            f"id IN (SELECT variant.id / {VARIANTS} FROM variant JOIN language ON language.id = language"
            " WHERE lower(tag) = ? OR lower(tag) LIKE ? || '-%')"
        )
        values += [language.lower(), language.lower()]
    if selection.document is not None:
        parts.append(
            "(document IN (SELECT id FROM document WHERE name = ?) OR id IN"
            " (SELECT unit FROM origin JOIN document ON document.id = origin.document WHERE name = ?))"
        )
        values += [selection.document, selection.document]
    if selection.below is not None:
        parts.append("score < ?")
        values.append(selection.below)
    return ("WHERE " + " AND ".join(parts) if parts else ""), values


def _joined(units: Iterable[Sequence[Any]], variants: Iterator[Sequence[Any]]) -> Iterator[tuple[int, TranslationUnit]]:
    ahead = next(variants, None)
    for number, *columns in units:
        own: list[Variant] = []
        while ahead is not None and ahead[0] // VARIANTS == number:
            own.append(variant_from(*ahead[1:]))
            ahead = next(variants, None)
        yield number, unit_from(columns, own)
