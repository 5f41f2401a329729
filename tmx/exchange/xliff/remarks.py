"""Props and notes of units, and where XLIFF has them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from tmx.exchange.pairs import Pair, legal
from tmx.unit import Note, Property, TranslationUnit

_OWN = re.compile("x-[!-~]+")
_PLACED = {"x-source-file", "x-id", "x-state"}  # XLIFF has attributes for these


def properties(**kinds: str | None) -> tuple[Property, ...]:
    """Props of our own, ``source_file`` being ``x-source-file``; those without a text are left out."""
    return tuple(Property(f"x-{kind.replace('_', '-')}", text) for kind, text in kinds.items() if text)


def carried_in(elements: Iterable[etree._Element], kind: str) -> tuple[Property, ...]:
    """The props that ``elements`` hold, their attribute ``kind`` being the type."""
    pairs = ((element.get(kind, ""), element.text) for element in elements)
    return tuple(Property(own, text) for own, text in pairs if text and own.startswith("x-"))


def carried(unit: TranslationUnit) -> list[Property]:
    """The props of a unit that XLIFF has no place of its own for."""
    return [prop for prop in unit.properties if _OWN.fullmatch(prop.type) and prop.type not in _PLACED]


def identifier(unit: TranslationUnit) -> str:
    """What the unit is called where it comes from, or nothing."""
    return legal(unit.property("x-id") or unit.attribute("tuid"))


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a unit, by what they are about."""

    unit: tuple[Note, ...] = ()
    source: tuple[Note, ...] = ()
    target: tuple[Note, ...] = ()

    @classmethod
    def of(cls, elements: Iterable[etree._Element], about: str) -> "Notes":
        """From ``note`` elements, whose attribute ``about`` names a side."""
        sides: dict[str, list[Note]] = {"source": [], "target": []}
        rest: list[Note] = []
        for element in elements:
            if element.text:
                sides.get(element.get(about, ""), rest).append(Note(element.text))
        return cls(tuple(rest), *(tuple(notes) for notes in sides.values()))

    @classmethod
    def of_pair(cls, pair: Pair) -> "Notes":
        """Those to write."""
        return cls(pair.unit.notes, pair.source.notes, pair.target.notes)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """The texts, each with its side or none."""
        for side, notes in (("", self.unit), ("source", self.source), ("target", self.target)):
            for note in notes:
                yield side, legal(note.text)
