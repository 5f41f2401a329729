"""From the rows of a table to concepts."""

from collections.abc import Iterable, Iterator, Sequence

from tmx.errors import UnreadableGlossary
from tmx.exchange.errors import UnknownLanguages
from tmx.terms.concept import Concept, Glossary, Status, Term, TermType
from tmx.terms.formats.identifiers import with_ids
from tmx.terms.formats.lost import Tally
from tmx.terms.formats.tables.columns import (
    CONTEXT,
    DEFINITION,
    ID,
    NOTE,
    ORIGIN,
    PART,
    STATUS,
    SUBJECT,
    TERM,
    TYPE,
    Column,
    columns_of,
)
from tmx.terms.formats.tables.rows import UNKNOWN_STATUS, UNKNOWN_TYPE
from tmx.terms.formats.tbx.vocabulary import status_in, type_in
from tmx.terms.formats.texts import one_line
from tmx.unit import Property

Row = tuple[int, Sequence[str]]
"""The line or row in the file, from 1, and the cells."""

_STATUSES = {
    **dict.fromkeys(("approved", "recommended", "standard"), Status.PREFERRED),
    **dict.fromkeys(("allowed", "accepted", "acceptable", "alternative"), Status.ADMITTED),
    **dict.fromkeys(("forbidden", "prohibited", "not recommended", "do not use", "avoid"), Status.DEPRECATED),
    **dict.fromkeys(("obsolete", "outdated", "retired"), Status.SUPERSEDED),
}
_HEADLESS = (TERM, TERM, NOTE)


def glossary_of(
    rows: Iterable[Row], name: str, title: str, languages: tuple[str, str] | None, tally: Tally
) -> Glossary:
    """The glossary in a table with headings, or with source, target and perhaps a note in its columns.

    Raises ``UnreadableGlossary``, ``UnknownLanguages``.
    """
    columns: list[Column | None] | None = None
    drafts: dict[str, _Draft] = {}
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = columns_of(cells, languages)
            if columns:
                continue
            columns = _headless(cells, name, number, languages)
        said = list(_said(columns, cells, name, number))
        identifier = next((text for column, text in said if column.field == ID and not column.language), "")
        key = f"#{identifier}" if identifier else str(number)
        drafts.setdefault(key, _Draft(identifier)).take(said)
    return Glossary(title, tuple(with_ids([*_concepts(drafts.values(), tally)], tally)))


def _headless(cells: Sequence[str], name: str, number: int, languages: tuple[str, str] | None) -> list[Column | None]:
    remedy = "name the columns in a first row, like id, en, ar, ar status, definition"
    if languages is None:
        raise UnknownLanguages(
            f"{name}: line {number}: nothing says which languages these are; {remedy}, "
            "or the languages with --source-lang and --target-lang"
        )
    filled = len(cells) - next(index for index, cell in enumerate(reversed(cells)) if cell.strip())
    if not 2 <= filled <= len(_HEADLESS):
        raise UnreadableGlossary(f"{name}: line {number}: columns without headings are {filled}, not 2 or 3; {remedy}")
    return [Column(field, language) for field, language in zip(_HEADLESS, (*languages, ""), strict=True)]


def _said(
    columns: Sequence[Column | None], cells: Sequence[str], name: str, number: int
) -> Iterator[tuple[Column, str]]:
    for index, cell in enumerate(cells):
        if not (text := cell.strip()):
            continue
        column = columns[index] if index < len(columns) else None
        if column is None:
            raise UnreadableGlossary(
                f"{name}: line {number}: {text[:40]!r} is in column {index + 1}, which has no heading; "
                "name the column, or put a text that has a delimiter in it in quotes"
            )
        yield column, text


def _concepts(drafts: "Iterable[_Draft]", tally: Tally) -> Iterator[Concept]:
    for draft in drafts:
        if draft.has_terms:
            yield draft.concept()
        else:
            tally["rows"] += 1


class _Fields:
    """Fields with one text each, notes, properties."""

    def __init__(self) -> None:
        self.one: dict[str, str] = {}
        self.notes: list[str] = []
        self.properties: list[Property] = []

    def take(self, field: str, text: str, known: Sequence[str]) -> None:
        """A second text of a known field is a property; the same one again is nothing new."""
        if field == NOTE:
            if text not in self.notes:
                self.notes.append(text)
        elif field in known and self.one.setdefault(field, text) == text:
            return
        elif (prop := Property(field, text)) not in self.properties:
            self.properties.append(prop)


class _Draft:
    """A concept that may get further rows."""

    def __init__(self, identifier: str) -> None:
        self._id = identifier
        self._fields = _Fields()
        self._terms: dict[tuple[str, str], _Fields] = {}
        self._last: dict[str, _Fields] = {}

    @property
    def has_terms(self) -> bool:
        """Whether any row had a term."""
        return bool(self._terms)

    def take(self, said: Iterable[tuple[Column, str]]) -> None:
        """A row of it: terms first, for what is said of them may stand before them."""
        for column, text in sorted(said, key=lambda one: one[0].field != TERM):
            if column.field == TERM:
                fields = self._terms.setdefault((column.language, one_line(text)), _Fields())
                self._last[column.language] = fields
            elif column.language and column.language in self._last:
                self._last[column.language].take(column.field, text, (STATUS, TYPE, PART, CONTEXT))
            elif column.language:  # said of a language without a term
                self._fields.take(f"{column.language} {column.field}", text, ())
            elif column.field != ID:
                self._fields.take(column.field, text, (SUBJECT, DEFINITION, ORIGIN))

    def concept(self) -> Concept:
        """The concept, its terms by language, in the order of the columns and rows."""
        one, languages = self._fields.one, list(self._last)
        terms = sorted(self._terms.items(), key=lambda item: languages.index(item[0][0]))
        return Concept(
            self._id,
            tuple(_term(language, text, fields) for (language, text), fields in terms),
            one.get(DEFINITION, ""),
            one.get(SUBJECT, ""),
            one.get(ORIGIN, ""),
            tuple(self._fields.notes),
            tuple(self._fields.properties),
        )


def _term(language: str, text: str, fields: _Fields) -> Term:
    one = fields.one
    properties = list(fields.properties)
    status = _status(one.get(STATUS, ""))
    if status is None:
        properties.append(Property(UNKNOWN_STATUS, one[STATUS]))
    kind = type_in(one[TYPE]) if one.get(TYPE) else TermType.NONE
    if kind is None:
        properties.append(Property(UNKNOWN_TYPE, one[TYPE]))
    return Term(
        text,
        language,
        status or Status.NONE,
        kind or TermType.NONE,
        one.get(PART, ""),
        one.get(CONTEXT, ""),
        tuple(fields.notes),
        tuple(properties),
    )


def _status(text: str) -> Status | None:
    if not text:
        return Status.NONE
    return status_in(text) or _STATUSES.get(text.lower())
