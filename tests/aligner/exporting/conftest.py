"""Units as the aligner writes them."""

from collections.abc import Callable

import pytest

from tmx import Property, TranslationUnit, Variant

Unit = Callable[..., TranslationUnit]


@pytest.fixture
def unit() -> Unit:
    """A unit from Arabic to English; keywords are its props, underscores read as hyphens."""

    def make(source: str, target: str, **props: object) -> TranslationUnit:
        named = {f"x-{name.replace('_', '-')}": str(value) for name, value in props.items()}
        return TranslationUnit(
            (Variant("ar", source), Variant("en", target)),
            tuple(Property(kind, text) for kind, text in named.items()),
        )

    return make


@pytest.fixture
def document(unit: Unit) -> Callable[..., list[TranslationUnit]]:
    """One-to-one units of one document, one after the other."""

    def make(*texts: tuple[str, str], score: float = 0.95, file: str = "a.txt") -> list[TranslationUnit]:
        return [
            unit(*pair, score=score, bead="1-1", source_file=file, source_segments=number, target_segments=number)
            for number, pair in enumerate(texts)
        ]

    return make
