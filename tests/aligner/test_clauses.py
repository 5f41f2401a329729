from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import align
from aligner.clauses import split_clauses
from corpus import read_bitext
from tests.aligner.conftest import KnownWordsEncoder


@pytest.mark.parametrize(
    "marked",
    [
        "But we also recognise that nobody wins a war, ‖and that the year has cost us dearly.",
        "Our work is not over: ‖the Council will go on with it.",
        "لقد أثبت السكان مرة أخرى في هذا اليوم، ‖لكننا ندرك أنه لا يوجد منتصر في الحرب.",
        "Doctors, nurses, drivers and cooks, ‖all of them helped last night.",
        "A short one, no.",
        "It cost 4,200,000 dinars and a great deal of patience.",
        "The old harbour — ‖closed since the great storm — ‖will open again in the spring.",
        "市议会今天上午在旧港口图书馆前正式宣布了新的决定，‖图书馆将在今年秋天的第一个星期六重新开放。",
    ],
)
def test_clauses_end_at_punctuation_and_are_no_scraps(marked: str) -> None:
    assert split_clauses([marked.replace("‖", "")]).texts == tuple(marked.split("‖"))


@given(st.lists(st.text(alphabet="ab ,;،؛—:，"), max_size=5))
def test_no_character_is_lost(segments: list[str]) -> None:
    clauses = split_clauses(segments)
    for owner, segment in enumerate(segments):
        parts = [text for text, own in zip(clauses.texts, clauses.owners, strict=True) if own == owner]
        assert "".join(parts) == segment


def words(letter: str, count: int) -> str:
    return " ".join(f"{letter}{number}word" for number in range(count))


def test_a_sentence_that_two_beads_cut_apart_joins_them() -> None:
    source = [words("a", 9) + ".", words("b", 6) + ", " + words("c", 9) + ".", words("d", 9) + "."]
    target = [words("a", 9) + ", " + words("b", 6) + ".", words("c", 9) + ".", words("d", 9) + "."]
    found = [(list(bead.source), list(bead.target)) for bead in align(source, target, KnownWordsEncoder())]
    assert found == [([0, 1], [0, 1]), ([2], [2])]


def test_a_clause_that_stands_in_several_places_joins_nothing() -> None:
    refrain = words("r", 6)
    source = [f"{refrain}, {words(letter, 9)}." for letter in "abcd"]
    found = [(list(bead.source), list(bead.target)) for bead in align(source, source, KnownWordsEncoder())]
    assert found == [([number], [number]) for number in range(4)]


def test_the_real_press_release_comes_out_right(shared: Path) -> None:
    bitext = read_bitext(shared / "samples" / "alliance-release.en-ar.txt")
    alignment = align(list(bitext.source.texts()), list(bitext.target.texts()))
    assert [f"{list(bead.source)}:{list(bead.target)}" for bead in alignment] == [
        "[0]:[0]", "[1]:[1]", "[2]:[2]", "[3, 4, 5, 6, 7]:[3, 4]", "[8, 9]:[5]", "[10]:[6]", "[11]:[7]",
        "[]:[8]", "[12]:[]",
    ]  # fmt: skip
    assert all(bead.score > 0.99 for bead in alignment.pairs())
