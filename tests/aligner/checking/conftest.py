"""Units and memories for the checks."""

from collections.abc import Callable, Sequence

import pytest

from aligner.checking import Located
from tmx import TranslationUnit, Variant

MakeUnit = Callable[..., TranslationUnit]
MakeMemory = Callable[[Sequence[tuple[str, str]]], list[Located]]


@pytest.fixture
def unit() -> MakeUnit:
    def make(source: str, target: str, languages: tuple[str, str] = ("en", "ar")) -> TranslationUnit:
        return TranslationUnit((Variant(languages[0], source), Variant(languages[1], target)))

    return make


@pytest.fixture
def memory(unit: MakeUnit) -> MakeMemory:
    def make(texts: Sequence[tuple[str, str]]) -> list[Located]:
        return [Located(unit(*pair), number, 10 * number, "m.tmx") for number, pair in enumerate(texts, 1)]

    return make
