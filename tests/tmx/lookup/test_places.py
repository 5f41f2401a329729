"""Where a phrase is, for those who want a part of its units only."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tmx.lookup import Concordance
from tmx.store import Memory, Source
from tmx.unit import TranslationUnit, Variant

TEXTS = [
    ("The old harbour wall.", "جدار الميناء القديم."),
    ("A wall at the harbour.", "جدار في الميناء."),
    ("Harbour walls are old.", "جدران الميناء قديمة."),
    ("Harbour", "ميناء"),
    ("Beyond the harbour", "خلف الميناء"),
    ("wall", "وجدار الميناء"),
]


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.create(tmp_path / "memory.loom") as store:
        units = [TranslationUnit((Variant("en", one), Variant("ar", other))) for one, other in TEXTS]
        store.add(units, Source("test", ""))
        yield store


@pytest.mark.parametrize(
    ("phrase", "language", "units"),
    [
        ("harbour wall", "en", [1, 3]),
        ("harbour", "en", [1, 2, 3, 4, 5]),
        ("wall at the harbour", "en", [2]),
        ("old wall", "en", []),
        ("جدار الميناء", "ar", [1, 6]),
        ("submarine", "en", []),
        ("", "en", []),
    ],
)
def test_units_with_the_words_beside_each_other(memory: Memory, phrase: str, language: str, units: list[int]) -> None:
    concordance = Concordance(memory)
    (number,) = memory.numbers_of(language)
    assert concordance.places(phrase, number).tolist() == units
    assert [hit.unit for unit in units for hit in concordance.hits(unit, number, phrase)] == units


def test_frequencies_and_size(memory: Memory) -> None:
    concordance = Concordance(memory)
    (number,) = memory.numbers_of("en")
    assert concordance.frequencies([["harbour"], ["wall", "beyond"], ["submarine"]], number) == [5, 5, 0]
    assert concordance.size(number) == len(TEXTS)
