"""Fitting the bead score: the beads that it looks at, and that the gradient is one."""

import json
from pathlib import Path

import numpy as np
import pytest

from aligner.evaluation import GoldDocument, GoldSet
from aligner.searching.flow import DoubleArray
from tests.aligner.conftest import KnownWordsEncoder
from tests.training.conftest import document, gold_set
from training import weights
from training.copies import Copy, prepared
from training.likelihood import Batch, fit, in_batches, likelihood
from training.pieces import Piece, feature_names, find_pieces


@pytest.fixture(scope="module")
def start(copies: list[Copy]) -> DoubleArray:
    names = feature_names(copies[0].searcher)
    return np.random.default_rng(1).normal(0, 0.3, len(names) + 2)


def pieces(copies: list[Copy], probable: DoubleArray, least: float) -> list[Piece]:
    names = feature_names(copies[0].searcher)
    return [piece for copy in copies for piece in find_pieces(copy, names, probable, least)]


@pytest.fixture(scope="module")
def batches(copies: list[Copy], start: DoubleArray) -> list[Batch]:
    return list(in_batches(pieces(copies[:3], start, 1e-9), {0: 80}))


def test_the_gradient_is_the_slope(batches: list[Batch], start: DoubleArray) -> None:
    _, gradient = likelihood(start, batches)
    for number in (0, 3, 7, -2, -1):
        step = np.zeros_like(start)
        step[number] = 1e-3
        slope = (likelihood(start + step, batches)[0] - likelihood(start - step, batches)[0]) / 2e-3
        assert gradient[number] == pytest.approx(slope, rel=0.01, abs=0.02)


def test_beads_that_no_path_takes_change_nothing(copies: list[Copy], start: DoubleArray) -> None:
    start = start + np.array(
        [3.0 if name == "coverage" else 0 for name in [*feature_names(copies[0].searcher), "", ""]]
    )
    every, few = pieces(copies[:3], start, 0.0), pieces(copies[:3], start, 1e-7)
    assert sum(len(piece.features) for piece in few) < 0.5 * sum(len(piece.features) for piece in every)
    assert [piece.gold.tolist() for piece in few] == [piece.gold.tolist() for piece in every]
    close = start + np.random.default_rng(2).normal(0, 0.05, len(start))
    for probable in (start, close):
        whole, pruned = (likelihood(probable, list(in_batches(found, {0: 80}))) for found in (every, few))
        assert pruned[0] == pytest.approx(whole[0], abs=0.01)
        assert pruned[1] == pytest.approx(whole[1], abs=0.05)


def test_pieces_count_by_their_set_and_by_their_copy(copies: list[Copy], start: DoubleArray) -> None:
    found = pieces(copies, start, 1e-6)
    alone = sum(Batch.of([piece], 1.0).gold.sum() for piece in found if piece.kind == "strangers")
    [batch] = in_batches([piece for piece in found if piece.kind == "strangers"], {0: 100})
    assert batch.weight == pytest.approx(0.6 * 2)
    assert batch.gold.sum() == pytest.approx(alone)


def test_fitting_makes_the_gold_paths_likelier(batches: list[Batch], start: DoubleArray) -> None:
    fitted = fit(batches, start, 0.5, 15)
    assert likelihood(fitted, batches)[0] > 0.2 * likelihood(start, batches)[0]
    assert likelihood(fitted, batches, margin=0.0)[0] <= 1e-3


def test_text_of_one_side_alone_is_nothing_to_learn_from(start: DoubleArray) -> None:
    one, other = document("a"), document("b")
    alone = [((row,), ()) for row in range(40)]  # as many beads as a piece has
    shifted = [(tuple(row + 40 for row in rows), columns) for rows, columns in one.links]
    gap = GoldDocument("gap", other.source[:40] + one.source, one.target, (*alone, *shifted))
    found = pieces(list(prepared([GoldSet("set", "en", "ar", (gap, other))], KnownWordsEncoder())), start, 1e-6)
    assert found
    assert all(min(piece.sizes) > 0 for piece in found)


def test_the_program_writes_both_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(gold_set(), tmp_path)
    monkeypatch.setattr(weights, "load_encoder", lambda model: KnownWordsEncoder())
    output = tmp_path / "weights.json"
    command = ["weights", str(tmp_path / "set"), "-o", str(output), "--rounds", "3"]
    monkeypatch.setattr("sys.argv", command)
    weights.main()
    both = json.loads(output.read_text())
    assert both["words"]["features"].keys() > both["pooled"]["features"].keys() > {"cosine", "length"}
    monkeypatch.setattr("sys.argv", [*command, "--kind", "pooled", "--penalty", "50"])
    weights.main()
    again = json.loads(output.read_text())
    assert again["words"] == both["words"]
    assert abs(again["pooled"]["features"]["cosine"]) < abs(both["pooled"]["features"]["cosine"])


def write(gold: GoldSet, folder: Path) -> None:
    """As ``read_set`` reads it."""
    for one in gold.documents:
        files = {"en": one.source, "xx": one.target, "gold": [f"{list(own)}:{list(other)}" for own, other in one.links]}
        for name, rows in files.items():
            place = folder / gold.name / name
            place.mkdir(parents=True, exist_ok=True)
            (place / one.name).write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
