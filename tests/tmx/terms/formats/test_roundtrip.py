"""What is written is read again: all of it through TBX, all that a table has columns for through tables."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tmx.terms.concept import Concept, Glossary, Status, Term, TermType
from tmx.terms.formats import Lost, TermForm, read_all, write_glossary
from tmx.unit import Property

# Letters of all kinds and directions, what XML and spreadsheets escape, and what looks like an escape.
CHARACTERS = "aZ9é .,;#'\"&<>]-+=@!?/()*[]{}ـمرحبا؟٣«»،😀🇱🇾中ß"
CHARACTERS += "\u0301\u064b\u200d\u2067\u2069\u200f\u00a0\ufeff\ufffd\x7f\x9f"
LINE = st.text(CHARACTERS, min_size=1, max_size=15).map(str.strip).filter(bool)
TEXT = st.lists(LINE, min_size=1, max_size=2).map("\n".join)
NOTES = st.lists(TEXT, max_size=2, unique=True).map(tuple)
LANGUAGES = st.sampled_from(["en", "ar", "ar-LY", "zh-Hant-TW", "x-sign"])
PARTS = st.sampled_from(["", "noun", "proper noun", "Noun", "اسم"])
NAMES = st.lists(st.sampled_from(["source", "note", "responsibility"]), max_size=2, unique=True)


def properties(*types: str, attributes: bool) -> st.SearchStrategy[tuple[Property, ...]]:
    held = st.builds(
        lambda names, texts, target: tuple(zip(names, texts, strict=False)) + ((("target", target),) if target else ()),
        NAMES,
        st.lists(TEXT, min_size=2, max_size=2),
        st.none() | LINE,
    )
    one = st.builds(Property, st.sampled_from(types), TEXT, held if attributes else st.just(()))
    return st.lists(one, max_size=2, unique=True).map(tuple)


def concepts(*, attributes: bool) -> st.SearchStrategy[Concept]:
    terms = st.builds(
        Term,
        LINE,
        LANGUAGES,
        st.sampled_from(Status),
        st.sampled_from(TermType),
        PARTS,
        st.just("") | TEXT,
        NOTES,
        properties("x-count", "x-example", "grammaticalGender", "customerSubset", attributes=attributes),
    )
    return st.builds(
        Concept,
        LINE,
        st.lists(terms, min_size=1, max_size=4, unique_by=lambda term: (term.language, term.text)).map(tuple),
        st.just("") | TEXT,
        st.just("") | TEXT,
        st.just("") | TEXT,
        NOTES,
        properties("x-score", "x-status", "projectSubset", attributes=attributes),
    )


def glossaries(*, attributes: bool) -> st.SearchStrategy[Glossary]:
    several = st.lists(concepts(attributes=attributes), max_size=3, unique_by=lambda concept: concept.id)
    return st.builds(Glossary, LINE, several.map(tuple))


def settled(glossary: Glossary) -> Sequence[Concept]:
    """The concepts, with terms by language and properties by type: across these, files keep no order."""

    def ordered(held: tuple[Property, ...]) -> tuple[Property, ...]:
        named = (replace(prop, attributes=tuple(sorted(prop.attributes))) for prop in held)
        return tuple(sorted(named, key=lambda prop: (prop.type, prop.text, prop.attributes)))

    found = []
    for concept in glossary.concepts:
        terms = sorted(concept.terms, key=lambda term: term.language)
        kept = tuple(replace(term, properties=ordered(term.properties)) for term in terms)
        found.append(replace(concept, terms=kept, properties=ordered(concept.properties)))
    return found


def again(form: TermForm, glossary: Glossary) -> tuple[Glossary, Lost]:
    out = BytesIO()
    lost = write_glossary(out, form, glossary)
    return read_all(BytesIO(out.getvalue()), None, form).glossary, lost


@settings(max_examples=40, deadline=None)
@given(glossaries(attributes=False), st.sampled_from([TermForm.TBX, TermForm.TBX3]))
def test_tbx_holds_all(glossary: Glossary, form: TermForm) -> None:
    found, lost = again(form, glossary)
    assert not lost
    assert found.name == glossary.name
    assert settled(found) == settled(glossary)


@settings(max_examples=25, deadline=None)
@given(glossaries(attributes=True))
def test_tbx_holds_what_belongs_to_a_property(glossary: Glossary) -> None:
    found, lost = again(TermForm.TBX, glossary)
    assert not lost
    assert settled(found) == settled(glossary)


@pytest.mark.parametrize("form", [TermForm.CSV, TermForm.XLSX])
@settings(max_examples=20, deadline=None)
@given(glossary=glossaries(attributes=False))
def test_tables_hold_all_but_attributes(form: TermForm, glossary: Glossary) -> None:
    found, lost = again(form, glossary)
    assert not lost
    assert settled(found) == settled(glossary)


@settings(max_examples=25, deadline=None)
@given(glossaries(attributes=False))
def test_tsv_holds_all_but_line_breaks(glossary: Glossary) -> None:
    found, lost = again(TermForm.TSV, glossary)
    assert lost == Lost(flattened=lost.flattened)
    if not lost:
        assert settled(found) == settled(glossary)
    assert [[term.text for term in concept.terms] for concept in settled(found)] == [
        [term.text for term in concept.terms] for concept in settled(glossary)
    ]


@settings(max_examples=25, deadline=None)
@given(glossaries(attributes=True))
def test_both_editions_have_the_structure_of_tbx(glossary: Glossary) -> None:
    for form, names in ((TermForm.TBX, ("termEntry", "langSet", "tig")), (TermForm.TBX3, _V3)):
        out = BytesIO()
        write_glossary(out, form, glossary)
        root = etree.fromstring(out.getvalue())
        for element in root.iter(etree.Element):
            element.tag = etree.QName(element).localname
        dtd = _DTD.replace("ENTRY", names[0]).replace("LANGUAGE", names[1]).replace("SECTION", names[2])
        schema = etree.DTD(BytesIO(dtd.encode()))
        for entry in root.iter(names[0]):
            assert schema.validate(entry), schema.error_log


_V3 = ("conceptEntry", "langSec", "termSec")
_DTD = """
<!ENTITY % said "(descrip|descripGrp|admin|adminGrp|transacGrp|note|ref|xref)*">
<!ENTITY % of "type CDATA #REQUIRED target CDATA #IMPLIED xml:lang NMTOKEN #IMPLIED datatype CDATA #IMPLIED">
<!ELEMENT ENTRY (%said;, LANGUAGE+)><!ATTLIST ENTRY id ID #REQUIRED xmlns:xml CDATA #IMPLIED xmlns CDATA #IMPLIED>
<!ELEMENT LANGUAGE (%said;, SECTION+)><!ATTLIST LANGUAGE xml:lang NMTOKEN #REQUIRED>
<!ELEMENT SECTION (term, (termNote|termNoteGrp)*, %said;)>
<!ELEMENT term (#PCDATA)>
<!ELEMENT termNote (#PCDATA)><!ATTLIST termNote %of;>
<!ELEMENT termNoteGrp (termNote, (admin|note)*)>
<!ELEMENT descrip (#PCDATA)><!ATTLIST descrip %of;>
<!ELEMENT descripGrp (descrip, (admin|note)*)>
<!ELEMENT admin (#PCDATA)><!ATTLIST admin %of;>
<!ELEMENT adminGrp (admin, (adminNote|note)*)>
<!ELEMENT adminNote (#PCDATA)><!ATTLIST adminNote %of;>
<!ELEMENT transacGrp (transac, (transacNote|date|note)*)>
<!ELEMENT note (#PCDATA)><!ATTLIST note xml:lang NMTOKEN #IMPLIED>
<!ELEMENT ref (#PCDATA)><!ATTLIST ref %of;>
<!ELEMENT xref (#PCDATA)><!ATTLIST xref %of;>
<!ELEMENT transac (#PCDATA)><!ATTLIST transac %of;>
<!ELEMENT transacNote (#PCDATA)><!ATTLIST transacNote %of;>
<!ELEMENT date (#PCDATA)>
"""
