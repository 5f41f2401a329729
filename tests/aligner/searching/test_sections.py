"""Anchors, their chain, the sections between them, and blocks that moved."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment import Bead
from aligner.encoder import FloatArray, unit
from aligner.searching.anchors import Anchors
from aligner.searching.chain import heaviest_chain
from aligner.searching.landmarks import find_anchors
from aligner.searching.moved import find_moved
from aligner.searching.sections import Section, cut_sections, mend_cuts


def directions(count: int, seed: int) -> FloatArray:
    return unit(np.random.default_rng(seed).standard_normal((count, 48)).astype(np.float32))


def anchors_at(pairs: list[tuple[int, int]], support: int = 4, weights: list[float] | None = None) -> Anchors:
    rows, columns = np.array(pairs, np.int64).reshape(-1, 2).T
    return Anchors(rows, columns, np.array(weights or [1.0] * len(pairs), np.float32), np.full(len(pairs), support))


@pytest.mark.parametrize("count", [200, 7000], ids=["exact", "inverted file"])
def test_anchors_are_the_segments_that_are_alike(count: int) -> None:
    target = directions(count, 1)
    source = unit(target + 0.3 * directions(count, 2))
    found = find_anchors(source, target)
    right = found.source == found.target
    assert right.mean() > 0.99
    assert right.sum() > 0.95 * count
    assert found.support[right].min() >= 1


def test_anchors_of_a_long_text_are_found_where_blocks_changed_places() -> None:
    order = np.r_[0:800, 1600:2100, 1300:1600, 800:1300, 2100:3000]
    source = directions(3000, 1)
    target = unit(source + 0.3 * directions(3000, 2))[order]
    found = find_anchors(source, target)
    right = order[found.target] == found.source
    assert right.mean() > 0.99
    assert np.unique(found.target).size == len(found)
    for block in (range(800, 1300), range(1300, 1600), range(1600, 2100)):
        assert right[np.isin(found.source, block)].sum() > 0.9 * len(block)


def test_anchors_beside_a_large_gap_are_kept() -> None:
    source, between = directions(1200, 1), directions(12_000, 3)
    translated = unit(source + 0.3 * directions(1200, 2))
    target = np.concatenate([translated[:600], between, translated[600:]])
    found = find_anchors(source, target)
    right = found.target == np.where(found.source < 600, found.source, found.source + len(between))
    assert right[np.isin(found.source, range(512, 768))].sum() > 0.5 * 256


def test_segments_without_a_counterpart_cut_nothing() -> None:
    chain = heaviest_chain(find_anchors(directions(300, 1), directions(300, 2)))
    assert cut_sections(chain, range(300), range(300)) == [Section(range(300), range(300), True)]
    assert len(find_anchors(np.zeros((3, 48), np.float32), np.zeros((5, 48), np.float32))) == 0


def test_equal_segments_are_no_anchors() -> None:
    same = np.repeat(directions(1, 1), 50, axis=0)
    assert len(find_anchors(same, same)) == 0


@given(st.lists(st.tuples(st.integers(0, 8), st.floats(0.1, 5)), max_size=9))
def test_the_chain_is_the_heaviest_that_rises(columns: list[tuple[int, float]]) -> None:
    pairs = [(row, column) for row, (column, _) in enumerate(columns)]
    anchors = anchors_at(pairs, weights=[weight for _, weight in columns]) if pairs else anchors_at([])
    chain = heaviest_chain(anchors)
    assert (np.diff(chain.target) > 0).all()
    best = 0.0
    for chosen in range(1 << len(columns)):
        picked = [columns[number] for number in range(len(columns)) if chosen >> number & 1]
        if all(one[0] < other[0] for one, other in itertools.pairwise(picked)):
            best = max(best, sum(weight for _, weight in picked))
    assert float(chain.weights.sum()) == pytest.approx(best, rel=1e-4)


def test_a_chance_hit_far_off_is_left_out() -> None:
    pairs = [(row, row) for row in range(30)]
    pairs[10] = (10, 900)
    anchors = anchors_at(pairs)
    lonely = Anchors(anchors.source, anchors.target, anchors.weights, np.where(np.arange(30) == 10, 0, 4))
    assert heaviest_chain(lonely).source.tolist() == [row for row in range(30) if row != 10]


def covers(sections: list[Section], rows: int, columns: int) -> bool:
    ends = [(0, 0), *((part.source.stop, part.target.stop) for part in sections)]
    starts = [*((part.source.start, part.target.start) for part in sections), (rows, columns)]
    return ends == starts


@given(
    st.integers(0, 4000),
    st.integers(0, 4000),
    st.lists(st.tuples(st.integers(0, 3999), st.integers(0, 3999)), max_size=30),
    st.integers(0, 4),
)
def test_sections_cover_both_texts_and_are_small(
    rows: int, columns: int, pairs: list[tuple[int, int]], support: int
) -> None:
    inside = sorted((row, column) for row, column in pairs if row < rows and column < columns)
    rising: list[tuple[int, int]] = []
    for pair in inside:
        if not rising or (pair[0] > rising[-1][0] and pair[1] > rising[-1][1]):
            rising.append(pair)
    sections = cut_sections(anchors_at(rising, support), range(rows), range(columns))
    assert covers(sections, rows, columns)
    assert all(section.cells <= 1_050_000 for section in sections)


def test_certain_anchors_cut_between_them() -> None:
    sections = cut_sections(anchors_at([(row, row + 7) for row in range(400)]), range(400), range(420))
    assert len(sections) > 6
    assert all(section.is_sure for section in sections)
    assert all(section.target.start == section.source.start + 7 for section in sections[1:])
    assert len(cut_sections(anchors_at([(row, row) for row in range(400)], support=1), range(400), range(400))) == 1


def test_an_uncertain_cut_is_searched_again() -> None:
    beads = [Bead(range(row, row + 1), range(row, row + 1), 0.5) for row in range(60)]
    sections = [Section(range(30), range(30), True), Section(range(30, 60), range(30, 60), False)]
    asked: list[tuple[range, range]] = []

    def search(rows: range, columns: range) -> list[Bead]:
        asked.append((rows, columns))
        return [Bead(rows, columns, 0.9)]

    mended = mend_cuts(beads, sections, search)
    assert len(asked) == 1
    assert asked[0][0].start < 30 < asked[0][0].stop
    assert [index for bead in mended for index in bead.source] == list(range(60))
    assert [bead.score for bead in mended].count(0.9) == 1
    assert mend_cuts(beads, [Section(range(60), range(60), True)], search) == beads


def diagonal(chain: Anchors, rows: range, columns: range) -> list[Bead]:
    return [Bead(range(a, a + 1), range(b, b + 1), 0.8) for a, b in zip(rows, columns, strict=True)]


def test_a_block_that_moved_is_found() -> None:
    nulls = [Bead(range(row, row + 1), range(0), 0.0) for row in range(10)]
    paired = [Bead(range(row, row + 1), range(row - 10, row - 9), 0.9) for row in range(10, 20)]
    others = [Bead(range(20, 20), range(column, column + 1), 0.0) for column in range(10, 20)]
    is_free = [True] * 10 + [False] * 10 + [True] * 10
    beads = find_moved([*nulls, *paired, *others], is_free, anchors_at([(2, 12), (4, 14), (7, 17)]), diagonal)
    moved = [bead for bead in beads if bead.is_moved]
    assert [(bead.source.start, bead.target.start) for bead in moved] == [(row, row + 10) for row in range(10)]
    assert len(beads) == 20
    assert beads[0].is_moved
    assert not beads[15].is_moved


def test_two_anchors_are_no_moved_block() -> None:
    nulls = [Bead(range(row, row + 1), range(0), 0.0) for row in range(10)]
    others = [Bead(range(10, 10), range(column, column + 1), 0.0) for column in range(10)]
    assert find_moved([*others, *nulls], [True] * 20, anchors_at([(2, 2), (4, 4)]), diagonal) == [*others, *nulls]


@pytest.mark.parametrize("seed", range(5))
def test_anchors_here_and_there_are_no_moved_block(seed: int) -> None:
    chance = np.random.default_rng(seed)
    nulls = [Bead(range(row, row + 1), range(0), 0.0) for row in range(200)]
    others = [Bead(range(200, 200), range(column, column + 1), 0.0) for column in range(200)]
    rows, columns = np.sort(chance.permutation(200)[:40]), chance.permutation(200)[:40]
    scattered = anchors_at(list(zip(rows.tolist(), columns.tolist(), strict=True)))
    assert find_moved([*nulls, *others], [True] * 400, scattered, diagonal) == [*nulls, *others]


def test_weak_beads_give_way_to_a_block_that_moved() -> None:
    weak = [Bead(range(3, 4), range(1), 0.3), Bead(range(9, 10), range(1, 3), 0.3)]  # on the line by chance
    strong = [Bead(range(10, 12), range(3, 5), 0.9)]
    nulls = [Bead(range(row, row + 1), range(0), 0.0) for row in range(3)]
    between = [Bead(range(row, row + 1), range(1, 1), 0.0) for row in range(4, 9)]
    others = [Bead(range(12, 12), range(column, column + 1), 0.0) for column in range(5, 15)]
    before = [*nulls, weak[0], *between, weak[1], *strong, *others]
    is_free = [bead not in strong for bead in before]
    beads = find_moved(before, is_free, anchors_at([(2, 7), (4, 9), (8, 13)]), diagonal)
    assert [bead for bead in beads if bead.is_moved] == [
        Bead(range(row, row + 1), range(row + 5, row + 6), 0.8, is_moved=True) for row in range(10)
    ]
    assert [bead for bead in beads if not bead.is_moved and not bead.is_null] == strong
    for side in (0, 1):
        covered = [index for bead in beads for index in (bead.source, bead.target)[side]]
        assert sorted(covered) == list(range((12, 15)[side]))
    is_null = [bead.is_null for bead in before]
    assert find_moved(before, is_null, anchors_at([(2, 7), (4, 9), (8, 13)]), diagonal) == before
