"""Fitting the bead score: what it learns from, and that the gradient is one."""

import numpy as np
import pytest

from aligner.align import Options, prepare
from aligner.evaluation import GoldDocument, GoldSet
from tests.aligner.conftest import KnownWordsEncoder
from training.weights import (
    Piece,
    all_pieces,
    feature_names,
    fit,
    lacking,
    likelihood,
    piece,
    runs,
    unrelated,
    with_strangers,
)


def document(letter: str) -> GoldDocument:
    """Forty sentences; every fifth of the target is two of the source, every ninth has no source."""
    source: list[str] = []
    target: list[str] = []
    links: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for number in range(40):
        halves = [" ".join(f"{letter}{number}{half}{word}" for word in range(5)) for half in "xy"]
        one = [] if number % 9 == 8 else halves if number % 5 == 4 else [" ".join(halves)]
        links.append((tuple(range(len(source), len(source) + len(one))), (len(target),)))
        source += one
        target.append(" ".join(halves))
    return GoldDocument(letter, tuple(source), tuple(target), tuple(links))


@pytest.fixture(scope="module")
def pieces() -> list[Piece]:
    encoder, options = KnownWordsEncoder(), Options(largest=4)
    searcher = prepare(document("a").source, document("a").target, encoder, options)
    names = feature_names(searcher)
    return [piece(run, searcher, names, 1.0) for run in runs(document("a"), 4)]


def test_the_gradient_is_the_slope(pieces: list[Piece]) -> None:
    weights = np.random.default_rng(1).normal(0, 0.3, pieces[0].features.shape[3] + 2)
    _, gradient = likelihood(weights, pieces)
    for number in (0, 3, 7, -2, -1):
        step = np.zeros_like(weights)
        step[number] = 1e-3
        slope = (likelihood(weights + step, pieces)[0] - likelihood(weights - step, pieces)[0]) / 2e-3
        assert gradient[number] == pytest.approx(slope, rel=0.01, abs=0.02)


def test_fitting_makes_the_gold_paths_likelier(pieces: list[Piece]) -> None:
    start = np.zeros(pieces[0].features.shape[3] + 2)
    fitted = fit(pieces, start, 0.5, 15)
    assert likelihood(fitted, pieces)[0] > 0.2 * likelihood(start, pieces)[0]
    assert likelihood(fitted, pieces)[0] <= 1e-3


@pytest.mark.parametrize("side", [0, 1])
def test_a_lacking_copy_keeps_the_rest_in_order(side: int) -> None:
    whole = document("a")
    copy = lacking(whole, side)
    kept = (copy.source, copy.target)[side]
    assert 0.5 < len(kept) / len((whole.source, whole.target)[side]) < 0.8
    assert (copy.source, copy.target)[1 - side] == (whole.source, whole.target)[1 - side]
    check_links(copy)


def test_text_of_one_side_alone_is_nothing_to_learn_from() -> None:
    one, other = document("a"), document("b")
    alone = [((row,), ()) for row in range(40)]  # as many beads as a piece has
    shifted = [(tuple(row + 40 for row in rows), columns) for rows, columns in one.links]
    gap = GoldDocument("gap", other.source[:40] + one.source, one.target, (*alone, *shifted))
    encoder = KnownWordsEncoder()
    names = feature_names(prepare(one.source, one.target, encoder, Options()))
    found = list(all_pieces([GoldSet("set", "en", "ar", (gap, other))], encoder, names))
    assert found
    assert all(min(piece.possible.shape[0], piece.possible.shape[2]) > 1 for piece in found)


def test_strangers_stand_alone() -> None:
    whole, other = document("a"), document("b")
    copy = with_strangers(whole, other)
    check_links(copy)
    strangers = [text for text in copy.source + copy.target if text.startswith("b")]
    assert len(strangers) == 5
    for link in copy.links:
        texts = [copy.source[index] for index in link[0]] + [copy.target[index] for index in link[1]]
        assert len(texts) == 1 or not any(text.startswith("b") for text in texts)


def test_unrelated_texts_have_no_pair() -> None:
    copy = unrelated(document("a"), document("b"))
    assert not any(source and target for source, target in copy.links)
    assert len(copy.source) == len(copy.target) == 40


def check_links(copy: GoldDocument) -> None:
    assert [index for link in copy.links for index in link[0]] == list(range(len(copy.source)))
    assert [index for link in copy.links for index in link[1]] == list(range(len(copy.target)))
