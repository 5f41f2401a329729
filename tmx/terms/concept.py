"""What a termbase is made of: concepts, each with terms in any number of languages.

The model is that of TBX-Basic (ISO 30042, https://www.tbxinfo.net), so that nothing is lost on the way
through a file of that format.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tmx.unit import Property


class Status(StrEnum):
    """Whether a term is to be used, under the names that people give; "" in a file is NONE."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"  # forbidden: there is another one to be used
    SUPERSEDED = "superseded"
    NONE = ""

    @property
    def is_forbidden(self) -> bool:
        """Whether a text should not have the term."""
        return self in (Status.DEPRECATED, Status.SUPERSEDED)


class TermType(StrEnum):
    """What form of its term a term is."""

    FULL = "full form"
    SHORT = "short form"
    ABBREVIATION = "abbreviation"
    ACRONYM = "acronym"
    VARIANT = "variant"  # another spelling, number or inflection of the first term in its language
    PHRASE = "phrase"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A term in one language (BCP 47): one line, verbatim, never empty.

    ``properties`` hold what else is known, by type: ``x-count`` (units it occurs in), ``x-score`` (0..1),
    ``x-example``, ``x-entity``, and whatever a file brought along.
    """

    text: str
    language: str
    status: Status = Status.NONE
    type: TermType = TermType.NONE
    part_of_speech: str = ""
    context: str = ""
    notes: tuple[str, ...] = ()
    properties: tuple[Property, ...] = ()

    def property(self, kind: str) -> str:
        """The text of the first property of a type, or the empty string."""
        return next((prop.text for prop in self.properties if prop.type == kind), "")


@dataclass(frozen=True, slots=True)
class Concept:
    """A meaning and its terms; the first term in a language that is not forbidden is the one to use.

    ``id`` is unique in its glossary. ``origin`` says where the concept comes from.
    """

    id: str
    terms: tuple[Term, ...]
    definition: str = ""
    subject: str = ""
    origin: str = ""
    notes: tuple[str, ...] = ()
    properties: tuple[Property, ...] = ()

    def languages(self) -> tuple[str, ...]:
        """The languages of its terms, in the order they first appear."""
        return tuple(dict.fromkeys(term.language for term in self.terms))

    def terms_in(self, language: str) -> Iterator[Term]:
        """Its terms in a language; ``en`` has those in ``en-GB`` as well, and the other way round."""
        code = language.split("-")[0].lower()
        wanted = language.lower()
        for term in self.terms:
            tag = term.language.lower()
            if tag == wanted or (tag.split("-")[0] == code and code in (tag, wanted)):
                yield term

    def property(self, kind: str) -> str:
        """The text of the first property of a type, or the empty string."""
        return next((prop.text for prop in self.properties if prop.type == kind), "")


@dataclass(frozen=True, slots=True)
class Glossary:
    """Concepts that belong together; of two glossaries, the one with the higher ``priority`` decides."""

    name: str
    concepts: tuple[Concept, ...]
    priority: int = 0
