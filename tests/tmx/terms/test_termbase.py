"""The termbase: what goes in comes out, twice is once, and what is looked up is found."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmx import Property, TranslationUnit, Variant
from tmx.errors import KnownGlossary, UnknownGlossary
from tmx.store import Memory, Source
from tmx.terms import termbase as termbase_module
from tmx.terms.concept import Concept, Glossary, Status, Term, TermType
from tmx.terms.termbase import Changes, Termbase

COUNCIL = Concept(
    "c1",
    (
        Term("Presidential Council", "en", Status.PREFERRED, TermType.FULL, "noun", "The Council met.", ("formal",)),
        Term("PC", "en", Status.DEPRECATED, TermType.ACRONYM),
        Term("المجلس الرئاسي", "ar", properties=(Property("x-count", "12", (("xml:lang", "en"),)),)),
    ),
    "Head of state of Libya.",
    "politics",
    "release.docx",
    ("since 2016",),
    (Property("x-score", "0.9"),),
)
ELECTION = Concept("c2", (Term("election", "en"), Term("انتخابات", "ar")))
POLITICS = Glossary("politics", (COUNCIL, ELECTION), 3)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.create(tmp_path / "memory.loom") as made:
        yield made


@pytest.fixture
def termbase(memory: Memory) -> Termbase:
    return Termbase(memory)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
some = st.text("كتاب ab-", min_size=1)
properties = st.lists(
    st.builds(Property, some, texts, st.lists(st.tuples(some, texts), max_size=2).map(tuple)), max_size=2
).map(tuple)
notes = st.lists(texts, max_size=2).map(tuple)
languages = st.sampled_from(["en", "ar", "ar-LY", "zh-Hant"])
terms = st.builds(
    Term, texts, languages, st.sampled_from(Status), st.sampled_from(TermType), texts, texts, notes, properties
)
concepts = st.builds(
    Concept, some, st.lists(terms, max_size=4).map(tuple), texts, texts, texts, notes=notes, properties=properties
)
glossaries = st.builds(
    Glossary,
    texts,
    st.lists(concepts, max_size=5, unique_by=lambda concept: concept.id).map(tuple),
    st.integers(-9, 9),
)


@settings(deadline=None, max_examples=60)
@given(glossaries)
def test_what_goes_in_comes_out(tmp_path_factory: pytest.TempPathFactory, glossary: Glossary) -> None:
    with Memory.create(tmp_path_factory.mktemp("store") / "memory.loom") as memory:
        assert Termbase(memory).add(glossary).new == len(glossary.concepts)
        assert Termbase(memory).glossary(glossary.name) == glossary
        assert Termbase(memory).load() == (glossary,)


def test_the_same_glossary_twice_changes_nothing_but_its_priority(termbase: Termbase, memory: Memory) -> None:
    assert termbase.add(POLITICS) == Changes(new=2)
    before = list(memory.connection.iterdump())
    assert termbase.add(POLITICS) == Changes(known=2)
    assert list(memory.connection.iterdump()) == before
    assert termbase.add(replace(POLITICS, priority=7)) == Changes(known=2)
    assert termbase.glossary("politics").priority == 7


def test_another_glossary_of_the_same_name_has_to_be_called_for(termbase: Termbase) -> None:
    termbase.add(POLITICS)
    other = replace(POLITICS, concepts=(Concept("c0", (Term("vote", "en"),)), replace(COUNCIL, notes=()), ELECTION))
    with pytest.raises(KnownGlossary, match=r"'politics'.*--replace"):
        termbase.add(other)
    assert termbase.load() == (POLITICS,)
    assert termbase.add(other, replace=True) == Changes(new=1, changed=1, known=1)
    assert termbase.add(POLITICS, replace=True) == Changes(changed=1, gone=1, known=1)
    assert termbase.load() == (POLITICS,)


def test_a_glossary_is_added_whole_or_not_at_all(termbase: Termbase, monkeypatch: pytest.MonkeyPatch) -> None:
    termbase.add(POLITICS)
    monkeypatch.setattr(termbase_module, "term_row", lambda term: 1 / 0)
    for glossary in (replace(POLITICS, concepts=(ELECTION,)), replace(POLITICS, name="other")):
        with pytest.raises(ZeroDivisionError):
            termbase.add(glossary, replace=True)
    assert termbase.load() == (POLITICS,)


def test_glossaries_in_figures(termbase: Termbase) -> None:
    termbase.add(POLITICS)
    termbase.add(Glossary("empty", ()))
    termbase.add(Glossary("first", (ELECTION,)))
    termbase.set_priority("first", 9)
    assert [(one.name, one.priority, one.concepts, one.terms, one.languages) for one in termbase.glossaries()] == [
        ("first", 9, 1, 2, ("en", "ar")),
        ("politics", 3, 2, 5, ("en", "ar")),
        ("empty", 0, 0, 0, ()),
    ]


def test_what_is_removed_leaves_nothing_behind(termbase: Termbase, memory: Memory) -> None:
    termbase.add(POLITICS)
    termbase.add(Glossary("other", (ELECTION,)))
    assert termbase.remove("politics") == 2
    assert termbase.load() == (Glossary("other", (ELECTION,)),)
    counts = memory.connection.execute("SELECT (SELECT count(*) FROM concept), (SELECT count(*) FROM term)")
    assert counts.fetchone() == (1, 2)


@pytest.mark.parametrize("call", [Termbase.glossary, Termbase.remove, lambda base, name: base.set_priority(name, 1)])
def test_a_glossary_that_is_not_there(termbase: Termbase, call: object) -> None:
    termbase.add(POLITICS)
    with pytest.raises(UnknownGlossary, match=r"'sport'; there are: politics"):
        call(termbase, "sport")  # type: ignore[operator]


@pytest.mark.parametrize(
    ("term", "language", "found"),
    [
        ("presidential councils", "en", ["Presidential Council"]),
        ("Presidential Council", "en-GB", ["Presidential Council"]),
        ("pc", "en", ["PC"]),
        ("للمجلس الرئاسيّ", "ar", ["المجلس الرئاسي"]),
        ("وبالانتخابات", "ar-LY", ["انتخابات"]),
        ("election", "ar", []),
        ("council", "en", []),
        ("!", "en", []),
        ("", "en", []),
    ],
)
def test_terms_are_found_in_any_inflection(termbase: Termbase, term: str, language: str, found: list[str]) -> None:
    termbase.add(POLITICS)
    known = termbase.find(term, language)
    assert [one.term.text for one in known] == found
    assert all((one.concept in POLITICS.concepts, one.glossary) == (True, "politics") for one in known)


def test_the_nearest_and_the_highest_come_first(termbase: Termbase) -> None:
    for name, text, priority in (("a", "elections", 9), ("b", "Election", 0), ("c", "Election", 1)):
        termbase.add(Glossary(name, (Concept("1", (Term(text, "en"),)),), priority))
    assert [one.glossary for one in termbase.find("Election", "en")] == ["c", "b", "a"]


def test_units_and_terms_do_not_mix(termbase: Termbase, memory: Memory) -> None:
    memory.add([TranslationUnit((Variant("en", "Yes."), Variant("fr", "Oui.")))], Source("a.tmx"))
    termbase.add(POLITICS)
    assert memory.languages() == ("en", "fr")
    assert memory.statistics().units == 1


def test_the_finder_knows_all_glossaries(termbase: Termbase) -> None:
    termbase.add(POLITICS)
    termbase.add(Glossary("votes", (Concept("1", (Term("vote", "en"), Term("صوت", "ar"))),)))
    finder = termbase.finder("en", "ar")
    found = finder.find("Votes in the election of the Presidential Council")
    assert [(one.glossary, one.translations[0].text) for one in found] == [
        ("votes", "صوت"),
        ("politics", "انتخابات"),
        ("politics", "المجلس الرئاسي"),
    ]
