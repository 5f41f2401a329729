"""Write TBX-Basic, of 2008 or in the DCA style of 2019: the same data categories, under other elements."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from tmx.terms.concept import Concept, Glossary, Term
from tmx.terms.formats.choice import chosen
from tmx.terms.formats.lost import Tally
from tmx.terms.formats.tbx.concepts import OWN_ID, OWN_PART
from tmx.terms.formats.tbx.edition import Edition
from tmx.terms.formats.tbx.elements import Elements
from tmx.terms.formats.tbx.vocabulary import PARTS_OF_SPEECH, PROPER_NOUN, STATUSES, TYPES
from tmx.unit import Property

_START = "A-Z_a-zÀ-ÖØ-öø-˿Ͱ-ͽͿ-῿\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
_NAME = re.compile(f"[{_START}\U00010000-\U000effff][{_START}\U00010000-\U000effff0-9.·\u0300-\u036f\u203f\u2040-]*")


def write_tbx(
    out: BinaryIO, edition: Edition, glossary: Glossary, languages: tuple[str, str] | None, tally: Tally
) -> None:
    """Write the concepts to a binary stream, one by one; raises ``InvalidGlossary``."""
    elements = Elements(tally)
    identifiers = _Identifiers(concept.id for concept in glossary.concepts)
    first = languages or next((concept.languages() for concept in glossary.concepts if concept.terms), ("en",))
    title = elements.text(glossary.name, is_term=True)
    out.write(edition.head.format(language=first[0], title=title).encode())
    for concept in chosen(glossary, languages, tally):
        out.write(_entry(concept, identifiers.of(concept.id), edition, elements).encode())
    out.write(edition.foot.encode())


def _entry(concept: Concept, identifier: str, edition: Edition, elements: Elements) -> str:
    own = {} if identifier == concept.id else {OWN_ID: concept.id}
    fields = {"subjectField": concept.subject, "definition": concept.definition, "source": concept.origin, **own}
    properties = _by_language(concept)
    lines = [f"<{edition.entry} id={elements.quoted(identifier)}>"]
    lines += _said(fields, concept.notes, properties.pop("", []), elements)
    for language in _in_order(concept.languages()):
        lines.append(f'  <{edition.language} xml:lang="{language}">')
        lines += (f"  {line}" for line in _said({}, (), properties.get(language, []), elements))
        for term in concept.terms:
            if term.language == language:
                lines += (f"    {line}" for line in _term(term, edition, elements))
        lines.append(f"  </{edition.language}>")
    lines.append(f"</{edition.entry}>")
    return "".join(f"      {line}\n" for line in lines)


def _in_order(languages: tuple[str, ...]) -> list[str]:
    """Regions of a language behind all languages: some clients take the second section for the target."""
    first: dict[str, str] = {}
    for language in languages:
        first.setdefault(language.split("-")[0].lower(), language)
    return list(dict.fromkeys((*first.values(), *languages)))


def _by_language(concept: Concept) -> dict[str, list[Property]]:
    """The properties by the language whose section they go in; ``""`` for those of the concept."""
    found: dict[str, list[Property]] = {}
    languages = concept.languages()
    for prop in concept.properties:
        language = dict(prop.attributes).get("xml:lang", "")
        if language in languages:
            attributes = tuple((key, value) for key, value in prop.attributes if key != "xml:lang")
            prop = Property(prop.type, prop.text, attributes)  # noqa: PLW2901
        found.setdefault(language if language in languages else "", []).append(prop)
    return found


def _term(term: Term, edition: Edition, elements: Elements) -> Iterator[str]:
    part = _part_of_speech(term.part_of_speech, edition)
    fields = {
        "partOfSpeech": part,
        "administrativeStatus": STATUSES.get(term.status, ""),
        "termType": TYPES.get(term.type, ""),
        "context": term.context,
        OWN_PART: term.part_of_speech if part == "other" != term.part_of_speech else "",
    }
    yield f"<{edition.term}>"
    yield f"  {elements.term(term.text)}"
    # What is said of the term itself comes first, in both editions.
    lines = _said(fields, term.notes, term.properties, elements, of_term=True)
    yield from sorted(lines, key=lambda line: not line.startswith("  <termNote"))
    yield f"</{edition.term}>"


def _part_of_speech(text: str, edition: Edition) -> str:
    if not text:
        return ""
    if text == PROPER_NOUN[0] and edition.has_proper_nouns:
        return PROPER_NOUN[1]
    return text if text in PARTS_OF_SPEECH else "other"


def _said(
    fields: Mapping[str, str],
    notes: Iterable[str],
    properties: Iterable[Property],
    elements: Elements,
    *,
    of_term: bool = False,
) -> Iterator[str]:
    """Fields with the properties that belong to them, then all others, then notes; a line each."""
    belonging: dict[str, dict[str, str]] = {}
    others: list[Property] = []
    for prop in properties:
        kind, dash, name = prop.type.partition("-")
        if dash and name and fields.get(kind) and name not in belonging.get(kind, {}) and not prop.attributes:
            belonging.setdefault(kind, {})[name] = prop.text
        else:
            others.append(prop)
    lines = [
        elements.item(kind, text, belonging.get(kind, {}), of_term=of_term) for kind, text in fields.items() if text
    ]
    lines += [elements.item(prop.type, prop.text, dict(prop.attributes), of_term=of_term) for prop in others]
    lines += [elements.item("note", note, {}) for note in notes]
    yield from (f"  {line}" for line in lines if line)


class _Identifiers:
    """Names that XML takes: those of the concepts where they are such names, else new ones."""

    def __init__(self, identifiers: Iterable[str]) -> None:
        self._taken = set(identifiers)
        self._used: set[str] = set()
        self._number = 0

    def of(self, identifier: str) -> str:
        """The name of a concept; each time another one."""
        name = identifier
        while not _NAME.fullmatch(name) or name in self._used or (name != identifier and name in self._taken):
            self._number += 1
            name = f"c{self._number}"
        self._used.add(name)
        return name
