from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.encoder import FloatArray, Words, unit
from aligner.scoring import meetings
from aligner.scoring.blocks import Blocks, in_batches
from aligner.scoring.meetings import Party, meet
from aligner.scoring.tokens import Tokens, View, highest

_TEXTS, _TYPES = 12, 40


def words(counts: list[int], seed: int) -> Words:
    """Texts of so many words, and what each word reaches by chance."""
    chance = np.random.default_rng(seed)
    vectors = unit(chance.normal(size=(_TYPES, 6)).astype(np.float32))
    types = chance.integers(_TYPES, size=sum(counts))
    starts = np.concatenate([[0], np.cumsum(counts)])
    by_chance = chance.uniform(0, 0.4, _TYPES).astype(np.float32)
    return Words(vectors, np.ones(_TYPES, np.float32), types, starts, types * 0, by_chance)


counts = st.lists(st.integers(0, 9), min_size=_TEXTS, max_size=_TEXTS)
runs = st.builds(lambda ends: range(min(ends), max(ends) + 1), st.tuples(*[st.integers(0, _TEXTS - 1)] * 2))


def naive(own: Words, other: Words, texts: range, met: list[tuple[int, int]]) -> FloatArray:
    """What each word of some texts gets from each range of the other side's words."""
    rows = []
    for kind in own.types[own.starts[texts.start] : own.starts[texts.stop]]:
        best = [max((other.vectors[other.types[a:b]] @ own.vectors[kind]).tolist(), default=0.0) for a, b in met]
        by_chance = float(own.chance[kind]) if own.chance is not None else 0.0
        rows.append([min(max((one - by_chance) / (1 - by_chance), 0.0), 1.0) for one in best])
    return np.array(rows, np.float32).reshape(len(rows), len(met))


def edges(words: Words, run: range, most: int) -> list[tuple[int, int]]:
    """The last few words of each text of a run."""
    ends = [(int(words.starts[text]), int(words.starts[text + 1])) for text in run]
    return [(max(first, last - most), last) for first, last in ends]


@pytest.mark.parametrize("together", [1, 300, 400_000])
@settings(max_examples=40, deadline=None)
@given(own=counts, other=counts, pairs=st.lists(st.tuples(runs, runs), min_size=1, max_size=6))
def test_each_word_gets_the_highest_cosine_of_each_text_of_its_block(
    together: int, own: list[int], other: list[int], pairs: list[tuple[range, range]]
) -> None:
    sides, blocks = (words(own, 1), words(other, 2)), Blocks(tuple(pairs))
    tokens = [Tokens.of(side, blocks.runs(number)) for number, side in enumerate(sides)]
    parties = [
        Party(side, token, [token.texts(), token.edge(3, is_last=True)])
        for side, token in zip(sides, tokens, strict=True)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meetings, "_TOGETHER", together)
        found = meet(parties[0], parties[1])
    for side in (0, 1):
        start = 0
        for pair in pairs:
            met = [
                (int(a), int(b)) for a, b in pairwise(sides[1 - side].starts[[*pair[1 - side], pair[1 - side].stop]])
            ]
            for view, places in enumerate((met, edges(sides[1 - side], pair[1 - side], 3))):
                expected = naive(sides[side], sides[1 - side], pair[side], places)
                part = found[side][view][:, start : start + len(expected)].T
                assert part[:, : len(places)] == pytest.approx(expected, abs=1e-5)
                assert not part[:, len(places) :].any()
            start += len(expected)


@given(lengths=st.lists(st.integers(0, 5), max_size=8), gaps=st.lists(st.integers(0, 3), min_size=8, max_size=8))
def test_a_view_adds_up_what_each_text_has(lengths: list[int], gaps: list[int]) -> None:
    lasts = np.cumsum([length + gap for length, gap in zip(lengths, gaps, strict=False)], dtype=np.int64)
    view = View(lasts - np.array(lengths, np.int64), lasts, np.array([0, len(lengths)]))
    amounts = np.arange(2 * (int(lasts[-1]) if len(lasts) else 0), dtype=np.float32).reshape(2, -1)
    found = view.sums(amounts[:, view.rows()])
    runs = list(zip(view.firsts.tolist(), view.lasts.tolist(), strict=True))
    assert found.T.tolist() == [amounts[:, first:last].sum(axis=1).tolist() for first, last in runs]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=8))
def test_the_highest_of_runs_of_rows(ends: list[tuple[int, int]]) -> None:
    rows = np.random.default_rng(1).normal(size=(20, 3)).astype(np.float32)
    runs = [(min(pair), max(pair)) for pair in ends]
    firsts, lasts = np.array(runs, np.int64).reshape(-1, 2).T
    expected = [rows[first:last].max(axis=0).tolist() if first < last else [0.0] * 3 for first, last in runs]
    assert highest(rows, firsts, lasts).tolist() == expected


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), max_size=60))
def test_batches_hold_every_pair_once_and_are_never_large(shapes: list[tuple[int, int]]) -> None:
    batches = list(in_batches([(range(rows), range(columns)) for rows, columns in shapes]))
    assert sorted(number for batch in batches for number in batch) == list(range(len(shapes)))
    for batch in batches:
        rows, columns = (max(shapes[number][side] for number in batch) for side in (0, 1))
        assert len(batch) == 1 or (len(batch) * rows * columns <= 16_000 and max(rows, columns) <= 48)
