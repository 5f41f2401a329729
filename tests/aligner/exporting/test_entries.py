from dataclasses import replace

from aligner.exporting.cutting import Kind
from aligner.exporting.entries import Entry, entries_of, key_of, resolve
from aligner.exporting.pairs import pair_of
from aligner.exporting.sources import Source, Sources
from aligner.exporting.splitting import Split
from tests.aligner.exporting.conftest import Unit
from tmx import TranslationUnit


def entries(unit: TranslationUnit, text: str = "") -> list[Entry]:
    pair = pair_of(unit, ("ar", "en"), 1.0)
    assert pair
    return list(entries_of(Split(pair), Sources((), {"a.txt": Source.of(text)} if text else {}), 0.9))


def test_a_source_with_other_signs_has_a_plain_twin(unit: Unit) -> None:
    verbatim, twin = entries(unit("قال ‘نعم’\u00a0ثم ذهب.", "He said yes."))
    assert (verbatim.pair.source, twin.pair.source) == ("قال ‘نعم’\u00a0ثم ذهب.", "قال 'نعم' ثم ذهب.")
    assert (verbatim.pair.unit.property("x-normalised"), twin.pair.unit.property("x-normalised")) == ("", "yes")
    assert twin.rank < verbatim.rank
    assert len(entries(unit("ذهب.", "He left."))) == 1


def test_a_source_keeps_its_marks_in_a_file_of_its_own(unit: Unit) -> None:
    found = entries(unit("ذهب\u200f علي.", "Ali left."))
    assert [(entry.kind, key_of(entry)) for entry in found] == [
        (Kind.SENTENCE, "ذهب علي."),
        (Kind.MARKED, "ذهب\u200f علي."),
    ]
    restored = entries(unit("ذهب علي.", "Ali left.", source_file="a.txt"), "\u200fذهب علي.")
    assert [key_of(entry) for entry in restored] == ["ذهب علي.", "\u200fذهب علي."]


def resolved(*rivals: TranslationUnit) -> list[tuple[str, dict[str, str]]]:
    held = [entry for unit in rivals for entry in entries(unit)]
    units = [unit for _, unit in resolve(held, Sources())]
    return [(unit.target.text, {prop.type: prop.text for prop in unit.properties}) for unit in units]


def test_the_best_comes_last_and_others_are_bound_to_their_documents(unit: Unit) -> None:
    found = resolved(
        unit("شكرًا.", "Thank you.", score=0.9, source_file="a.txt", source_segments=1),
        unit("شكرًا.", "Thanks.", score=0.7, source_file="b.txt", source_segments=2),
    )
    assert found[0] == ("Thanks.", {"file": "b.txt"})
    assert found[1][0] == "Thank you."
    assert found[1][1]["x-score"] == "0.9"


def test_in_one_document_others_are_bound_to_the_sentences_around_them(unit: Unit) -> None:
    worse = unit("شكرًا.", "Thanks.", score=0.7, source_file="a.txt", source_segments=5)
    around = unit("", "", context_pre="جاء. رأى.", context_post="ذهب. عاد.").properties
    found = resolved(
        unit("شكرًا.", "Thank you.", score=0.9, source_file="a.txt", source_segments=1),
        replace(worse, variants=(replace(worse.source, properties=around), worse.target)),
    )
    assert found[0] == ("Thanks.", {"file": "a.txt", "prev": "رأى.", "next": "ذهب."})


def test_of_two_for_one_place_the_better_stays_and_of_two_as_good_the_later(unit: Unit) -> None:
    place = {"source_file": "a.txt", "source_segments": 1}
    assert [text for text, _ in resolved(unit("أ.", "a", score=0.9, **place), unit("أ.", "b", score=0.8, **place))] == [
        "a"
    ]
    assert [text for text, _ in resolved(unit("أ.", "a", **place), unit("أ.", "b", **place))] == ["b"]
    assert [text for text, _ in resolved(unit("أ.", "a"), unit("أ.", "b"), unit("أ.", "a"))] == ["b", "a"]
