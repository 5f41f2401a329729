"""A user's translation pairs: TSV or TMX."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from aligner.errors import TrainingError
from corpus import Document, read_text
from tmx import read_tmx

Pair = tuple[str, str]


def read_pairs(path: Path, encoding: str | None = None) -> tuple[list[Pair], Document | None]:
    """The pairs of a TMX file, every two languages of a unit, or of a TSV file with two columns.

    With a TSV file comes the document, which knows whether its encoding is a guess. Pairs with an
    empty side, or with the same text on both sides, teach nothing and are left out. Raises
    ``TrainingError`` with the line of a malformed pair, and what reading a file raises.
    """
    if path.suffix.lower() == ".tmx":
        found, document = list(_from_tmx(path)), None
    else:
        document = read_text(path, encoding)
        found = list(_from_tsv(path, document.text))
    return [pair for pair in found if all(pair) and pair[0] != pair[1]], document


def keep_back(pairs: Sequence[Pair], most: int) -> tuple[list[Pair], list[Pair]]:
    """``most`` pairs to measure on, and the rest to learn from.

    Only pairs with texts of their own are kept back: those of no other pair.
    """
    count = Counter(text for pair in pairs for text in pair)
    free = [pair for pair in pairs if count[pair[0]] == count[pair[1]] == 1][:most]
    taken = set(free)
    return free, [pair for pair in pairs if pair not in taken]


def _from_tmx(path: Path) -> Iterator[Pair]:
    for unit in read_tmx(path, recover=True):  # what can be learned from does not have to be written well
        for one, other in combinations(unit.variants, 2):
            if _primary(one.language) != _primary(other.language):
                yield one.text.strip(), other.text.strip()


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


def _from_tsv(path: Path, text: str) -> Iterator[Pair]:
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        columns = line.split("\t")
        if not line.strip():
            continue
        if len(columns) < 2:
            raise TrainingError(f"{path}: line {number}: one column; a pair is SOURCE<TAB>TARGET")
        yield columns[0].strip(), columns[1].strip()
