"""What the benchmarks build and measure, by hand-made examples; the benchmarks themselves are not run."""

import random
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest

from aligner import WordEncoder, Words, load_encoder
from aligner.evaluation import GoldDocument, Link, count, quality
from benchmarks.alignment import expected_calibration_error, with_nulls
from benchmarks.partial import CASES, cut, joined, reordered, swapped
from benchmarks.scaling import Given, growth, synthetic


def pairs_of_texts(document: GoldDocument) -> list[tuple[list[str], list[str]]]:
    """What the links say, whatever the numbers of the segments."""
    return sorted(
        ([document.source[index] for index in source], [document.target[index] for index in target])
        for source, target in document.links
    )


def one_to_one(length: int, name: str = "") -> GoldDocument:
    return GoldDocument(
        name,
        tuple(f"s{name}{index}" for index in range(length)),
        tuple(f"t{name}{index}" for index in range(length)),
        tuple(((index,), (index,)) for index in range(length)),
    )


@pytest.fixture
def document() -> GoldDocument:
    links: tuple[Link, ...] = (((0, 1), (0,)), ((2,), (1, 2)), ((), (3,)), ((3,), (4,)))
    return GoldDocument("x", ("a", "b", "c", "d"), ("A B", "C1", "C2", "-", "D"), links)


def test_cutting_a_target_renumbers_links_and_leaves_its_partners_alone(document: GoldDocument) -> None:
    found = cut(document, 1, lambda index, length: index not in (0, 2))
    assert found.target == ("C1", "-", "D")
    assert found.source == document.source
    assert set(found.links) == {((0,), ()), ((1,), ()), ((2,), (0,)), ((), (1,)), ((3,), (2,))}


def test_cutting_a_source(document: GoldDocument) -> None:
    found = cut(document, 0, lambda index, length: index in (1, 3))
    assert found.source == ("b", "d")
    assert set(found.links) == {((0,), (0,)), ((), (1,)), ((), (2,)), ((), (3,)), ((1,), (4,))}


def test_joined_documents_keep_their_links(document: GoldDocument) -> None:
    other = one_to_one(3, "o")
    found = joined([document, other])
    assert found.source == document.source + other.source
    assert found.links[-1] == ((6,), (7,))
    assert pairs_of_texts(found) == sorted(pairs_of_texts(document) + pairs_of_texts(other))


def test_reordering_moves_links_with_their_segments(document: GoldDocument) -> None:
    found = reordered(document, 1, [4, 3, 1, 2, 0])
    assert found.target == ("D", "-", "C1", "C2", "A B")
    assert found.links == (((0, 1), (4,)), ((2,), (2, 3)), ((), (1,)), ((3,), (0,)))


def test_swapping_exchanges_the_second_and_third_quarter() -> None:
    found = swapped(one_to_one(8))
    assert found.target == ("t0", "t1", "t4", "t5", "t2", "t3", "t6", "t7")
    assert pairs_of_texts(found) == pairs_of_texts(one_to_one(8))
    assert found.links[2] == ((2,), (4,))


def test_swapping_cuts_no_bead_apart() -> None:
    links: tuple[Link, ...] = (((0,), (0,)), ((1,), (1, 2, 3)), ((2,), (4, 5)), ((3,), (6, 7)))
    before = GoldDocument("x", ("a", "b", "c", "d"), tuple("01234567"), links)
    found = swapped(before)
    assert found.target != before.target
    assert pairs_of_texts(found) == pairs_of_texts(before)
    assert all(list(target) == list(range(target[0], target[-1] + 1)) for _, target in found.links)


@pytest.mark.parametrize("name", CASES)
def test_an_aligner_that_knows_everything_scores_one_in_every_case(name: str) -> None:
    found = CASES[name](one_to_one(240))
    assert (found == one_to_one(240)) == (name == "complete")
    assert {index for link in found.links for index in link[0]} == set(range(len(found.source)))
    assert {index for link in found.links for index in link[1]} == set(range(len(found.target)))
    assert quality(count(found.links, found.links)).strict.f1 == 1
    assert all(found.source[left[0]][1:] == found.target[right[0]][1:] for left, right in found.links if left and right)


@pytest.fixture
def texts() -> list[tuple[str, str]]:
    return [(f"foreign {number}.", f"english {number}.") for number in range(700)]


