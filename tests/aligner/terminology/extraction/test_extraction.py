"""Terms out of units, with the embedded model; the texts are invented."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

import aligner
from aligner.explanation import require_words
from aligner.terminology.extraction.candidate import Candidate, Unit
from aligner.terminology.extraction.extract import Options, extract
from aligner.terminology.extraction.glossary import glossary_of
from tmx.terms.concept import TermType

HARBOUR = (
    ("The Harbour Authority published the tide table today.", "نشرت هيئة الميناء جدول المد والجزر اليوم."),
    ("Every captain must read the tide table.", "على كل قبطان أن يقرأ جدول المد والجزر."),
    ("A fishing licence costs forty dollars.", "تكلف رخصة الصيد أربعين دولارا."),
    ("Without a fishing licence nobody may enter the reserve.", "لا يجوز لأحد دخول المحمية دون رخصة صيد."),
    ("We renewed our fishing licences for the winter.", "جددنا رخص الصيد للشتاء."),
    ("The lawyer demanded the release of political prisoners.", "طالب المحامي بالإفراج عن السجناء السياسيين."),
    ("Yesterday we met Layla Mansour at the harbour.", "التقينا أمس ليلى منصور في الميناء."),
    ("The speech of Layla Mansour was short.", "كانت كلمة ليلى منصور قصيرة."),
    ("They wrote about human rights in the newspaper.", "كتبوا عن حقوق الإنسان في الصحيفة."),
    ("The committee for human rights meets tomorrow.", "تجتمع لجنة حقوق الإنسان غدا."),
    ("Nobody doubts human rights.", "لا أحد يشك في حقوق الإنسان."),
)


def found(rows: Sequence[tuple[str, str]], **options: object) -> list[Candidate]:
    units = [Unit(one, other, number, "harbour.txt") for number, (one, other) in enumerate(rows, 1)]
    return extract(units, ("en", "ar"), require_words(aligner.load_encoder()), Options(**options))  # type: ignore[arg-type]


def pairs(rows: Sequence[tuple[str, str]], **options: object) -> dict[str, str]:
    return {one.source.text: one.target.text for one in reversed(found(rows, **options))}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("human rights", "حقوق الإنسان"),
        ("political prisoners", "السجناء السياسيين"),
        ("Layla Mansour", "ليلى منصور"),
    ],
)
def test_a_small_text_gives_its_terms_whole(source: str, target: str) -> None:
    assert pairs(HARBOUR).get(source) == target


def test_number_and_article_make_no_other_term() -> None:
    licence = [one for one in found(HARBOUR, least=2, score=0.2) if "licence" in one.source.text]
    assert [one.source.text for one in licence] == ["fishing licence"]
    assert licence[0].source.variants == ("fishing licences",)
    assert {licence[0].target.text, *licence[0].target.variants} >= {"رخصة الصيد", "رخصة صيد"}


def test_names_are_marked_and_terms_are_not() -> None:
    marked = {one.source.text: one.is_entity for one in found(HARBOUR)}
    assert marked["Layla Mansour"]
    assert not marked["human rights"]


def test_nothing_is_a_fragment() -> None:
    for one in found(HARBOUR, score=0.0):
        for word in (one.source.text.split()[0], one.source.text.split()[-1]):
            assert word.lower() not in {"the", "of", "for", "a", "and", "must", "was"}


def test_the_surest_comes_first_and_scores_are_probabilities() -> None:
    scores = [one.score for one in found(HARBOUR, score=0.0)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_least_units_and_least_score_hold() -> None:
    assert all(one.count >= 2 for one in found(HARBOUR, least=2, score=0.0))
    assert all(one.score >= 0.7 for one in found(HARBOUR, score=0.7))


def test_words_of_the_stop_list_are_in_no_term() -> None:
    assert "human rights" in pairs(HARBOUR)
    assert not [source for source in pairs(HARBOUR, stops=["rights"], score=0.0) if "rights" in source]


def test_seeds_are_not_proposed_again() -> None:
    assert "human rights" not in pairs(HARBOUR, seeds=[("Human Rights", "حقوق الإنسان")])


def test_longest_counts_words() -> None:
    assert all(len(source.split()) == 1 for source in pairs(HARBOUR, longest=1, score=0.0) if " of " not in source)


def test_the_other_direction_finds_the_same_names() -> None:
    units = [Unit(other, one, number) for number, (one, other) in enumerate(HARBOUR, 1)]
    back = extract(units, ("ar", "en"), require_words(aligner.load_encoder()))
    assert ("ليلى منصور", "Layla Mansour") in {(one.source.text, one.target.text) for one in back}


@pytest.mark.parametrize(
    ("rows", "languages"),
    [
        ([], ("en", "ar")),
        ([("", "")], ("en", "ar")),
        ([("...", "12 %")], ("en", "ar")),
        ([("The port is open.", "")], ("en", "ar")),
        ([("港口今天开放。", "The port is open today."), ("港口", "port")], ("zh", "en")),
        ([("ท่าเรือเปิดวันนี้", "Der Hafen ist heute offen.")], ("th", "de")),
        ([("a\nb\u2028c", "ب\r\nت")], ("qaa", "ar-LY")),
    ],
)
def test_texts_without_terms_or_spaces_do_no_harm(rows: list[tuple[str, str]], languages: tuple[str, str]) -> None:
    units = [Unit(one, other) for one, other in rows]
    extract(units, languages, require_words(aligner.load_encoder()), Options(score=0.0))


def test_what_stays_in_its_script_is_no_translation() -> None:
    rows = [(f"The {word} virus is new here.", f"فيروس {word} جديد هنا.") for word in ("RaTG13", "RaTG13", "WIV1")]
    assert not [one for one in found(rows, score=0.0) if one.source.text == one.target.text]


def test_a_glossary_says_counts_scores_examples_and_names() -> None:
    units = [Unit(one, other, number, "harbour.txt") for number, (one, other) in enumerate(HARBOUR, 1)]
    glossary = glossary_of(found(HARBOUR), units, ("en", "ar"), "harbour")
    concept = next(one for one in glossary.concepts if one.terms[0].text == "Layla Mansour")
    source, target = next(concept.terms_in("en")), next(concept.terms_in("ar"))
    assert (source.property("x-count"), source.property("x-entity")) == ("2", "yes")
    assert 0 <= float(target.property("x-score")) <= 1
    assert "Layla Mansour" in source.property("x-example")
    assert "ليلى منصور" in target.property("x-example")
    assert concept.property("x-unit").startswith("harbour.txt ")
    ids = [one.id for one in glossary.concepts]
    assert len(ids) == len(set(ids))
    assert all(term.type is not TermType.VARIANT for one in glossary.concepts for term in one.terms[:1])


def test_a_glossary_has_at_most_so_many_terms() -> None:
    units = [Unit(*row) for row in HARBOUR]
    assert len(glossary_of(found(HARBOUR), units, ("en", "ar"), "harbour", 2).concepts) == 2


def test_the_same_units_give_the_same_terms() -> None:
    assert found(HARBOUR) == found(HARBOUR)


def test_an_abbreviation_is_translated_by_what_it_stands_for() -> None:
    rows = [
        ("The WPA closed the reserve.", "أغلقت هيئة حماية المياه المحمية."),
        ("Ask the WPA for a licence.", "اطلب رخصة من هيئة حماية المياه."),
        ("Every captain knows the WPA.", "كل قبطان يعرف هيئة حماية المياه."),
        ("The WPA published a map.", "نشرت هيئة حماية المياه خريطة."),
    ]
    assert pairs(rows, score=0.3).get("WPA") == "هيئة حماية المياه"


def test_new_is_a_part_of_a_name_and_of_no_other_term() -> None:
    rows = [
        ("Our boat sailed to New Marsa City again.", "أبحر قاربنا إلى مدينة نيو مرسى من جديد."),
        ("The mayor of New Marsa City met the captain.", "التقى عمدة مدينة نيو مرسى القبطان."),
        ("We bought a new fishing licence.", "اشترينا رخصة صيد جديدة."),
    ]
    sources = set(pairs(rows, score=0.0))
    assert "New Marsa City" in sources
    assert not {"Marsa City", "Marsa", "new fishing licence"} & sources


def test_a_term_of_an_adjective_alone_is_found_and_a_judgement_is_none() -> None:
    rows = [
        (f"The {noun} is {kind}.", f"{arabic} {word}.")
        for noun, arabic in (("disease", "المرض"), ("illness", "الداء"), ("tract", "المجرى"))
        for kind, word in (("respiratory", "تنفسي"), ("happy", "سعيد"))
    ]
    found_terms = pairs(rows, score=0.0)
    assert "respiratory" in found_terms


def test_of_several_translations_the_most_frequent_is_the_first_of_its_concept() -> None:
    units = [Unit(*row) for row in HARBOUR]
    one = next(one for one in found(HARBOUR) if one.source.text == "human rights")
    rare = replace(one, target=replace(one.target, text="حقوق الناس", variants=()), count=1, score=1.0)
    concept = glossary_of([rare, one], units, ("en", "ar"), "harbour").concepts[0]
    assert next(concept.terms_in("ar")).text == one.target.text
    assert concept.property("x-score") == "1.00"


def test_wide_writing_is_not_the_form_that_stands_for_a_term() -> None:
    rows = [
        ("Human rights matter.", "حقــوق الإنسان مهمة."),
        ("We defend human rights.", "ندافع عن حقــوق الإنسان."),
        ("They discussed human rights.", "ناقشوا حقوق الإنسان."),
    ]
    assert pairs(rows).get("human rights") == "حقوق الإنسان"
