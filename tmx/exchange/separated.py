"""TSV and CSV: a pair on a row, in two columns of several.

A first row of language tags says which columns these are; without one they are the first two. TSV
is what ``loom align -f tsv`` writes: no quotes, so no tab in a text. CSV is what Excel writes and
reads: quotes where they are needed, line breaks as they are, and a byte order mark, without which
Excel shows no Arabic.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from tmx.errors import UnreadableMemory
from tmx.exchange.languages import Languages, position, require
from tmx.exchange.opening import lines
from tmx.exchange.pairs import Exported, Pair, Pairs
from tmx.languages import mended_language
from tmx.unit import Property, TranslationUnit, Variant

_DELIMITERS = ",;\t"
_NAMED = {"score": "x-score", "bead": "x-bead"}
# What loom align -f tsv writes behind the texts, without a name above it.
_SCORE = re.compile(r"[01]\.[0-9]+")
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*")
_BEAD = re.compile(r"[0-9]+-[0-9]+")

_Row = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Columns:
    source: int
    target: int
    languages: Languages
    named: tuple[tuple[int, str], ...] = ()  # columns with a prop's type


def read_tsv(stream: io.BufferedReader, name: str, languages: Languages | None) -> Iterator[TranslationUnit]:
    """A unit for each row with text on both sides."""
    rows = ((number, line.rstrip("\r\n").split("\t")) for number, line in enumerate(lines(stream, name), 1))
    return _units(rows, name, languages, "look for a tab or a line break inside a text")


def read_csv(stream: io.BufferedReader, name: str, languages: Languages | None) -> Iterator[TranslationUnit]:
    """A unit for each row with text on both sides; semicolons and tabs part columns where the first row says so."""
    rows = _csv_rows(lines(stream, name), name, languages)
    return _units(rows, name, languages, "put a text with a comma in quotes, or name the columns in a first row: en;ar")


def write_tsv(out: BinaryIO, languages: Languages, units: Iterable[TranslationUnit]) -> Exported:
    """Source, target, score, bead, below a row with the language tags; tabs and line breaks become spaces."""
    pairs = Pairs(units, languages, flat=True)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="\n", write_through=True)
    for row in _rows(languages, pairs):
        text.write("\t".join(row) + "\n")
    text.detach()
    return pairs.counts()


def write_csv(out: BinaryIO, languages: Languages, units: Iterable[TranslationUnit]) -> Exported:
    """Source, target, score, bead, below a row with the language tags; for Excel, and by RFC 4180."""
    pairs = Pairs(units, languages)
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    csv.writer(text, lineterminator="\r\n").writerows(_rows(languages, pairs))
    text.detach()
    return pairs.counts()


def _rows(languages: Languages, pairs: Iterable[Pair]) -> Iterator[Sequence[str]]:
    yield languages.source, languages.target, *_NAMED
    for pair in pairs:
        yield pair.source.text, pair.target.text, *map(pair.unit.property, _NAMED.values())


def _csv_rows(text: Iterator[str], name: str, languages: Languages | None) -> Iterator[_Row]:
    first = next(text, "")
    delimiter = next((char for char in _DELIMITERS if _header(first.split(char), languages)), ",")
    rows = csv.reader(chain([first], text), delimiter=delimiter, strict=True)
    number = 1
    try:
        for row in rows:
            yield number, row
            number = rows.line_num + 1
    except csv.Error as error:
        raise UnreadableMemory(
            f"{name}: line {number}: {error}; put a text with quotes in quotes, and double those inside"
        ) from error


def _units(rows: Iterator[_Row], name: str, languages: Languages | None, remedy: str) -> Iterator[TranslationUnit]:
    columns, width = None, 0
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            width = len(cells)
            columns = _header(cells, languages)
            if columns:
                continue
            columns = _Columns(0, 1, require(languages, name))
        if len(cells) != width or width < 2:
            raise UnreadableMemory(f"{name}: line {number}: columns are {len(cells)}, not {max(width, 2)}; {remedy}")
        unit = _unit(cells, columns)
        if all(variant.text for variant in unit.variants):
            yield unit


def _unit(cells: Sequence[str], columns: _Columns) -> TranslationUnit:
    texts = cells[columns.source].strip(), cells[columns.target].strip()
    named = [(kind, cells[index].strip()) for index, kind in columns.named]
    if not columns.named and len(cells) == 4 and _SCORE.fullmatch(cells[2]) and _BEAD.fullmatch(cells[3]):
        named = list(zip(_NAMED.values(), cells[2:], strict=True))
    tags = columns.languages.source, columns.languages.target
    return TranslationUnit(
        tuple(Variant(tag, text) for tag, text in zip(tags, texts, strict=True)),
        tuple(Property(kind, text) for kind, text in named if text),
    )


def _header(cells: Sequence[str], languages: Languages | None) -> _Columns | None:
    """What the columns are, where this row says it.

    It does where cells are the tags of the wanted languages, or ``source`` and ``target``; where
    no languages are wanted, where two cells and no third are tags of two languages.
    """
    names = [cell.strip().strip('"') for cell in cells]
    named = tuple((index, _NAMED[name.lower()]) for index, name in enumerate(names) if name.lower() in _NAMED)
    if languages is None:
        tags = [index for index, name in enumerate(names) if _is_tag(name)]
        if len(tags) != 2 or position(names[tags[0]], [names[tags[1]]]) is not None:
            return None
        source, target = tags
        found = Languages(mended_language(names[source]), mended_language(names[target]))
        return _Columns(source, target, found, named)
    for wanted in ((languages.source, languages.target), ("source", "target")):
        ours, theirs = (position(name, names) for name in wanted)
        if ours is not None and theirs is not None and ours != theirs:
            return _Columns(ours, theirs, languages, named)
    return None


def _is_tag(name: str) -> bool:
    if not _TAG.fullmatch(name):
        return False
    from langcodes import tag_is_valid  # 0.1 s

    return tag_is_valid(name)
