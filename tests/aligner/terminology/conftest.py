"""A memory of texts of our own, and one of the Alliance release."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import aligner
from aligner.explanation import SpanEncoder, require_words
from tmx import TranslationUnit, Variant
from tmx.store import Memory, Source

UNITS = Path(__file__).parent / "units.tsv"


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.create(tmp_path / "memory.loom") as store:
        for number, line in enumerate(UNITS.read_text(encoding="utf-8").splitlines()):
            document, english, arabic = line.split("\t")
            moment = datetime(2020, 1, 1 + number, tzinfo=UTC)
            unit = TranslationUnit((Variant("en", english), Variant("ar", arabic)), created=moment)
            store.add([unit], Source(f"{document}.tmx", ""))
        yield store


@pytest.fixture
def model() -> SpanEncoder:
    return require_words(aligner.load_encoder())
