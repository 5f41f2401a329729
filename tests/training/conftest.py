"""Gold documents whose words are known."""

import pytest

from aligner.evaluation import GoldDocument, GoldSet
from tests.aligner.conftest import KnownWordsEncoder
from training.copies import Copy, prepared


def document(letter: str) -> GoldDocument:
    """Forty sentences; every fifth of the target is two of the source, every ninth has no source."""
    source: list[str] = []
    target: list[str] = []
    links: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for number in range(40):
        halves = [" ".join(f"{letter}{number}{half}{word}" for word in range(5)) for half in "xy"]
        one = [] if number % 9 == 8 else halves if number % 5 == 4 else [" ".join(halves)]
        links.append((tuple(range(len(source), len(source) + len(one))), (len(target),)))
        source += one
        target.append(" ".join(halves))
    return GoldDocument(letter, tuple(source), tuple(target), tuple(links))


def gold_set() -> GoldSet:
    return GoldSet("set", "en", "ar", (document("a"), document("b")))


@pytest.fixture(scope="session")
def copies() -> list[Copy]:
    return list(prepared([gold_set()], KnownWordsEncoder()))
