"""From an entry of TBX to a concept."""

from tmx.languages import mended_language
from tmx.terms.concept import Concept, Status, Term, TermType
from tmx.terms.formats.lost import Tally
from tmx.terms.formats.tbx.items import Item, items_of
from tmx.terms.formats.tbx.parsing import Node, TbxParser
from tmx.terms.formats.tbx.vocabulary import LANGUAGES, TERMS, part_of_speech_in, status_in, type_in
from tmx.terms.formats.texts import one_line
from tmx.unit import Property

OWN_ID, OWN_PART = "x-id", "x-partOfSpeech"
"""Data categories for what TBX-Basic has no room for: an identifier that is no XML name, another part of speech."""

_READ = {"administrativeStatus": status_in, "termType": type_in, "partOfSpeech": part_of_speech_in}
"""What is a field of a term, where its value is one that the model knows."""


def concept_of(entry: Node, parser: TbxParser, tally: Tally) -> Concept | None:
    """The concept, without an identifier where the entry has none; nothing, counted, where it has no term."""
    said = _Said()
    tally["details"] += _unknown(entry, "id")
    for item in items_of(entry, tally, of_term=False):
        said.take(item, {"definition", "subjectField", "source", OWN_ID})
    terms: list[Term] = []
    for section in (child for child in entry.children if child.name in LANGUAGES):
        language = _language(section, entry, parser)
        tally["details"] += _unknown(section, "xml:lang", "lang")
        for item in items_of(section, tally, of_term=False):
            item.attributes = {"xml:lang": language} | item.attributes
            said.take(item, {"definition"})
        for one in (child for child in section.children if child.name in TERMS):
            if term := _term(one, language, tally):
                terms.append(term)
            else:
                tally["terms"] += 1
    if not terms:
        tally["concepts"] += 1
        return None
    return Concept(
        said.fields.get(OWN_ID) or entry.attributes.get("id", "").strip(),
        tuple(terms),
        said.fields.get("definition", ""),
        said.fields.get("subjectField", ""),
        said.fields.get("source", ""),
        tuple(said.notes),
        tuple(said.properties),
    )


class _Said:
    """Items as fields, notes and properties."""

    def __init__(self, *, of_term: bool = False) -> None:
        self._of_term = of_term
        self.fields: dict[str, str] = {}
        self.notes: list[str] = []
        self.properties: list[Property] = []

    def take(self, item: Item, known: set[str]) -> None:
        """The first of each known kind is a field, and what belongs to it becomes properties beside it."""
        if item.kind == "note" and not item.attributes:
            self.notes.append(item.text)
        elif item.kind in known and item.kind not in self.fields and item.text:
            self.fields[item.kind] = item.text
            for name, value in item.attributes.items():
                self.properties.append(Property(f"{item.kind}-{name}", value))
        else:
            self.properties.append(item.property(of_term=self._of_term))


def _term(section: Node, language: str, tally: Tally) -> Term | None:
    holder = section.first("termGrp") or section
    term = holder.first("term")
    text = one_line(term.text) if term else ""
    if not text:
        return None
    tally["details"] += sum(map(_unknown, {id(node): node for node in (section, holder, term) if node}.values()))
    said = _Said(of_term=True)
    for one in [section] if holder is section else [holder, section]:
        for item in items_of(one, tally, of_term=True):
            known = item.kind in _READ and _READ[item.kind](item.text) is not None
            said.take(item, {"context", OWN_PART} | ({item.kind} if known else set()))
    fields = said.fields
    return Term(
        text,
        language,
        status_in(fields.get("administrativeStatus", "")) or Status.NONE,
        type_in(fields.get("termType", "")) or TermType.NONE,
        fields.get(OWN_PART) or part_of_speech_in(fields.get("partOfSpeech", "")),
        fields.get("context", ""),
        tuple(said.notes),
        tuple(said.properties),
    )


def _unknown(node: Node, *known: str) -> int:
    """How many attributes of an element there is no place for."""
    return len(node.attributes.keys() - set(known))


def _language(section: Node, entry: Node, parser: TbxParser) -> str:
    tag = section.attributes.get("xml:lang") or section.attributes.get("lang", "")
    language = mended_language(tag)
    if not language:
        identifier = entry.attributes.get("id", "")[:40]
        what = f"{tag[:40]!r} is no language tag of BCP 47" if tag else f"a <{section.name}> without xml:lang"
        parser.fail(section.line, what, "name the language, like ar or ar-LY", identifier)
    return language
