import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from aligner import EvaluationError
from aligner.encoder import FloatArray, Progress, unit
from aligner.evaluation import evaluate_retrieval
from tests.conftest import Loom


class TableEncoder:
    """Texts are row numbers of a matrix."""

    name = "table"

    def __init__(self, rows: FloatArray) -> None:
        self.rows = unit(rows)

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> FloatArray:
        chosen: FloatArray = self.rows[[int(text) for text in texts]]
        return chosen


def test_plain_and_margin_against_the_whole_matrix() -> None:
    chance = np.random.default_rng(1)
    source = chance.standard_normal((1500, 8)).astype(np.float32)
    target = source + 0.6 * chance.standard_normal((1500, 8)).astype(np.float32)
    encoder = TableEncoder(np.concatenate((source, target)))
    numbers = [str(number) for number in range(3000)]
    found = evaluate_retrieval(numbers[:1500], numbers[1500:], encoder, "x")
    cosines = unit(source) @ unit(target).T
    rows, columns = np.sort(cosines, axis=1)[:, -4:].mean(1), np.sort(cosines, axis=0)[-4:].mean(0)
    ratios = 2 * cosines / (rows[:, None] + columns[None, :])
    truth = np.arange(1500)
    for precision, matrix in ((found.plain, cosines), (found.margin, ratios)):
        assert precision.forward == pytest.approx(100 * (matrix.argmax(1) == truth).mean())
        assert precision.backward == pytest.approx(100 * (matrix.argmax(0) == truth).mean())
    assert 5 < found.plain.forward < 95
    assert (found.n, found.signature.split("|")[:4]) == (1500, ["set:x", "n:1500", "k:4", "encoder:table"])


def test_margin_corrects_for_a_sentence_that_is_near_everything() -> None:
    hub = np.array([[1, 0, 0], [0, 1, 0], [0.7, 0.7, 0.1], [1, 0.1, 0.6], [0.1, 1, 0.6], [1, 1, 0]], np.float32)
    found = evaluate_retrieval(["0", "1", "2"], ["3", "4", "5"], TableEncoder(hub), "x")
    assert found.plain.forward <= found.margin.forward == 100


@pytest.mark.parametrize(("source", "target"), [(["0"], []), ([], []), (["0"], ["0", "1"])])
def test_lines_must_pair_up(source: list[str], target: list[str]) -> None:
    with pytest.raises(EvaluationError, match="line-aligned texts have as many"):
        evaluate_retrieval(source, target, TableEncoder(np.eye(2, dtype=np.float32)), "x")


def test_one_pair_is_enough() -> None:
    assert evaluate_retrieval(["0"], ["1"], TableEncoder(np.eye(2, dtype=np.float32)), "x").n == 1


def test_the_command(tmp_path: Path, loom: Loom) -> None:
    paths = tmp_path / "a.txt", tmp_path / "b.txt"
    paths[0].write_text("The doors open at nine.\nNobody has to pay.\n", encoding="utf-8")
    paths[1].write_text("تفتح الأبواب في التاسعة.\nلا يدفع أحد.\n", encoding="utf-8")
    outcome = loom("evaluate", "retrieval", *paths, "--json")
    found = json.loads(outcome.out)
    assert outcome.code == 0
    assert found["plain"] == found["margin"] == {"forward": 100, "backward": 100}
    assert found["n"] == 2
    assert found["signature"].startswith("set:a.txt-b.txt|n:2|k:4|encoder:embedded-")
    assert "100.00" in loom("evaluate", "retrieval", *paths).out
    paths[1].write_text("واحد\n", encoding="utf-8")
    outcome = loom("evaluate", "retrieval", *paths)
    assert outcome.code == 1
    assert outcome.err == "loom: error: a.txt-b.txt: 2 and 1 lines; line-aligned texts have as many\n"


def test_arabic_english_retrieval_does_not_fall(shared: Path) -> None:
    from aligner import load_encoder

    texts = [
        (shared / "data" / "dev" / "flores" / f"{name}.devtest").read_text(encoding="utf-8").splitlines()
        for name in ("arb_Arab", "eng_Latn")
    ]
    found = evaluate_retrieval(texts[0], texts[1], load_encoder(), "flores")
    assert min(found.margin.forward, found.margin.backward) > 99
    assert min(found.plain.forward, found.plain.backward) > 97.5
