import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligner import Alignment, Bead, Options, align
from tests.aligner.conftest import KnownWordsEncoder, PlainEncoder

WORDS = [f"w{number}" for number in range(400)]


def sentences(count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.sample(WORDS, chance.randint(4, 12))) for _ in range(count)]


def shapes(alignment: Alignment) -> list[str]:
    return [f"{list(bead.source)}:{list(bead.target)}" for bead in alignment]


def test_identical_texts_align_one_to_one(encoder: PlainEncoder) -> None:
    text = sentences(30, 1)
    alignment = align(text, text, encoder)
    assert shapes(alignment) == [f"[{number}]:[{number}]" for number in range(30)]
    assert alignment.source_share > 0.9
    assert alignment.target_share > 0.9


def test_joined_and_missing_segments(words_encoder: KnownWordsEncoder) -> None:
    source = sentences(9, 2)
    stranger = " ".join(f"q{number}" for number in range(12))
    target = [source[0], source[1] + " " + source[2], *source[3:5], *source[6:8], stranger, source[8]]
    assert shapes(align(source, target, words_encoder)) == [
        "[0]:[0]", "[1, 2]:[1]", "[3]:[2]", "[4]:[3]", "[5]:[]", "[6]:[4]", "[7]:[5]", "[]:[6]", "[8]:[7]",
    ]  # fmt: skip


def test_what_stands_in_the_place_of_a_translation_is_doubtful_in_the_best_company() -> None:
    english = [
        "The ferry leaves the harbour at six in the morning.",
        "Children under ten travel free of charge.",
        "Please keep your ticket until the end of the journey.",
        "The captain reads the weather report before every departure.",
        "Bicycles are carried on the lower deck.",
        "In winter the last boat returns at four.",
        "Hot tea and fresh bread are sold on board.",
        "Lost luggage is kept in the office for a month.",
    ]
    arabic = [
        "تغادر العبّارة الميناء في السادسة صباحًا.",
        "يسافر الأطفال دون العاشرة مجانًا.",
        "يرجى الاحتفاظ بالتذكرة حتى نهاية الرحلة.",
        "يقرأ القبطان نشرة الطقس قبل كل مغادرة.",
        "تُنقل الدراجات على السطح السفلي.",
        "في الشتاء يعود آخر قارب في الرابعة.",
        "يباع الشاي الساخن والخبز الطازج على متنها.",
        "تُحفظ الأمتعة المفقودة في المكتب لمدة شهر.",
    ]
    assert min(bead.score for bead in align(english, arabic)) > 0.9
    english[4], arabic[4] = "June 4, 2020", "الولايات المتحدة الأمريكية"
    scores = [bead.score for bead in align(english, arabic) if 4 not in bead.source and not bead.is_null]
    assert min(scores) > 0.9
    assert max(bead.score for bead in align(english, arabic) if 4 in bead.source) < 0.8


def test_one_segment_against_eight(words_encoder: KnownWordsEncoder) -> None:
    source = sentences(10, 3)
    target = [source[0], " ".join(source[1:9]), source[9]]
    assert "[1, 2, 3, 4, 5, 6, 7, 8]:[1]" in shapes(align(source, target, words_encoder))
    assert "[1, 2, 3, 4, 5, 6, 7, 8]:[1]" not in shapes(align(source, target, words_encoder, Options(largest=4)))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ([], []),
        ([], ["a"]),
        (["a", "b"], []),
        (["a"], ["a"]),
        ([""], [""]),
        (["", "a b c"], ["a b c", ""]),
        (["?"], ["!"]),
    ],
)
def test_small_and_empty_sides(encoder: PlainEncoder, source: list[str], target: list[str]) -> None:
    check_invariants(align(source, target, encoder), source, target)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text(alphabet="ab .", max_size=12), max_size=9),
    st.lists(st.text(alphabet="ab .", max_size=12), max_size=9),
)
def test_beads_are_monotone_and_cover_every_segment_once(
    encoder: PlainEncoder, source: list[str], target: list[str]
) -> None:
    check_invariants(align(source, target, encoder), source, target)


def test_many_identical_segments(encoder: PlainEncoder) -> None:
    source, target = ["the same words"] * 300, ["the same words"] * 280
    check_invariants(align(source, target, encoder), source, target)


@pytest.mark.parametrize("drop", [0, 150])
def test_long_texts_are_cut_into_sections(words_encoder: KnownWordsEncoder, drop: int) -> None:
    source = [f"{text} n{number} m{number}" for number, text in enumerate(sentences(1300, 6))]
    target = source[:400] + source[400 + drop :]
    seen: list[tuple[int, int]] = []
    alignment = align(source, target, words_encoder, progress=lambda done, total: seen.append((done, total)))
    check_invariants(alignment, source, target)
    right = sum(bead.shape == "1-1" and source[bead.source[0]] == target[bead.target[0]] for bead in alignment)
    assert right >= 0.99 * len(target)
    assert seen[-1] == (1300, 1300)
    assert sum(bead.is_null for bead in alignment) >= drop


def test_ten_thousand_equal_segments_end(words_encoder: KnownWordsEncoder) -> None:
    text = ["the same words"] * 10_000
    found = align(text, text, words_encoder, Options(largest=2))
    check_invariants(found, text, text)


def test_long_unrelated_texts_end(words_encoder: KnownWordsEncoder) -> None:
    source = sentences(1200, 7)
    target = [text.replace("w", "v") for text in sentences(900, 8)]
    check_invariants(align(source, target, words_encoder), source, target)


def test_the_same_input_gives_the_same_output(words_encoder: KnownWordsEncoder) -> None:
    source, target = sentences(50, 9), sentences(60, 10)
    assert align(source, target, words_encoder) == align(source, target, words_encoder)


