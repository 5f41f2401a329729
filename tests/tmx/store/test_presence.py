"""Counting over all units of a memory: few as a list, many as bits, and no difference to be seen."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmx.store.presence import Presence, Shape, shapes_of


@settings(deadline=None, max_examples=40)
@given(
    st.integers(1, 300).flatmap(lambda size: st.tuples(st.just(size), st.sets(st.integers(0, size - 1)))),
    st.integers(1, 60),
    st.sampled_from([np.uint8, np.uint16]),
)
def test_a_list_and_bits_say_the_same(sized: tuple[int, set[int]], weight: int, kind: type[np.unsignedinteger]) -> None:
    size, having = sized
    units = np.array(sorted(having), np.int32)
    wanted = np.array([weight * (unit in having) for unit in range(size)])
    for presence in (Presence(len(units), units), Presence.of(units, size)):
        sums = np.zeros(-(-size // 8) * 8, kind)
        presence.weigh(sums, weight)
        presence.weigh(sums, 1)
        assert np.array_equal(sums[:size], wanted + (wanted > 0))
        assert np.array_equal(presence.among(np.arange(size, dtype=np.int32)), wanted > 0)


@pytest.mark.parametrize(("count", "is_list"), [(0, True), (9, True), (11, False), (640, False)])
def test_many_are_bits(count: int, is_list: bool) -> None:
    presence = Presence.of(np.arange(count, dtype=np.int32), 640)
    assert (presence.bits is None) == is_list
    assert presence.count == count


def test_the_shape_of_keys() -> None:
    shape = Shape.of(np.array([2, 5], np.int32), shapes_of(["abba", ""], np.array([1, 3])))
    assert (shape.size, shape.count()) == (6, 1)
    units = np.array([2, 5])
    assert shape.lengths(units).tolist() == [4, 0]
    assert shape.variants(units).tolist() == [2 * 256 + 1, 5 * 256 + 3]
    assert shape.letters(units).any(axis=1).tolist() == [True, False]
