from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import Bead, Extent, Granularity, Options, Unit, WordEncoder, align, load_encoder
from aligner.refining.clauses import profile_clauses, split_clauses
from aligner.scoring.profile import profile
from aligner.units import text_of
from corpus import Bitext, Side, read_bitext
from tests.aligner.conftest import KnownWordsEncoder


@pytest.mark.parametrize(
    "marked",
    [
        "But we also recognise that nobody wins a war, ‖and that the year has cost us dearly.",
        "Our work is not over: ‖the Council will go on with it.",
        "لقد أثبت السكان مرة أخرى في هذا اليوم، ‖لكننا ندرك أنه لا يوجد منتصر في الحرب.",
        "عاد الصيادون إلى بيوتهم مساءً ‖وعادت معهم القوارب إلى الميناء.",
        "Doctors, nurses, ‖drivers and cooks, ‖all of them helped last night.",
        "A short one, no.",
        "It cost 4,200,000 dinars and a great deal of patience.",
        "بلغت الكلفة 4،200،000 دينار ‖وكثيرًا من الصبر الجميل.",
        "The old harbour ‖— closed since the great storm ‖— will open again in the spring.",
        "She said “we will come, and we will stay, whatever it costs us” to all of them.",
        "قالت «سنأتي، وسنبقى، وسنعمل مهما كلفنا الأمر» لكل من حضر الاجتماع.",
        "市议会今天上午在旧港口图书馆前正式宣布了新的决定，‖图书馆将在今年秋天的第一个星期六重新开放。",
    ],
)
def test_clauses_end_where_a_sentence_may_be_cut(marked: str) -> None:
    text = marked.replace("‖", "")
    assert [text[clause.start : clause.end] for clause in split_clauses(0, text)] == marked.split("‖")


@given(st.text(alphabet="ab ,;،؛—:，و«»()1", max_size=60))
def test_no_character_is_lost(text: str) -> None:
    clauses = list(split_clauses(3, text))
    assert "".join(text[clause.start : clause.end] for clause in clauses) == text
    assert [clause.is_last for clause in clauses] == [False] * (len(clauses) - 1) + [True]


def test_the_words_of_a_clause_are_those_of_its_text() -> None:
    encoder = load_encoder()
    assert isinstance(encoder, WordEncoder)
    texts = [
        "لقد أثبت السكان مرة أخرى، لكننا ندرك أنه لا يوجد منتصر في الحرب.",
        "A short one.",
        "市议会今天上午宣布了，图书馆将开放。",
    ]
    side = profile(texts, encoder)
    found = profile_clauses([Bead(range(3), range(3), 1.0)], (side, side), encoder)
    clauses = [texts[clause.segment][clause.start : clause.end] for clause in found.clauses[0]]
    words, alone = found.profiles[0].words, encoder.words(clauses)
    assert len(clauses) == 5
    assert words is not None
    assert words.starts.tolist() == alone.starts.tolist()
    assert words.places.tolist() == alone.places.tolist()
    assert words.vectors[words.types] == pytest.approx(alone.vectors[alone.types], abs=1e-6)


def words(letter: str, count: int) -> str:
    return " ".join(f"{letter}{number}word" for number in range(count))


def test_a_sentence_that_two_beads_cut_apart_joins_them() -> None:
    source = [words("a", 9) + ".", words("b", 6) + ", " + words("c", 9) + ".", words("d", 9) + "."]
    target = [words("a", 9) + ", " + words("b", 6) + ".", words("c", 9) + ".", words("d", 9) + "."]
    found = align(source, target, KnownWordsEncoder(), Options(granularity=Granularity.SENTENCE))
    assert [(list(bead.source), list(bead.target)) for bead in found] == [([0, 1], [0, 1]), ([2], [2])]


def test_a_clause_that_stands_in_several_places_joins_nothing() -> None:
    refrain = words("r", 6)
    source = [f"{refrain}, {words(letter, 9)}." for letter in "abcd"]
    found = [(list(bead.source), list(bead.target)) for bead in align(source, source, KnownWordsEncoder())]
    assert found == [([number], [number]) for number in range(4)]


