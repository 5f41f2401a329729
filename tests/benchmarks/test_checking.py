"""What the benchmark of the checks spoils, by hand-made pairs; it is not run itself."""

import random
from pathlib import Path

import pytest

from benchmarks.checking import FAULTS, read_pairs, spoil
from tmx import TranslationUnit, Variant


def pair(source: str, target: str) -> TranslationUnit:
    return TranslationUnit((Variant("en", source), Variant("ar", target)))


@pytest.mark.parametrize(
    ("fault", "target"),
    [
        ("number left out", "في مارس دفع دينارًا، ثم غادر المدينة؟"),
        ("month changed", "في أبريل دفع 15 دينارًا، ثم غادر المدينة؟"),
        ("target of another pair", "نعم"),
        ("target is the source", "In March he paid 15 dinars, then left the town?"),
        ("clause cut off", "في مارس دفع 15 دينارًا."),
        ("question mark lost", "في مارس دفع 15 دينارًا، ثم غادر المدينة."),
    ],
)
def test_a_fault_is_one_fault(fault: str, target: str) -> None:
    good = pair("In March he paid 15 dinars, then left the town?", "في مارس دفع 15 دينارًا، ثم غادر المدينة؟")
    spoilt = FAULTS[fault][0](good, pair("Yes", "نعم"), random.Random(1))
    assert spoilt
    assert spoilt.source == good.source
    assert spoilt.target.text == target


def test_a_changed_number_has_as_many_digits_and_another_value() -> None:
    spoilt = FAULTS["number changed"][0](pair("15", "خمسة عشر أي 15"), pair("a", "أ"), random.Random(1))
    assert spoilt
    number = spoilt.target.text.removeprefix("خمسة عشر أي ")
    assert len(number) == 2
    assert number != "15"


def test_one_pair_in_eight_is_spoilt_and_named() -> None:
    units = [pair(f"word {row}", f"كلمة {row}") for row in range(80)]
    changed, rows = spoil(units, FAULTS["target is the source"][0])
    assert len(rows) == 10
    assert [row for row, (old, new) in enumerate(zip(units, changed, strict=True)) if old != new] == rows
    assert spoil(units, FAULTS["month changed"][0]) == (units, [])


def test_pairs_come_from_two_files_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one\ntwo\n")
    (tmp_path / "b").write_text("واحد\nاثنان\n")
    assert read_pairs(tmp_path / "a+b", ("en", "ar")) == [pair("one", "واحد"), pair("two", "اثنان")]
