"""Checks that compare a unit with the memory it stands in."""

import csv
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

import aligner
from aligner.checking import Choice, Finding, Located, check_units, make_checks, survey_units
from aligner.checking.reservoir import Reservoir
from aligner.encoder import FloatArray, Progress
from aligner.encoder import unit as unit_rows
from tests.aligner.checking.conftest import MakeMemory

CASES = Path(__file__).parent / "pairs.tsv"


def rows() -> list[tuple[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [(source, target) for source, target in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def found(
    memory: Sequence[Located], check: str, encoder: aligner.Encoder | None = None, *, survey: bool = True
) -> dict[int, Finding]:
    checks = make_checks(Choice(only=(check,)), encoder)
    if survey:
        survey_units(memory, checks)
    return {checked.located.number: checked.findings[0] for checked in check_units(memory, checks) if checked.findings}


@pytest.fixture
def good(memory: MakeMemory) -> list[Located]:
    return memory(rows())


@pytest.mark.parametrize("check", ["length", "similarity"])
@pytest.mark.parametrize("survey", [True, False])
def test_good_pairs_are_not_complained_of(good: list[Located], check: str, survey: bool) -> None:
    assert len(good) >= 24
    assert not found(good, check, survey=survey)


@pytest.mark.parametrize("survey", [True, False])
def test_targets_of_other_pairs_are_found(memory: MakeMemory, survey: bool) -> None:
    pairs = rows()
    shifted = [(source, pairs[(row + 5) % len(pairs)][1]) for row, (source, _) in enumerate(pairs)]
    assert len(found(memory(shifted), "similarity", survey=survey)) >= 0.9 * len(pairs)


def test_a_target_with_half_of_it_missing_is_too_short(memory: MakeMemory) -> None:
    pairs = rows()
    halves = [(source, target[: len(target) // 3]) for source, target in pairs[:12]] + pairs[12:]
    assert set(found(memory(halves), "length")) >= set(range(1, 13))


def test_a_target_with_another_sentence_in_it_is_too_long(memory: MakeMemory) -> None:
    pairs = rows()
    doubled = [(source, " ".join([target] * 4)) for source, target in pairs[:12]] + pairs[12:]
    numbers = found(memory(doubled), "length")
    assert set(numbers) == set(range(1, 13))
    assert "times as long as usual" in numbers[1].message


def test_short_texts_may_have_any_length(memory: MakeMemory) -> None:
    assert not found(memory([("IDE", "بيئة التطوير"), ("Yes", "نعم بكل تأكيد"), ("Terms", "ش")]), "length")


def test_a_memory_of_long_targets_is_judged_by_itself(memory: MakeMemory) -> None:
    pairs = [(source, " ".join([target] * 3)) for source, target in rows() * 6]
    assert len(pairs) >= 100
    assert not found(memory(pairs), "length")
    assert len(found(memory(pairs), "length", survey=False)) > len(pairs) / 2


class Bags:
    """An encoder that knows words by their spelling alone."""

    name = "bags"

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> FloatArray:
        vectors = np.zeros((len(texts), 512), np.float32)
        for row, text in enumerate(texts):
            for word in text.split():
                vectors[row, crc32(word.encode()) % 512] += 1
        return unit_rows(vectors)


def test_an_encoder_that_is_not_ours_is_calibrated_on_the_memory(memory: MakeMemory) -> None:
    chance = random.Random(1)
    common = [f"common{number}" for number in range(12)]
    texts = [" ".join([f"own{row}x{number}" for number in range(8)] + chance.sample(common, 4)) for row in range(97)]
    unlike = next(row for row, text in enumerate(texts) if not set(text.split()) & set(texts[7].split()))
    pairs = [(text, texts[unlike] if row == 7 else text) for row, text in enumerate(texts)]
    pairs = [(source, f"{target}.") for source, target in pairs]
    assert set(found(memory(pairs), "similarity", Bags())) == {8}
    assert not found(memory(pairs), "similarity", Bags(), survey=False)


def test_languages_that_the_model_does_not_know_are_left_alone(good: list[Located]) -> None:
    strangers = [
        replace(one, unit=replace(one.unit, variants=(one.unit.source, replace(good[3].unit.target, language="my"))))
        for one in good
    ]
    assert not found(strangers, "similarity")


def test_a_reservoir_holds_any_item_as_likely_as_another() -> None:
    counts = [0] * 10
    for start in range(0, 4_000, 10):
        sample = Reservoir[int](3)
        for item in range(start, start + 10):
            sample.add(item)
        assert len(set(sample.items)) == 3
    sample = Reservoir[int](500)
    for item in range(5_000):
        sample.add(item)
        counts[item % 10] += 1
    tenths = [sum(1 for item in sample.items if item // 500 == tenth) for tenth in range(10)]
    assert min(tenths) > 25
    assert sample.seen == 5_000
