"""Units in columns: all of them, in order, in batches that grow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx import TranslationUnit, Variant
from tmx.matching.keys import general_keys, match_keys
from tmx.store import batches
from tmx.store.preparation import prepare


def units_of(counts: list[int]) -> list[TranslationUnit]:
    """Units with so many variants, in turn English and Arabic, each with a text of its own."""
    return [
        TranslationUnit(tuple(Variant(("en", "ar")[number % 2], f"{row}.{number}") for number in range(count)))
        for row, count in enumerate(counts)
    ]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=20), st.integers(1, 6))
def test_no_text_is_lost_and_each_has_its_place(counts: list[int], most: int) -> None:
    units = units_of(counts)
    found: list[tuple[str, str]] = []
    for batch in batches.batches(units, most, 1_000):
        assert 0 < len(batch.units) <= most
        rows, positions = batch.texts.places()
        first = int(batch.texts.texts[0].split(".")[0])
        assert [f"{first + row}.{position}" for row, position in zip(rows, positions, strict=True)] == batch.texts.texts
        found += zip(batch.texts.languages, batch.texts.texts, strict=True)
    assert found == [(variant.language, variant.text) for unit in units for variant in unit.variants]


def test_batches_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_FIRST", 2)
    assert [len(batch.units) for batch in batches.batches(units_of([2] * 20), 7, 1_000)] == [2, 4, 7, 7]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=20))
def test_keys_are_in_the_order_of_the_texts(counts: list[int]) -> None:
    (batch,) = batches.batches(units_of(counts), 100, 1_000)
    ready = prepare(batch.texts)
    assert ready.keys == match_keys(batch.texts.texts)
    assert sum(len(side.rows) for side in ready.sides.values()) == len(ready.keys)


@given(st.text())
def test_a_key_is_general_unless_it_has_digits(text: str) -> None:
    keys = match_keys([text])
    assert (general_keys(keys) == keys) == (not any(digit in keys[0] for digit in "0123456789"))