JOINED = [f"{words('a', 8)}, {words('b', 9)}, {words('c', 8)}.", words("d", 9) + "."]
APART = [words(letter, 8) + "." for letter in "abcd"]


def texts(units: tuple[Unit, ...], side: list[str]) -> list[str]:
    return [
        " ".join(
            side[index][unit.target.start if index == run[0] else 0 : unit.target.end if index == run[-1] else None]
            for index in run
        )
        for unit in units
        for run in (unit.target.segments,)
    ]


@pytest.mark.parametrize("granularity", [Granularity.AUTO, Granularity.CLAUSE])
def test_each_sentence_gets_its_clause(granularity: Granularity) -> None:
    found = align(APART, JOINED, KnownWordsEncoder(), Options(granularity=granularity))
    units = found.beads[0].units()
    assert [list(unit.source.segments) for unit in units] == [[0], [1], [2]]
    assert texts(units, JOINED) == [f"{words('a', 8)}, ", f"{words('b', 9)}, ", f"{words('c', 8)}."]
    assert all(unit.shape == "3-1" and 0 < unit.score <= max(found.beads[0].ends) for unit in units)
    assert [list(unit.source.segments) for unit in found.beads[1].units()] == [[3]]


def test_the_other_direction_cuts_the_source() -> None:
    found = align(JOINED, APART, KnownWordsEncoder())
    assert next((unit.source.start, unit.source.end) for unit in found.beads[0].units()) == (0, JOINED[0].index("b0"))
    assert [list(unit.target.segments) for unit in found.beads[0].units()] == [[0], [1], [2]]


def test_sentences_stay_whole_where_that_is_asked() -> None:
    found = align(APART, JOINED, KnownWordsEncoder(), Options(granularity=Granularity.SENTENCE))
    assert [bead.parts for bead in found] == [(), ()]


def test_nothing_is_cut_where_no_clause_ends() -> None:
    joined = [JOINED[0].replace(",", ""), JOINED[1]]
    found = align(APART, joined, KnownWordsEncoder(), Options(granularity=Granularity.CLAUSE))
    assert [bead.shape for bead in found] == ["3-1", "1-1"]
    assert found.beads[0].parts == ()


def test_parts_below_a_score_are_put_together_again() -> None:
    found = align(APART, JOINED, KnownWordsEncoder())
    bead = found.beads[0]
    lowest = min(part.score for part in bead.parts)
    assert found.at_least(lowest).beads[0].parts == bead.parts
    if lowest < bead.score:
        assert found.at_least((lowest + bead.score) / 2).beads[0].parts == ()


def test_the_real_press_release_comes_out_right(shared: Path) -> None:
    bitext = read_bitext(shared / "samples" / "alliance-release.en-ar.txt")
    sides = list(bitext.source.texts()), list(bitext.target.texts())
    alignment = align(*sides, options=Options(granularity=Granularity.CLAUSE))
    assert [f"{list(bead.source)}:{list(bead.target)}" for bead in alignment][:4] == [
        "[0]:[0]", "[1]:[1]", "[2]:[2]", "[3, 4, 5, 6, 7]:[3, 4]",
    ]  # fmt: skip
    found = [[text_of(side, extent) for side, extent in _sides(bitext, unit)] for unit in alignment.units()]
    ends = {english[:24]: (arabic[:12], arabic[-12:]) for english, arabic in found}
    assert ends["We remember the thousand"][1].endswith("شرق ليبيا،")
    assert ends["And as we look to the fu"][0].startswith("وبينما نتطلع")
    assert ends["Our work is not over: th"][1].endswith("السياسية،")
    assert ends["We will continue to cham"][0].startswith("سنستمر في")
    assert "".join("".join(arabic.split()) for _, arabic in found) == "".join(
        "".join(text.split()) for text in sides[1]
    )


def _sides(bitext: Bitext, unit: Unit) -> tuple[tuple[Side, Extent], tuple[Side, Extent]]:
    return (bitext.source, unit.source), (bitext.target, unit.target)
