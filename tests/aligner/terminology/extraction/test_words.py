"""Arabic clitics, inflection, names by their sound."""

import pytest

from aligner.terminology.extraction.classes import Mark, word_classes
from aligner.terminology.extraction.clitics import Parts, has_pronoun, is_verbal, split
from aligner.terminology.extraction.inflection import base_of
from aligner.terminology.extraction.names import name_vectors, skeleton


@pytest.mark.parametrize(
    ("word", "prefix", "article", "rest"),
    [
        ("لحكومه", "ل", False, "حكومه"),
        ("ومنظمات", "و", False, "منظمات"),
        ("للسجنا", "ل", True, "سجنا"),
        ("والصحه", "و", True, "صحه"),
        ("الصحه", "", True, "صحه"),
        ("لجنه", "", False, "لجنه"),
        ("وزاره", "", False, "وزاره"),
        ("كندا", "", False, "كندا"),
        ("والتهاب", "و", False, "التهاب"),
        ("في", "", False, "في"),
    ],
)
def test_clitics_go_and_letters_of_the_word_stay(word: str, prefix: str, article: bool, rest: str) -> None:
    assert split(word, {word}, word_classes("ar")) == Parts(prefix, article, rest)


def test_the_texts_themselves_tell_a_clitic() -> None:
    assert split("وقرنبع", {"وقرنبع"}, word_classes("ar")).rest == "وقرنبع"
    assert split("وقرنبع", {"وقرنبع", "القرنبع"}, word_classes("ar")).rest == "قرنبع"


def test_verbs_and_possessed_nouns_are_seen() -> None:
    classes = word_classes("ar")
    assert is_verbal("يستقطب", set(), classes)
    assert not is_verbal("يونيو", set(), classes)
    assert has_pronoun("عالمنا", set(), classes)
    assert not has_pronoun("مدينه", set(), classes)


@pytest.mark.parametrize(
    ("language", "one", "other", "same"),
    [
        ("en", "licence", "licences", True),
        ("en", "policies", "policy", True),
        ("en", "organisation", "organizations", True),
        ("en", "nation", "national", False),
        ("en", "virus", "viru", False),
        ("ar", "منظمه", "منظمات", True),
        ("ar", "صحيه", "صحي", True),
        ("ar", "صحه", "صحي", False),
        ("ar", "كلمتين", "كلمه", True),
        ("ar", "ريتين", "ريه", True),
    ],
)
def test_inflection_is_no_derivation(language: str, one: str, other: str, same: bool) -> None:
    base = base_of(language)
    assert (base(one) == base(other)) is same


@pytest.mark.parametrize(("latin", "arabic"), [("Haftar", "حفتر"), ("Tripoli", "طرابلس"), ("Hopkins", "هوبكنز")])
def test_names_sound_alike_in_two_scripts(latin: str, arabic: str) -> None:
    one, other, stranger = name_vectors([latin, arabic, "الزيتون"])
    assert one @ other > 0.7 > one @ stranger


def test_a_word_without_consonants_has_no_sound() -> None:
    assert skeleton("") == ""
    assert not name_vectors(["", "و"]).any()


def test_lists_and_stop_lists_mark_words() -> None:
    assert word_classes("en").of("the") & Mark.FUNCTION
    assert word_classes("fr").of("le") & Mark.FUNCTION
    assert word_classes("en", ["Harbour"]).of("harbour") == Mark.FUNCTION
    assert not word_classes("en").of("harbour") & Mark.FUNCTION
    assert word_classes("qaa").of("harbour") == Mark.NONE


@pytest.mark.parametrize(
    ("language", "word", "mark"),
    [
        ("en", "of", Mark.GENITIVE),
        ("en", "the", Mark.BEFORE_NOUN),
        ("en", "will", Mark.BEFORE_VERB),
        ("en", "respiratory", Mark.ADJECTIVE),
        ("ar", "في", Mark.BEFORE_NOUN),
        ("ar", "لم", Mark.BEFORE_VERB),
        ("de", "des", Mark.GENITIVE),
        ("fr", "les", Mark.BEFORE_NOUN),
    ],
)
def test_words_tell_what_follows_them(language: str, word: str, mark: Mark) -> None:
    assert word_classes(language).of(word) & mark
    assert not word_classes(language).of("harbour") & mark
