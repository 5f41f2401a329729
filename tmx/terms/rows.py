"""Concepts and terms as rows of the store, and back; nothing of them is lost."""

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from operator import itemgetter
from typing import Any

from tmx.terms.concept import Concept, Status, Term, TermType
from tmx.unit import Property

_SELECT = (
    "SELECT concept.id, name, definition, subject, origin, concept.extra,"
    " text, language, status, type, part_of_speech, context, term.extra"
    " FROM concept LEFT JOIN term ON term.concept = concept.id"
)
CONCEPTS = f"{_SELECT} WHERE glossary = ? ORDER BY concept.id, term.id"
"""The rows that ``concepts_from`` takes, of all concepts of a glossary."""
CONCEPT = f"{_SELECT} WHERE concept.id = ? ORDER BY term.id"
"""Those of one concept."""
_TERM = 6  # the column that a term begins with
_STATUS = {status.value: status for status in Status}  # twice as fast as a call of the class
_TYPES = {kind.value: kind for kind in TermType}


def concept_row(concept: Concept) -> tuple[str | None, ...]:
    """The columns name, definition, subject, origin, extra."""
    extra = _packed(concept)
    return concept.id, concept.definition, concept.subject, concept.origin, extra


def term_row(term: Term) -> tuple[str | None, ...]:
    """The columns status, type, part_of_speech, context, extra."""
    return term.status.value, term.type.value, term.part_of_speech, term.context, _packed(term)


def fingerprint(concept: Concept) -> str:
    """32 hexadecimal digits of all that a concept says: equal for concepts that are equal."""
    terms = [(term.text, term.language, *term_row(term)) for term in concept.terms]
    return fingerprint_of((json.dumps((concept_row(concept), terms), ensure_ascii=False),))


def fingerprint_of(texts: Iterable[str]) -> str:
    """32 hexadecimal digits of texts in order."""
    digest = blake2b(digest_size=16)
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def concepts_from(rows: Iterable[Sequence[Any]]) -> Iterator[Concept]:
    """The concepts of the rows that ``CONCEPTS`` selects."""
    for _, own in groupby(rows, itemgetter(0)):
        first, *others = own
        terms = tuple(_term(row[_TERM:]) for row in (first, *others) if row[_TERM] is not None)
        _, name, definition, subject, origin, extra, *_ = first
        yield Concept(name, terms, definition, subject, origin, *_unpacked(extra))


def _term(columns: Sequence[Any]) -> Term:
    text, language, status, kind, part_of_speech, context, extra = columns
    return Term(text, language, _STATUS[status], _TYPES[kind], part_of_speech, context, *_unpacked(extra))


def _packed(item: Concept | Term) -> str | None:
    if not (item.notes or item.properties):
        return None
    properties = [(prop.type, prop.text, *prop.attributes) for prop in item.properties]
    return json.dumps((item.notes, properties), ensure_ascii=False, separators=(",", ":"))


def _unpacked(extra: str | None) -> tuple[tuple[str, ...], tuple[Property, ...]]:
    if extra is None:
        return (), ()
    notes, properties = json.loads(extra)
    return tuple(notes), tuple(
        Property(kind, text, tuple((name, value) for name, value in rest)) for kind, text, *rest in properties
    )
