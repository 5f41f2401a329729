from collections.abc import Callable
from dataclasses import replace

import pytest

from aligner.exporting.joining import taken_for_one, whole_sentences
from aligner.exporting.pairs import Pair, pair_of
from aligner.exporting.sources import Source, Sources
from tests.aligner.exporting.conftest import Unit
from tmx import TranslationUnit

Units = list[TranslationUnit]


def pairs(units: Units) -> list[Pair]:
    return [pair for unit in units if (pair := pair_of(unit, ("ar", "en"), 1.0))]


def joined(units: Units, text: str = "") -> list[tuple[str, str]]:
    sources = Sources((), {"a.txt": Source.of(text)} if text else {})
    return [(pair.source, pair.target) for pair in taken_for_one(pairs(units), sources)]


QUESTION = (("هل نقاوم؟", "Do we resist?"), ("نعم نقاوم.", "Yes, we do."), ("سننتصر!", "We will win!"))


def test_a_question_and_its_answer_are_one_to_omegats_own_rules(document: Callable[..., Units]) -> None:
    assert joined(document(*QUESTION)) == [("هل نقاوم؟ نعم نقاوم.", "Do we resist? Yes, we do.")]


def test_with_the_document_only_what_stands_together_is_joined_as_it_stands(document: Callable[..., Units]) -> None:
    assert joined(document(*QUESTION), "هل نقاوم؟\nنعم نقاوم.") == []
    assert joined(document(*QUESTION), "هل نقاوم؟\u00a0 نعم نقاوم.")[0][0] == "هل نقاوم؟\u00a0 نعم نقاوم."


def test_in_a_row_each_end_may_be_the_end_of_a_paragraph(document: Callable[..., Units]) -> None:
    found = joined(document(("من؟", "Who?"), ("متى؟", "When?"), ("أين؟", "Where?")))
    assert {source for source, _ in found} == {"من؟ متى؟", "متى؟ أين؟", "من؟ متى؟ أين؟"}


@pytest.mark.parametrize(
    ("number", "changes"),
    [
        (1, {"x-source-segments": "7"}),  # a sentence between them has no unit
        (1, {"x-target-segments": "7"}),
        (1, {"x-source-segments": ""}),
        (0, {"text": "عنوان"}),  # a heading
        (1, {"text": "نعم. نقاوم."}),  # OmegaT asks for less
    ],
)
def test_nothing_is_joined_across_a_gap_or_a_break(
    document: Callable[..., Units], number: int, changes: dict[str, str]
) -> None:
    units = document(*QUESTION)
    for kind, text in changes.items():
        units[number] = changed(units[number], kind, text)
    assert joined(units) == []


def changed(unit: TranslationUnit, kind: str, text: str) -> TranslationUnit:
    if kind == "text":
        return replace(unit, variants=(replace(unit.source, text=text), unit.target))
    props = tuple(replace(prop, text=text) if prop.type == kind else prop for prop in unit.properties)
    return replace(unit, properties=props)


def test_a_sentence_that_was_cut_at_a_clause_is_whole_again(unit: Unit) -> None:
    clauses = [
        unit(
            "الدخول مجاني،", "It is free.", score=0.7, bead="1-2", source_file="a", source_segments=4, target_segments=8
        ),
        unit(
            "والباب مفتوح.", "It is open.", score=0.6, bead="1-2", source_file="a", source_segments=4, target_segments=9
        ),
    ]
    (whole,) = whole_sentences(pairs(clauses), Sources())
    assert (whole.source, whole.target) == ("الدخول مجاني، والباب مفتوح.", "It is free. It is open.")
    assert whole.score == 0.7  # the cut between them does not matter any more
    assert whole.unit.property("x-bead") == "1-2"


def test_of_a_part_of_a_bead_the_cuts_at_its_ends_matter(unit: Unit) -> None:
    numbers = {"bead": "2-4", "source_file": "a"}
    clauses = [
        unit("أ ب،", "a.", score=0.9, source_segments=0, target_segments=0, **numbers),
        unit("ج د،", "b.", score=0.5, source_segments=0, target_segments=1, **numbers),
        unit("ه و.", "c.", score=0.8, source_segments=0, target_segments=2, **numbers),
        unit("ز ح.", "d.", score=0.8, source_segments=1, target_segments=3, **numbers),
    ]
    (whole,) = whole_sentences(pairs(clauses), Sources())
    assert (whole.source, whole.target, whole.score) == ("أ ب، ج د، ه و.", "a. b. c.", 0.8)
