"""Moses, as OPUS and machine translation have it: two text files, line N of one is line N of the other."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from tmx.errors import UnreadableMemory
from tmx.exchange.languages import Languages
from tmx.exchange.opening import lines, opened
from tmx.exchange.pairs import Exported, Pairs
from tmx.unit import TranslationUnit, Variant


def read_moses(source: Path, target: Path, languages: Languages) -> Iterator[TranslationUnit]:
    """A unit for each line with text in both files; raises ``UnreadableMemory`` where one file is longer."""
    with opened(source, str(source)) as ours, opened(target, str(target)) as theirs:
        both = zip_longest(lines(ours, str(source)), lines(theirs, str(target)))
        for number, (one, other) in enumerate(both, 1):
            if one is None or other is None:
                shorter, longer = (source, target) if one is None else (target, source)
                raise UnreadableMemory(
                    f"{shorter}: ends before line {number}, which {longer} has; "
                    "the files must have as many lines as each other"
                )
            texts = one.strip(), other.strip()
            if all(texts):
                yield TranslationUnit((Variant(languages.source, texts[0]), Variant(languages.target, texts[1])))


def write_moses(source: BinaryIO, target: BinaryIO, languages: Languages, units: Iterable[TranslationUnit]) -> Exported:
    """The texts of each pair, one on a line of each stream; tabs and line breaks inside become spaces.

    By custom the files are ``NAME.en`` and ``NAME.ar``; ``languages.chosen`` says which two, before the first unit.
    """
    pairs = Pairs(units, languages, flat=True)
    for pair in pairs:
        source.write(pair.source.text.encode() + b"\n")
        target.write(pair.target.text.encode() + b"\n")
    return pairs.counts()
