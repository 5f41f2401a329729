"""Letters of match keys: a bound that no edit similarity exceeds."""

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from tmx.matching.letters import BYTES, count_letters, differences

keys = st.text(st.characters(), max_size=60) | st.text("abاب ", max_size=60)


@settings(deadline=None)
@given(keys, st.lists(keys, max_size=5))
@example("a" * 40, ["a" * 20, "b", ""])
def test_letters_differ_no_more_than_an_edit_distance(one: str, many: list[str]) -> None:
    found = differences(count_letters([one])[0], count_letters(many)).tolist()
    assert len(found) == len(many)
    assert all(least <= Indel.distance(one, other) for least, other in zip(found, many, strict=True))


def test_letters_of_one_alphabet_are_told_apart() -> None:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    counts = count_letters([*alphabet, ""])
    assert counts.shape == (27, BYTES)
    assert not counts[-1].any()
    for row in counts[:-1]:
        assert sorted(differences(row, counts).tolist()) == [0, 1, *[2] * 25]
    assert np.array_equal(differences(count_letters(["abba"])[0], count_letters(["baab", "abb"])), [0, 1])
