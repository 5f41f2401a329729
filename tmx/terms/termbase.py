"""The termbase: the glossaries in a memory, beside its units."""

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice, product

from tmx.errors import KnownGlossary, UnknownGlossary
from tmx.store.addition import transaction
from tmx.store.memory import Memory
from tmx.terms.concept import Concept, Glossary, Term
from tmx.terms.finder import TermFinder
from tmx.terms.rows import CONCEPT, CONCEPTS, concept_row, concepts_from, fingerprint, fingerprint_of, term_row
from tmx.terms.words import Words, difference

_ORDERED = "FROM glossary ORDER BY priority DESC, name"
_MOST = 500  # readings of a term that are looked for


@dataclass(frozen=True, slots=True)
class Changes:
    """What adding a glossary has done: its concepts by id, new, changed, gone, and known already."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A glossary of a termbase in figures; ``languages`` with the most terms come first."""

    name: str
    priority: int
    concepts: int
    terms: int
    languages: tuple[str, ...]
    imported: datetime


@dataclass(frozen=True, slots=True)
class KnownTerm:
    """A term that was looked up, its concept, and the name of the glossary."""

    term: Term
    concept: Concept
    glossary: str


class Termbase:
    """The glossaries of an open memory. What it cannot read or write is ``UnreadableMemory``."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def add(self, glossary: Glossary, *, replace: bool = False) -> Changes:
        """Add a glossary in one transaction; the same one again changes nothing, but its priority.

        Another one of the same name takes the place of the old one with ``replace``; without it
        raises ``KnownGlossary``.
        """
        with self._memory.reported(), transaction(self._memory.connection):
            return self._add(glossary, replaced=replace)

    def glossaries(self) -> tuple[Entry, ...]:
        """The glossaries in figures, those with the highest priority first, else by name."""
        connection = self._memory.connection
        with self._reading():
            rows = connection.execute(f"SELECT id, name, priority, imported {_ORDERED}").fetchall()
            return tuple(_entry(connection, *row) for row in rows)

    def glossary(self, name: str) -> Glossary:
        """A glossary, as it was added; raises ``UnknownGlossary``."""
        with self._reading():
            number, priority = self._known(name)
            return Glossary(name, self._concepts(number), priority)

    def load(self) -> tuple[Glossary, ...]:
        """All glossaries, in the order of ``glossaries``."""
        with self._reading():
            rows = self._memory.connection.execute(f"SELECT id, name, priority {_ORDERED}").fetchall()
            return tuple(Glossary(name, self._concepts(number), priority) for number, name, priority in rows)

    def remove(self, name: str) -> int:
        """Remove a glossary, and say how many concepts it had; raises ``UnknownGlossary``."""
        with self._memory.reported(), transaction(self._memory.connection):
            number, _ = self._known(name)
            gone = self._memory.connection.execute("DELETE FROM concept WHERE glossary = ?", (number,)).rowcount
            self._memory.connection.execute("DELETE FROM glossary WHERE id = ?", (number,))
        return gone

    def set_priority(self, name: str, priority: int) -> None:
        """Set the priority of a glossary; raises ``UnknownGlossary``."""
        with self._memory.reported(), transaction(self._memory.connection):
            number, _ = self._known(name)
            self._memory.connection.execute("UPDATE glossary SET priority = ? WHERE id = ?", (priority, number))

    def find(self, term: str, language: str) -> tuple[KnownTerm, ...]:
        """The terms in ``language`` (BCP 47) that are ``term``, in any inflection, with or without clitics.

        Those that are nearest by letters come first, and of these those of the glossary with the highest
        priority. In capitals or not is all the same here: it is a person who asks.
        """
        words = Words(language)
        asked = [word for _, _, word in words.of(term)]
        if not asked:
            return ()
        keys = {" ".join(stems) for stems in islice(product(*(word.stems for word in asked)), _MOST)}
        with self._reading():
            rows = self._memory.connection.execute(
                "SELECT glossary.name, priority, concept.id, text FROM term JOIN concept ON concept.id = term.concept"
                " JOIN glossary ON glossary.id = glossary WHERE key IN (SELECT value FROM json_each(?))"
                " ORDER BY term.id",
                (json.dumps(sorted(keys)),),
            ).fetchall()
            found = []
            for glossary, priority, number, text in rows:
                (concept,) = concepts_from(self._memory.connection.execute(CONCEPT, (number,)))
                distance = max(difference(own, one) for (_, _, own), one in zip(words.of(text), asked, strict=False))
                found += [
                    ((distance, -priority, glossary), KnownTerm(one, concept, glossary))
                    for one in concept.terms_in(language)
                    if one.text == text
                ]
        ordered = sorted(found, key=lambda pair: pair[0])
        return tuple(dict.fromkeys(known for _, known in ordered))

    def finder(self, source_language: str, target_language: str) -> TermFinder:
        """What finds the terms of all glossaries in texts."""
        return TermFinder(self.load(), source_language, target_language)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """All that is read in the block is of one moment, whatever others write."""
        with self._memory.reported():
            self._memory.connection.execute("BEGIN")
            try:
                yield
            finally:
                self._memory.connection.execute("COMMIT")

    def _add(self, glossary: Glossary, *, replaced: bool) -> Changes:
        connection = self._memory.connection
        prints = [fingerprint(concept) for concept in glossary.concepts]
        whole = fingerprint_of(prints)
        row = connection.execute("SELECT id, fingerprint FROM glossary WHERE name = ?", (glossary.name,)).fetchone()
        if row and row[1] == whole:
            connection.execute("UPDATE glossary SET priority = ? WHERE id = ?", (glossary.priority, row[0]))
            return Changes(known=len(prints))
        if row and not replaced:
            raise KnownGlossary(
                f"{self._memory.path}: has another glossary named {glossary.name!r}; replace it (--replace),"
                " or give this one a name of its own (--name)"
            )
        old = {}
        if row:
            old = {concept.id: fingerprint(concept) for concept in self._concepts(row[0])}
            connection.execute("DELETE FROM glossary WHERE id = ?", (row[0],))
        (number,) = connection.execute(
            "INSERT INTO glossary (name, priority, fingerprint, imported) VALUES (?, ?, ?, ?) RETURNING id",
            (glossary.name, glossary.priority, whole, int(time.time())),
        ).fetchone()
        _insert(connection, number, glossary.concepts)
        ids = {concept.id: one for concept, one in zip(glossary.concepts, prints, strict=True)}
        same = sum(old.get(name) == one for name, one in ids.items())
        new = len(ids.keys() - old.keys())
        return Changes(new, len(ids) - new - same, len(old.keys() - ids.keys()), same)

    def _known(self, name: str) -> tuple[int, int]:
        """The number and the priority of a glossary."""
        row = self._memory.connection.execute("SELECT id, priority FROM glossary WHERE name = ?", (name,)).fetchone()
        if row is None:
            rows = self._memory.connection.execute(f"SELECT name {_ORDERED}")
            names = ", ".join(" ".join(known.split()) for (known,) in rows) or "none at all"
            raise UnknownGlossary(f"{self._memory.path}: has no glossary named {name!r}; there are: {names}")
        return row[0], row[1]

    def _concepts(self, number: int) -> tuple[Concept, ...]:
        return tuple(concepts_from(self._memory.connection.execute(CONCEPTS, (number,))))


def _entry(connection: sqlite3.Connection, number: int, name: str, priority: int, imported: int) -> Entry:
    (concepts,) = connection.execute("SELECT count(*) FROM concept WHERE glossary = ?", (number,)).fetchone()
    languages = connection.execute(
        "SELECT language, count(*) FROM term JOIN concept ON concept.id = term.concept WHERE glossary = ?"
        " GROUP BY language ORDER BY 2 DESC, min(term.id)",
        (number,),
    ).fetchall()
    terms = sum(count for _, count in languages)
    tags = tuple(tag for tag, _ in languages)
    return Entry(name, priority, concepts, terms, tags, datetime.fromtimestamp(imported, UTC))


def _insert(connection: sqlite3.Connection, glossary: int, concepts: Sequence[Concept]) -> None:
    (first,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM concept").fetchone()
    connection.executemany(
        "INSERT INTO concept VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((number, glossary, *concept_row(concept)) for number, concept in enumerate(concepts, first)),
    )
    texts: dict[str, list[str]] = {}
    for concept in concepts:
        for term in concept.terms:
            texts.setdefault(term.language, []).append(term.text)
    keys = {language: Words(language).keys(own) for language, own in texts.items()}
    connection.executemany(
        "INSERT INTO term (concept, language, text, key, status, type, part_of_speech, context, extra)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (number, term.language, term.text, next(keys[term.language]), *term_row(term))
            for number, concept in enumerate(concepts, first)
            for term in concept.terms
        ),
    )
