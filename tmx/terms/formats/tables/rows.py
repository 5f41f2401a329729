"""From concepts to the rows of a table.

A concept is a row. Where it has several terms in a language, or notes, or properties of one type,
the others are in further rows with the same ``id``; a row whose cell for the term is empty goes on
with the term above.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from tmx.terms.concept import Concept, Status, Term, TermType
from tmx.terms.formats.lost import Tally
from tmx.terms.formats.tables.columns import (
    CONTEXT,
    DEFINITION,
    ID,
    NOTE,
    OF_CONCEPT,
    OF_TERM,
    ORIGIN,
    PART,
    STATUS,
    SUBJECT,
    TERM,
    TYPE,
    Column,
    column_of,
)
from tmx.unit import Property

UNKNOWN_STATUS, UNKNOWN_TYPE = "administrativeStatus", "termType"
"""Types of the properties that hold what ``Status`` and ``TermType`` do not know; they are in the same columns."""

Cells = dict[Column, str]


def table_of(concepts: Sequence[Concept], tally: Tally) -> tuple[list[Column], Iterator[list[str]]]:
    """The columns that there is something for, and the rows; what cannot be in a table is counted."""
    table = [(concept.id, row) for concept in concepts for row in _rows(concept, tally)]
    used = dict.fromkeys(column for _, row in table for column in row)
    languages = dict.fromkeys(language for concept in concepts for language in concept.languages())
    columns = [Column(ID), *(Column(TERM, language) for language in languages)]
    for language in languages:
        columns += _sorted((one for one in used if one.language == language and one.field != TERM), OF_TERM)
    columns += _sorted((one for one in used if not one.language and one.field != ID), OF_CONCEPT)
    return columns, ([key, *(row.get(column, "") for column in columns[1:])] for key, row in table)


def _sorted(columns: Iterable[Column], known: Sequence[str]) -> list[Column]:
    """Known ones in their order, then properties as they came."""
    found = list(columns)
    named = [column for field in known for column in found if column.field == field]
    return named + [column for column in found if column not in named]


def _rows(concept: Concept, tally: Tally) -> Iterator[Cells]:
    blocks = [_concept(concept, tally)]
    for language in concept.languages():
        terms = (term for term in concept.terms if term.language == language)
        blocks.append([cells for term in terms for cells in _term(term, tally)])
    for parts in zip_longest(*blocks, fillvalue={}):
        yield {column: text for part in parts for column, text in part.items()}


def _concept(concept: Concept, tally: Tally) -> list[Cells]:
    fields = {SUBJECT: concept.subject, DEFINITION: concept.definition, ORIGIN: concept.origin}
    return _block(fields, concept.notes, concept.properties, "", tally)


def _term(term: Term, tally: Tally) -> list[Cells]:
    fields = {
        TERM: term.text,
        STATUS: "" if term.status is Status.NONE else term.status.value,
        TYPE: "" if term.type is TermType.NONE else term.type.value,
        PART: term.part_of_speech,
        CONTEXT: term.context,
    }
    others = []
    for prop in term.properties:
        field = {UNKNOWN_STATUS: STATUS, UNKNOWN_TYPE: TYPE}.get(prop.type)
        if field and not fields[field]:
            fields[field] = prop.text
        else:
            others.append(prop)
    return _block(fields, term.notes, others, term.language, tally)


def _block(
    fields: dict[str, str], notes: Iterable[str], properties: Iterable[Property], language: str, tally: Tally
) -> list[Cells]:
    """Cells for the first row and, for what comes several times, for those below."""
    rows: list[Cells] = [{Column(field, language): text for field, text in fields.items() if text}]
    several = [(NOTE, note) for note in notes]
    for prop in properties:
        column = Column(prop.type, language)
        tally["details"] += len(prop.attributes)
        if not prop.text or prop.type in OF_CONCEPT + OF_TERM or column_of(column.heading) != column:
            tally["details"] += 1
        else:
            several.append((prop.type, prop.text))
    for field, text in several:
        column = Column(field, language)
        row = next((row for row in rows if column not in row), None)
        if row is None:
            rows.append({column: text})
        else:
            row[column] = text
    return rows
