"""Cross-validation of the bead score: what is measured is what the aligner does."""

from collections.abc import Sequence
from functools import partial

import numpy as np
import pytest

import aligner
from aligner import Encoder
from aligner.alignment import Bead
from aligner.scoring.weights import Weights, load_weights
from aligner.searching.flow import DoubleArray
from tests.aligner.conftest import KnownWordsEncoder
from tests.training.conftest import gold_set
from training import validation
from training.copies import Copy
from training.likelihood import Batch, fit
from training.pieces import feature_names, find_pieces
from training.validation import Task, aligned, cross_validate, table


def task(copies: list[Copy]) -> Task:
    names = feature_names(copies[0].searcher)
    shipped = load_weights("words")
    probable = np.array([*(shipped.features[name] for name in names), shipped.nulls.open, shipped.nulls.extend])
    pieces = [piece for copy in copies for piece in find_pieces(copy, names, probable)]
    return Task([gold_set()], copies, pieces, names, KnownWordsEncoder())


def test_the_aligner_finds_the_same(copies: list[Copy]) -> None:
    for copy in copies[:3]:
        whole = aligner.align(copy.document.source, copy.document.target, KnownWordsEncoder())
        found = aligned(copy, load_weights("words"), KnownWordsEncoder())
        assert [(bead.source, bead.target) for bead in found] == [(bead.source, bead.target) for bead in whole]


def test_cut_sentences_are_joined(copies: list[Copy], monkeypatch: pytest.MonkeyPatch) -> None:
    def first(beads: list[Bead], *_: object) -> list[Bead]:
        return beads[:1]

    monkeypatch.setattr(validation, "join_cut_sentences", first)
    assert len(aligned(copies[0], load_weights("words"), KnownWordsEncoder())) == 1


def test_the_weights_given_decide(copies: list[Copy]) -> None:
    shipped = load_weights("words")
    found = aligned(copies[0], Weights(dict.fromkeys(shipped.features, -1.0), shipped.nulls), KnownWordsEncoder())
    assert not any(bead.source and bead.target for bead in found if len(bead.source) + len(bead.target) > 2)


def test_half_of_the_documents_count_as_much_as_all(copies: list[Copy]) -> None:
    given = task(copies)
    half, whole = ({batch.weight for batch in given.batches(chosen)} for chosen in ({(0, 1)}, None))
    assert sorted(half) == pytest.approx([weight * 2**0.5 for weight in sorted(whole)])


def test_nothing_is_measured_on_what_was_fitted(copies: list[Copy], monkeypatch: pytest.MonkeyPatch) -> None:
    given = task(copies)
    first = gold_sum(given.batches({(0, 0)}))
    seen: list[tuple[bool, Copy]] = []

    def look(batches: Sequence[Batch]) -> DoubleArray:
        return np.full(len(given.names) + 2, float(gold_sum(batches) == first))

    def record(copy: Copy, weights: Weights, encoder: Encoder) -> list[Bead]:
        seen.append((weights.nulls.open == 1.0, copy))
        return []

    monkeypatch.setattr(validation, "aligned", record)
    cross_validate(given, look)
    assert {(was_first, copy.origin[1]) for was_first, copy in seen} == {(True, 1), (False, 0)}
    assert len(seen) == 2 * 2 * 3


def gold_sum(batches: Sequence[Batch]) -> float:
    return round(sum(float(batch.gold.sum()) for batch in batches), 6)


def test_figures_of_text_that_is_easy(copies: list[Copy]) -> None:
    start = np.array([{"coverage": 8.0, "cosine": 8.0}.get(name, 0.0) for name in task(copies).names] + [-3.0, -0.5])
    figures = cross_validate(task(copies), partial(fit, start=start, penalty=0.7, rounds=10))
    assert figures.keys() == {("set", name) for name in ("complete", "lacking", "strangers", "log-likelihood")}
    assert figures["set", "complete"] > 0.95
    assert -0.5 < figures["set", "log-likelihood"] < 0
    lines = table(figures | {("other", name): 0.0 for _, name in figures}).splitlines()
    assert [line.split(" | ")[0] for line in lines[2:]] == ["| set", "| other", "| mean"]
    assert lines[-1].split(" | ")[1] == f"{50 * figures['set', 'complete']:.2f}"