def test_a_text_is_cut_into_sentences() -> None:
    found = align("The harbour is open. Nobody was hurt.", "الميناء مفتوح. لم يُصب أحد بأذى.")
    assert found.source == ("The harbour is open.", "Nobody was hurt.")
    assert shapes(found) == ["[0]:[0]", "[1]:[1]"]


def test_vectors_are_aligned_without_texts() -> None:
    encoder = PlainEncoder()
    source = sentences(30, 12)
    vectors = encoder.encode(source)
    joined = np.concatenate((vectors[:10], vectors[10:12].sum(0, keepdims=True), vectors[12:]))
    found = align(vectors, joined, encoder)
    assert shapes(found)[9:12] == ["[9]:[9]", "[10, 11]:[10]", "[12]:[11]"]
    check_invariants(found, source, source[1:])


def test_long_blocks_that_changed_places_are_searched_in_sections(words_encoder: KnownWordsEncoder) -> None:
    source = [f"{text} n{number} m{number}" for number, text in enumerate(sentences(3000, 14))]
    target = source[1500:] + source[:1500]  # one search over the moved half would take 2.2 million cells
    found = align(source, target, words_encoder)
    assert sum(source[bead.source[0]] == target[bead.target[0]] for bead in found.pairs()) > 2980
    assert 1480 < sum(bead.is_moved for bead in found) < 1520


def test_blocks_that_changed_places_are_marked(words_encoder: KnownWordsEncoder) -> None:
    source = sentences(120, 13)
    target = source[:30] + source[60:90] + source[30:60] + source[90:]
    found = align(source, target, words_encoder)
    assert all(source[bead.source[0]] == target[bead.target[0]] for bead in found.pairs())
    assert sum(bead.is_moved for bead in found) in range(28, 31)
    assert len(list(found.pairs())) >= 118
    assert [index for bead in found for index in bead.source] == list(range(120))
    assert sorted(index for bead in found for index in bead.target) == list(range(120))


def test_at_least_turns_doubtful_beads_into_null_beads() -> None:
    alignment = Alignment((Bead(range(2), range(1), 0.4), Bead(range(2, 3), range(1, 2), 0.9)), 1, 1)
    kept = alignment.at_least(0.5)
    assert shapes(kept) == ["[0]:[]", "[1]:[]", "[]:[0]", "[2]:[1]"]
    assert [bead.shape for bead in kept] == ["1-0", "1-0", "0-1", "1-1"]
    assert alignment.at_least(0.4) == alignment


def check_invariants(alignment: Alignment, source: list[str], target: list[str]) -> None:
    assert [index for bead in alignment for index in bead.source] == list(range(len(source)))
    assert [index for bead in alignment for index in bead.target] == list(range(len(target)))
    for bead in alignment:
        assert np.isfinite(bead.score)
        assert 0 <= bead.score <= 1
        assert len(bead.source) + len(bead.target) <= 9
        assert bead.source or bead.target
        if bead.is_null:
            assert bead.score == 0
    assert 0 <= alignment.source_share <= 1
    assert 0 <= alignment.target_share <= 1


def test_rows_of_a_table_are_never_left(words_encoder: KnownWordsEncoder) -> None:
    source = sentences(12, 4)
    target = [source[0], source[2], source[1], *source[3:]]  # rows that translate their neighbour, not each other
    rows = [(range(2), range(2)), (range(2, 3), range(2, 3)), (range(5, 8), range(5, 8))]
    alignment = align(source, target, words_encoder, rows=rows)
    check_invariants(alignment, source, target)
    for bead in alignment.pairs():
        for own, other in rows:
            assert (bead.source.start in own) == (bead.target.start in other)
            assert (bead.source.stop - 1 in own) == (bead.target.stop - 1 in other)
    assert "[6]:[6]" in shapes(alignment)


def test_nothing_moves_from_row_to_row(words_encoder: KnownWordsEncoder) -> None:
    text = sentences(40, 8)
    source, target = text, [*text[20:30], *text[:20], *text[30:]]
    assert sum(bead.is_moved for bead in align(source, target, words_encoder)) > 5
    alone = [(range(0), range(number, number + 1)) for number in range(10)]
    both = [(range(number, number + 1), range(number + 10, number + 11)) for number in range(20)]
    rest = [(range(number, number + 1), range(30, 30)) for number in range(20, 30)]
    alignment = align(source, target, words_encoder, rows=[*alone, *both, *rest])
    check_invariants(alignment, source, target)
    assert not any(bead.is_moved for bead in alignment)
    assert shapes(alignment)[:11] == [*(f"[]:[{number}]" for number in range(10)), "[0]:[10]"]


def test_a_row_of_one_side_stays_alone(words_encoder: KnownWordsEncoder) -> None:
    text = sentences(6, 5)
    rows = [(range(1), range(1)), (range(1, 2), range(1, 1)), (range(2, 2), range(1, 2)), (range(2, 3), range(2, 3))]
    alignment = align(text, text, words_encoder, rows=rows)
    check_invariants(alignment, text, text)
    assert shapes(alignment)[:4] == ["[0]:[0]", "[1]:[]", "[]:[1]", "[2]:[2]"]


def test_without_anchors_rows_alone_hold_two_texts_together(words_encoder: KnownWordsEncoder) -> None:
    text = ["w1 w2 w3 w4"] * 30
    rows = [(range(number, number + 1), range(number, number + 1)) for number in range(30)]
    assert shapes(align(text, text, words_encoder, rows=rows)) == [f"[{number}]:[{number}]" for number in range(30)]