def test_synthetic_links_pair_what_belongs_together(texts: list[tuple[str, str]]) -> None:
    made = synthetic(texts, 500)
    assert 500 <= min(len(made.source), len(made.target)) <= 501

    def numbers(side: Sequence[str], places: Sequence[int]) -> list[str]:
        words = " ".join(side[place] for place in places).replace(";", " ").replace(".", " ").split()
        return [word for word in words if word.isdigit()]

    for left, right in made.links:
        assert not left or not right or numbers(made.source, left) == numbers(made.target, right)
    assert [index for link in made.links for index in link[0]] == list(range(len(made.source)))
    assert [index for link in made.links for index in link[1]] == list(range(len(made.target)))


def test_synthetic_documents_have_the_shapes_promised() -> None:
    made = synthetic([(f"f {number}.", f"e {number}.") for number in range(12_000)], 10_000)
    shapes = Counter((len(left), len(right)) for left, right in made.links)
    shares = {shape: times / len(made.links) for shape, times in shapes.items()}
    assert shares.keys() == {(1, 1), (1, 2), (2, 1), (1, 0), (0, 1)}
    assert shares[1, 2] + shares[2, 1] == pytest.approx(0.10, abs=0.01)
    assert shares[1, 0] == pytest.approx(0.03, abs=0.007)
    assert shares[0, 1] == pytest.approx(0.03, abs=0.007)
    assert len(set(made.source)) == len(made.source)


def test_synthetic_documents_are_the_same_every_time_and_may_outgrow_their_pairs(texts: list[tuple[str, str]]) -> None:
    assert synthetic(texts, 300) == synthetic(texts, 300)
    assert synthetic(texts, 300) != synthetic(texts, 300, seed=2)
    assert len(synthetic(texts, 2000).source) >= 2000


def test_given_vectors_and_words_are_those_of_the_encoder() -> None:
    encoder = load_encoder()
    assert isinstance(encoder, WordEncoder)
    known = ["The library opens on Monday.", "", "Admission is free.", "The port is old."]
    given = Given(encoder, {text: place for place, text in enumerate(known)}, encoder.words(known))
    assert isinstance(given, WordEncoder)
    for texts in ([known[3], known[0], known[1], known[0]], [], ["unknown", known[2]]):
        np.testing.assert_allclose(given.encode(texts), encoder.encode(texts), atol=1e-6)
        found, wanted = given.words(texts), encoder.words(texts)
        np.testing.assert_array_equal(found.starts, wanted.starts)
        np.testing.assert_allclose(_spelled(found), _spelled(wanted), atol=1e-6)


def _spelled(words: Words) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Vector and weight of every word in order."""
    return np.hstack([words.vectors[words.types], words.weights[words.types][:, None]])


def test_growth_is_the_exponent_between_the_last_two() -> None:
    assert growth([100], [1.0]) == "-"
    assert growth([100, 1000, 2000], [1.0, 3.0, 12.0]) == "2.00"


def test_calibration_error_by_hand() -> None:
    # .92 and .98 in a bin, one right: mean .95 against .5, off by .45 with weight 2 of 3; .1 wrong: off by .1.
    assert expected_calibration_error([0.92, 0.98, 0.1], [True, False, False]) == pytest.approx((2 * 0.45 + 0.1) / 3)
    assert expected_calibration_error([1.0, 1.0, 0.0], [True, True, False]) == 0
    assert expected_calibration_error([1.0], [False]) == 1
    # In one bin errors of either direction cancel, in two they do not.
    assert expected_calibration_error([0.4, 0.6], [True, False], bins=1) == pytest.approx(0)
    assert expected_calibration_error([0.4, 0.6], [True, False], bins=2) == pytest.approx(0.6)
    assert expected_calibration_error([], []) == 0


def test_calibration_error_of_calibrated_scores_is_small() -> None:
    chance = random.Random(1)
    scores = [chance.random() for _ in range(20_000)]
    assert expected_calibration_error(scores, [chance.random() < score for score in scores]) < 0.02
    assert expected_calibration_error(scores, [chance.random() < score**2 for score in scores]) > 0.1


def test_what_an_aligner_leaves_out_is_a_null_link(document: GoldDocument) -> None:
    found = with_nulls([((0, 1), (0,)), ((3,), (4,))], document)
    assert found == [((0, 1), (0,)), ((3,), (4,)), ((2,), ()), ((), (1,)), ((), (2,)), ((), (3,))]
