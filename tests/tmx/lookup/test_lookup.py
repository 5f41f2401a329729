"""Look-up: in context, exact, with other numbers, fuzzy, by meaning; and concordance."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from tmx import Property, TranslationUnit, Variant
from tmx.lookup import Concordance, Kind, Lookup, Options, Penalties, Query, Semantic, candidates
from tmx.matching.keys import match_keys
from tmx.store import Memory, Selection, Source

UNITS = [
    ("The library opens on 12 May 2024.", "تفتح المكتبة أبوابها في 12 مايو 2024."),
    ("Admission is free for children.", "الدخول مجاني للأطفال."),
    ("The Council thanked the volunteers.", "شكر المجلس المتطوعين."),
    ("The Municipal Council met on Monday evening.", "اجتمع المجلس البلدي مساء الاثنين."),
    ("Yes.", "نعم."),
    ("The books were returned to the libraries.", "وأعيدت الكتب إلى المكتبات."),
]


def pair(english: str, arabic: str, **properties: str) -> TranslationUnit:
    props = tuple(Property(name.replace("_", "-"), text) for name, text in properties.items())
    return TranslationUnit((Variant("en", english), Variant("ar", arabic)), props)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.create(tmp_path / "memory.loom") as made:
        made.add([pair(*texts) for texts in UNITS], Source("news.tmx"))
        yield made


def test_exact_and_what_a_key_folds(memory: Memory) -> None:
    lookup = Lookup(memory, "en", "ar")
    (best,) = lookup.find(Query("Admission is free for children."))
    assert (best.kind, best.percent, best.suggestion) == (Kind.EXACT, 100, "الدخول مجاني للأطفال.")
    assert lookup.find(Query("admission  is free for\u200e children."))[0].percent == 99
    assert best.files == ("news.tmx",)


def test_arabic_is_found_without_its_marks_and_comes_back_with_them(memory: Memory) -> None:
    memory.add([pair("The student wrote.", "كَتَبَ الطَّالِبُ إلى أحمد.")], Source("b"))
    (best,) = Lookup(memory, "ar", "en").find(Query("كتب الطالب الي احمد."))
    assert (best.percent, best.source.text, best.suggestion) == (100, "كَتَبَ الطَّالِبُ إلى أحمد.", "The student wrote.")


CONTEXTS = [
    (Query("Yes.", "Is it open?", "Good."), 102),
    (Query("Yes.", "Is it open?", "Bad."), 101),
    (Query("Yes.", "Is it shut?", "Bad."), 100),
    (Query("Yes."), 100),
    (Query("Yes.", document="talk.txt"), 101),
    (Query("Yes.", "Is it open?", "x", "talk.txt"), 102),
]


@pytest.mark.parametrize(("query", "percent"), CONTEXTS)
def test_context(memory: Memory, query: Query, percent: int) -> None:
    memory.add([pair("Yes.", "أجل.", prev="Is it open?", next="Good.", x_source_file="talk.txt")], Source("b"))
    found = Lookup(memory, "en", "ar").find(query)
    assert found[0].percent == percent
    assert {match.suggestion for match in found} == {"نعم.", "أجل."}
    if percent > 100:
        assert (found[0].kind, found[0].suggestion) == (Kind.CONTEXT, "أجل.")


def test_at_the_beginning_of_both_texts_one_neighbour_is_both(memory: Memory) -> None:
    memory.add([pair("Yes.", "أجل.", next="Good.")], Source("b"))
    assert Lookup(memory, "en", "ar").find(Query("Yes.", "", "Good."))[0].percent == 102


def test_numbers_are_replaced_where_that_is_safe(memory: Memory) -> None:
    (best,) = Lookup(memory, "en", "ar").find(Query("The library opens on 14 May 2025."))
    assert (best.kind, best.percent, best.suggestion) == (Kind.SUBSTITUTED, 99, "تفتح المكتبة أبوابها في 14 مايو 2025.")
    assert [best.suggestion[slice(*place)] for place in best.replaced] == ["14", "2025"]


def test_fuzzy_is_the_percentage_of_equal_characters(memory: Memory) -> None:
    query = "The Council thanked all volunteers."
    (best,) = Lookup(memory, "en", "ar").find(Query(query))
    keys = match_keys([query, best.source.text])
    assert (best.kind, best.percent) == (Kind.FUZZY, int(fuzz.ratio(*keys)))
    assert not Lookup(memory, "en", "ar", Options(threshold=95)).find(Query(query))
    assert not Lookup(memory, "en", "ar", Options(only_exact=True)).find(Query(query))


def test_of_two_equal_units_the_surer_and_the_later_comes_first(memory: Memory) -> None:
    memory.add([pair("Bye.", "وداعا.", x_score="0.5"), pair("Bye.", "مع السلامة.", x_score="0.95")], Source("b"))
    found = Lookup(memory, "en", "ar").find(Query("Bye."))
    assert [(match.suggestion, match.percent, match.penalty) for match in found] == [
        ("مع السلامة.", 100, 0),
        ("وداعا.", 95, 5),
    ]


def test_penalties_by_file_and_age(memory: Memory) -> None:
    match = Lookup(memory, "en", "ar").find(Query("Yes."))[0]
    assert Penalties({"*.tmx": 4, "news*": 7, "other": 20}).of(match) == 7
    dated = TranslationUnit(pair("Old.", "قديم.").variants, changed=datetime(2020, 1, 1, tzinfo=UTC))
    memory.add([dated], Source("b"))
    old = Lookup(memory, "en", "ar").find(Query("Old."))[0]
    assert Penalties(year=2).of(old, datetime(2023, 6, 1, tzinfo=UTC)) == 6


def test_a_deleted_unit_is_not_found(memory: Memory) -> None:
    lookup = Lookup(memory, "en", "ar")
    assert lookup.find(Query("Yes."))
    memory.add([pair("Gone soon.", "سيذهب.")], Source("b.tmx"))
    assert lookup.find(Query("Gone soon."))
    memory.remove(Selection(document="b.tmx"))
    assert not lookup.find(Query("Gone soon."))


vocabulary = ["the", "a", "ship", "ships", "harbour", "of", "open", "opens", "closed", "today", "12", "report"]
sentences = st.lists(st.sampled_from(vocabulary), min_size=2, max_size=8).map(" ".join)


@settings(deadline=None, max_examples=30)
@given(st.lists(sentences, min_size=1, max_size=40), sentences)
def test_fuzzy_finds_what_an_exhaustive_scan_finds(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], query: str
) -> None:
    with Memory.create(tmp_path_factory.mktemp("fuzzy") / "memory.loom") as memory:
        memory.add([pair(text, "نص") for text in texts], Source("a"))
        found = Lookup(memory, "en", "ar").find(Query(query))
        best = process.extractOne(query, texts, scorer=fuzz.ratio, score_cutoff=70)
        assert bool(found) == bool(best)
        if best:
            assert found[0].percent == int(best[1]) or found[0].kind is Kind.SUBSTITUTED


def test_of_thousands_that_share_words_the_nearest_are_found(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "_WEIGHED", 200)
    monkeypatch.setattr(candidates, "_COMPARED", 100)
    monkeypatch.setattr(candidates, "_SHORTLIST", 20)
    monkeypatch.setattr(candidates, "_SAMPLED", 4)
    chance = random.Random(2)
    names = ["".join(chance.choices("abdeilmnorst", k=chance.randint(3, 9))) for _ in range(400)]
    texts = sorted({f"the {chance.choice(names)} of the {chance.choice(names)} is {word}" for word in names * 8})
    memory.add([pair(text, "نص") for text in texts], Source("b"))
    lookup, hits = Lookup(memory, "en", "ar"), 0
    for text in chance.sample(texts, 40):
        query = text.replace("is", "was").replace("the", "a", 1)
        best = process.extractOne(query, texts, scorer=fuzz.ratio)
        found = lookup.find(Query(query))
        hits += bool(found) and found[0].percent == int(best[1])
    assert hits == 40


def test_words_said_many_times_do_no_harm(memory: Memory) -> None:
    text = "ha " * 200
    memory.add([pair(text, "ها " * 200)], Source("b"))
    lookup = Lookup(memory, "en", "ar")
    assert lookup.find(Query(text))[0].kind is Kind.EXACT
    assert not lookup.find(Query("ho " * 200))


def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
    """Letters counted: a model that knows what a test needs it to know."""
    vectors = np.array(
        [[text.lower().count(letter) + 1e-6 for letter in "abcdefghijklmnopqrstuvwxyz"] for text in texts]
    )
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def test_by_meaning_and_in_step_with_the_memory(memory: Memory) -> None:
    lookup = Lookup(memory, "en", "ar", Options(least=0.9), Semantic(memory, "en", encode, "letters"))
    query = Query("The volunteers, the Council thanked.")
    (found,) = lookup.find(query)
    assert (found.kind, found.source.text) == (Kind.SEMANTIC, "The Council thanked the volunteers.")
    assert found.similarity is not None
    assert found.similarity > 0.99
    memory.add([pair("Thanked the volunteers the Council.", "شكر.")], Source("b"))
    assert {match.suggestion for match in lookup.find(query)} == {"شكر المجلس المتطوعين.", "شكر."}
    memory.remove(Selection(document="b"))
    assert {match.suggestion for match in lookup.find(query)} == {"شكر المجلس المتطوعين."}


def test_a_damaged_index_of_vectors_is_made_anew(memory: Memory) -> None:
    first = Semantic(memory, "en", encode, "letters")
    first.refresh()
    first.path.write_bytes(b"damaged")
    again = Semantic(memory, "en", encode, "letters")
    assert again.nearest("Yes.", 1)[0][0] == 5
    assert Semantic(memory, "en", lambda texts: encode(texts)[:, 3:], "other").nearest("Yes.", 1)[0][0] == 5


CONCORDANCE = [
    ("council", ["Council", "Council"]),
    ("libraries", ["libraries", "library"]),
    ("Municipal Council", ["Municipal Council"]),
    ("المجلس", ["المجلس", "المجلس"]),
    ("كتب", ["الكتب"]),
    ("مكتبة", ["المكتبات", "المكتبة"]),
    ("أعيدت", ["وأعيدت"]),
    ("nothing here", []),
    ("...", []),
]


@pytest.mark.parametrize(("phrase", "expected"), CONCORDANCE)
def test_concordance(memory: Memory, phrase: str, expected: list[str]) -> None:
    hits = list(Concordance(memory).find(phrase))
    assert [hit.variant.text[slice(*span)] for hit in hits for span in hit.spans] == expected


def test_concordance_on_one_side_only(memory: Memory) -> None:
    assert next(iter(Concordance(memory).find("12", ["ar"]))).variant.language == "ar"
    assert len(list(Concordance(memory).find("12"))) == 2
