"""What all units say together, and words without what is written on to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.terminology.evidence import Run
from aligner.terminology.pooling import pool
from aligner.terminology.wording import Wording


def run(key: str, score: float) -> Run:
    return Run(0, len(key), tuple(key.split()), score)


def test_units_agree_on_what_most_of_them_have() -> None:
    sure = [run("a b", 1.0), run("a", 0.8)]
    torn = [run("a c", 0.92), run("a b", 0.9)]
    chosen = pool([sure, sure, sure, torn])
    assert [best and best[0].key for best in chosen] == [("a", "b")] * 4


def test_strong_evidence_stands_against_the_others() -> None:
    chosen = pool([[run("a", 1.0)]] * 3 + [[run("b", 2.0), run("a", 0.2)]])
    assert chosen[-1] is not None
    assert chosen[-1][0].key == ("b",)


def test_a_unit_without_evidence_has_no_translation() -> None:
    assert pool([[], [run("a", 0.01)]]) == [None, None]


@given(st.lists(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 3)), max_size=4), max_size=6))
def test_what_is_chosen_is_a_run_of_its_unit(units: list[list[tuple[str, float]]]) -> None:
    runs = [[run(key, score) for key, score in unit] for unit in units]
    for own, best in zip(runs, pool(runs), strict=True):
        assert best is None or (best[0] in own and 0 < best[1] <= 1)


@pytest.mark.parametrize(
    ("phrase", "bare"),
    [
        ("لحكومة الوفاق", "حكومة الوفاق"),
        ("للحكومة الجديدة", "الحكومة الجديدة"),
        ("والمجتمع المدني", "المجتمع المدني"),
        ("وَبِالحكومة", "الحكومة"),
        ("كتاب", "كتاب"),
        ("وزير الصحة", "وزير الصحة"),
    ],
)
def test_a_phrase_without_clitics(phrase: str, bare: str) -> None:
    assert Wording([], "ar").without_clitics(phrase) == bare


@given(st.text(alphabet="وبالكتحم ةَِ-.", max_size=30))
def test_what_is_left_of_a_text_keeps_its_places(text: str) -> None:
    bare, places = Wording([text], "ar").bare(text)
    assert [text[place] for place in places[:-1]] == list(bare)
    assert places[-1] == len(text)
