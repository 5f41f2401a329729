"""Look-up of terms in a memory: what is found, how it reads, and what stands beside it."""

from pathlib import Path

import pytest

from aligner.explanation import SpanEncoder
from aligner.terminology.answer import Origin
from aligner.terminology.lookup import LookupOptions, TermLookup
from tests.conftest import Loom
from tmx.store import Memory
from tmx.terms.concept import Concept, Glossary, Status, Term
from tmx.terms.termbase import Termbase


@pytest.fixture
def lookup(memory: Memory, model: SpanEncoder) -> TermLookup:
    return TermLookup(memory, (), model)


@pytest.mark.parametrize(
    ("term", "translation"),
    [
        ("harbour museum", "متحف الميناء"),
        ("Harbour Museums", "متحف الميناء"),
        ("متحف الميناء", "harbour museum"),
        ("ومتحفُ المِيناء", "harbour museum"),
        ("water supply", "إمدادات المياه"),
        ("إمدادات المياه", "water supply"),
        ("election commission", "مفوضية الانتخابات"),
        ("Marwan Darwish", "مروان درويش"),
        ("مروان درويش", "Marwan Darwish"),
    ],
)
def test_a_term_in_either_language_comes_back_with_its_translation(
    lookup: TermLookup, term: str, translation: str
) -> None:
    assert lookup.find(term).translations[0].text == translation


def test_the_evidence_is_counted_by_document_and_date(lookup: TermLookup) -> None:
    answer = lookup.find("water supply")
    assert (answer.language, answer.units, answer.looked_at) == ("en", 4, 4)
    first, *others = answer.translations
    assert (first.count, first.documents) == (3, (("water.tmx", 3),))
    assert (f"{first.first:%d}", f"{first.last:%d}") == ("05", "07")
    assert [other.count for other in others] == [1]
    for example in first.examples:
        assert example.source.text[slice(*example.source_span)] == "water supply"
        assert example.target.text[slice(*example.target_span)] == "إمدادات المياه"


def test_a_preposition_written_on_is_shown_in_the_example_only(lookup: TermLookup) -> None:
    (translation,) = lookup.find("election commission").translations
    assert translation.count == 3
    shown = {example.target.text[slice(*example.target_span)] for example in translation.examples}
    assert shown == {"مفوضية الانتخابات", "لمفوضية الانتخابات"}


def test_a_word_derived_from_the_term_is_another_one(lookup: TermLookup) -> None:
    assert {one.text for one in lookup.find("prisoner").translations} == {"السجناء", "سجين"}
    assert [one.text for one in lookup.find("prison").translations] == ["السجن"]


def test_of_many_units_some_are_looked_at(memory: Memory, model: SpanEncoder) -> None:
    answer = TermLookup(memory, (), model, LookupOptions(most=2)).find("harbour museum")
    assert (answer.units, answer.looked_at, answer.translations[0].count) == (4, 2, 2)


def test_languages_can_be_named(memory: Memory, model: SpanEncoder) -> None:
    assert not TermLookup(memory, (), model, LookupOptions(source="ar", neighbours=0)).find("prison").translations
    assert not TermLookup(memory, (), model, LookupOptions(target="fr", neighbours=0)).find("prison").translations


def glossary(*terms: Term) -> Glossary:
    return Glossary("waterworks", (Concept("c1", terms, definition="pipes"),), priority=1)


APPROVED = glossary(
    Term("water supply", "en"),
    Term("شبكة المياه", "ar", Status.PREFERRED),
    Term("إمدادات المياه", "ar", Status.DEPRECATED),
    Term("تزويد بالمياه", "ar"),
)


@pytest.mark.parametrize("is_kept", [True, False], ids=["in the memory", "in a file"])
def test_what_a_glossary_approves_comes_first_and_what_it_forbids_last(
    memory: Memory, model: SpanEncoder, is_kept: bool
) -> None:
    if is_kept:
        Termbase(memory).add(APPROVED)
    lookup = TermLookup(memory, () if is_kept else (APPROVED,), model)
    answer = lookup.find("water supplies")
    ranked = [(one.text, one.count, one.is_forbidden) for one in answer.translations]
    assert ranked == [
        ("شبكة المياه", 1, False),
        ("تزويد بالمياه", 0, False),
        ("إمدادات المياه", 3, True),
    ]
    (entry,) = answer.translations[0].entries
    assert (entry.glossary, entry.status, entry.definition) == ("waterworks", Status.PREFERRED, "pipes")


def test_a_term_that_only_the_glossary_has(memory: Memory, model: SpanEncoder) -> None:
    known = Glossary("g", (Concept("c", (Term("tide gauge", "en"), Term("مقياس المد", "ar"))),))
    answer = TermLookup(memory, (known,), model).find("مقياس المد")
    assert [(one.text, one.count) for one in answer.translations] == [("tide gauge", 0)]
    assert (answer.language, answer.neighbours) == ("ar", ())


def test_what_does_not_occur_gets_its_neighbours_from_memory_and_glossary(memory: Memory, model: SpanEncoder) -> None:
    known = Glossary("g", (Concept("c", (Term("jail", "en"), Term("محبس", "ar"))),))
    answer = TermLookup(memory, (known,), model).find("jailhouse")
    assert not answer.translations
    first, *others = answer.neighbours
    assert (first.text, first.origin, first.translations) == ("jail", Origin.GLOSSARY, ("محبس",))
    assert any(one.text.startswith("prison") and one.origin is Origin.MEMORY and one.translations for one in others)
    similarities = [one.similarity for one in answer.neighbours]
    assert similarities == sorted(similarities, reverse=True)


RELEASE = [
    ("Government of National Accord", "حكومة الوفاق الوطني"),
    ("Libyan American Alliance", "التحالف الليبي الأمريكي"),
    ("political prisoners", "السجناء السياسيين"),
    ("war crimes", "مجرمي الحرب"),  # the release demands that their authors be prosecuted
    ("war criminal", "مجرم الحرب"),
    ("civil society organizations", "منظمات مجتمع مدني"),
    ("Khalifa Haftar", "خليفة حفتر"),
]


def test_the_terms_of_the_alliance_release(loom: Loom, shared: Path, tmp_path: Path, model: SpanEncoder) -> None:
    release = shared / "samples" / "alliance-release.en-ar.txt"
    assert loom("align", release, "-o", tmp_path / "release.tmx").code == 0
    assert loom("tm", "import", tmp_path / "release.loom", tmp_path / "release.tmx").code == 0
    with Memory.open(tmp_path / "release.loom") as store:
        lookup = TermLookup(store, (), model)
        found = [(term, lookup.find(term).translations[0].text) for term, _ in RELEASE]
        assert found == RELEASE
        back = {lookup.find(translation).translations[0].text for _, translation in RELEASE}
        assert back >= {"Government of National Accord", "Libyan American Alliance", "Khalifa Haftar"}
