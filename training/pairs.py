"""Translation pairs on disk, and how often each source is drawn."""

import gzip
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pair:
    """One translation pair: ``foreign`` in the language of the folder, ``english``."""

    foreign: str
    english: str
    source: str


# Expected draws of a pair in one epoch. Sources not named here are sentences: drawn once.
# Word lists teach vocabulary but are most of the lines; verse is archaic; machine translation
# of course material adds few words for its size.
DRAWS = {"omw": 0.7, "wikidata-names": 0.5, "google-ar2en-names": 0.5, "ms-azd": 0.7, "authored": 2.0}


def draws(source: str) -> float:
    """Expected draws in one epoch of a pair that comes from ``source`` (a file name's stem)."""
    return DRAWS.get("authored" if source.startswith("authored-") else source, 1.0)


def read_pairs(folder: Path) -> Iterator[Pair]:
    """Pairs of every ``SOURCE.tsv.gz`` in ``folder``, in the order of the file names.

    Raises ``FileNotFoundError`` if there is none, and ``ValueError`` with file and line for a
    line that is not two tab-separated columns.
    """
    paths = sorted(folder.glob("*.tsv.gz"))
    if not paths:
        raise FileNotFoundError(f"no *.tsv.gz in {folder}")
    for path in paths:
        source = path.name.removesuffix(".tsv.gz")
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                columns = line.rstrip("\n").split("\t")
                if len(columns) != 2:
                    raise ValueError(f"{path}:{number}: {len(columns)} columns where 2 are expected")
                yield Pair(columns[0], columns[1], source)


def epoch(weights: list[float], chance: random.Random) -> list[int]:
    """Indexes of one epoch's pairs, shuffled: index i comes ``weights[i]`` times on average."""
    drawn = [index for index, weight in enumerate(weights) for _ in range(int(weight + chance.random()))]
    chance.shuffle(drawn)
    return drawn
