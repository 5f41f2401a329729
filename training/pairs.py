"""Translation pairs on disk, and how often each source is drawn."""

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Pair:
    """One translation pair: ``foreign`` in ``language``, and ``english``."""

    foreign: str
    english: str
    language: str
    source: str


WORD_LISTS = {"omw", "cldr", "wikidata-names", "google-ar2en-names", "tico19-terms"}

# Expected draws of a pair in one epoch. Sources not named here are sentences: drawn once.
# Word lists teach vocabulary but are most of the lines; command lines and the machine translation
# of course material add few words for their size.
DRAWS = {
    "omw": 0.2,
    "wikidata-names": 0.25,
    "google-ar2en-names": 0.25,
    "cldr": 0.5,
    "ms-azd": 0.3,
    "tldr-pages": 0.5,
    "gnome-help": 0.5,
    "quran": 0.7,
    "scratch-l10n": 0.7,
}

# Never trained on: adaptation to a domain is measured on them (EXPERIMENTS.md).
HELD_OUT = {("nb", "openehr-ckm"), ("es", "python-docs")}


def draws(source: str) -> float:
    """Expected draws in one epoch of a pair that comes from ``source`` (a file name's stem)."""
    return DRAWS.get(source, 1.0)


def read_columns(path: Path) -> Iterator[tuple[str, str]]:
    """The two columns of a ``*.tsv.gz``.

    Raises ``ValueError`` with file and line for a line that is not two tab-separated columns.
    """
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            columns = line.rstrip("\n").split("\t")
            if len(columns) != 2:
                raise ValueError(f"{path}:{number}: {len(columns)} columns where 2 are expected")
            yield columns[0], columns[1]


def read_pairs(folder: Path) -> Iterator[Pair]:
    """Pairs of every ``SOURCE.tsv.gz`` in ``folder``, named ``xx-en``, in the order of the file names.

    Raises ``FileNotFoundError`` if there is none, and what ``read_columns`` raises.
    """
    paths = sorted(folder.glob("*.tsv.gz"))
    if not paths:
        raise FileNotFoundError(f"no *.tsv.gz in {folder}")
    language = folder.name.removesuffix("-en")
    for path in paths:
        source = path.name.removesuffix(".tsv.gz")
        if (language, source) in HELD_OUT:
            continue
        for foreign, english in read_columns(path):
            yield Pair(foreign, english, language, source)


def read_all(folders: Sequence[Path]) -> list[Pair]:
    """Pairs of folders named ``xx-en``, and of all such folders inside the others.

    Raises ``FileNotFoundError`` where there is none.
    """
    found: list[Pair] = []
    for folder in folders:
        inner = [folder] if folder.name.endswith("-en") else sorted(folder.glob("*-en"))
        if not inner:
            raise FileNotFoundError(f"no xx-en in {folder}")
        found += [pair for one in inner for pair in read_pairs(one)]
    return found


def epoch(weights: npt.NDArray[np.float64], chance: np.random.Generator) -> npt.NDArray[np.int64]:
    """Indexes of one epoch's pairs, shuffled: index i comes ``weights[i]`` times on average."""
    times = (weights + chance.random(len(weights))).astype(np.int64)
    drawn = np.repeat(np.arange(len(weights)), times)
    chance.shuffle(drawn)
    return drawn
