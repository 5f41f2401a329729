"""Gold sets on disk, in two layouts.

law/ar/001    law/en/001    law/gold/001      one segment a line; links as in ``links``
mac/tsv/001_zh.001_en.tsv                     one bead a line, source TAB target, sentences not parted
"""

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from aligner.errors import EvaluationError
from aligner.evaluation.links import Link, read_links
from corpus import CorpusError, lines, read_text, split_sentences

_LANGUAGES = re.compile(r"[._]([a-z]{2,3})\..*[._]([a-z]{2,3})\.tsv")


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """Segments of both sides and the links between them."""

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Documents of one kind; ``name`` is the end of the path, for the signature."""

    name: str
    source_language: str
    target_language: str
    documents: tuple[GoldDocument, ...]


def read_set(folder: Path, source_language: str | None = None) -> GoldSet:
    """Read a gold set; the source is the language folder named, or the first by alphabet.

    Raises ``EvaluationError`` where folders or files are missing or links point past the text.
    """
    tables = sorted([*folder.glob("*.tsv"), *folder.glob("tsv/*.tsv")])
    if tables and not (folder / "gold").is_dir():
        return _read_tables(folder, tables, source_language)
    languages = sorted(path.name for path in folder.glob("*") if path.is_dir() and path.name != "gold")
    if not (folder / "gold").is_dir() or len(languages) != 2:
        raise EvaluationError(f"{folder}: a gold set is a folder with gold/ and two language folders")
    if source_language is not None:
        if source_language not in languages:
            raise EvaluationError(f"{folder}: no folder {source_language}; there are {', '.join(languages)}")
        languages.sort(key=lambda name: name != source_language)
    documents = tuple(_read(folder, path.name, *languages) for path in sorted((folder / "gold").iterdir()))
    if not documents:
        raise EvaluationError(f"{folder / 'gold'}: no documents")
    return GoldSet(_name(folder), languages[0], languages[1], documents)


def _name(folder: Path) -> str:
    return "/".join(folder.resolve().parts[-2:])


def _read_tables(folder: Path, tables: list[Path], source_language: str | None) -> GoldSet:
    """A set of ``*.tsv``, of which the names say the languages: ``001_zh.001_en.tsv``.

    A cell holds the sentences of one side of a bead; ours are found in it as in any text.
    """
    tables = [path for path in tables if _LANGUAGES.search(path.name)]
    found = {match.groups() for path in tables if (match := _LANGUAGES.search(path.name))}
    if len(found) != 1:
        raise EvaluationError(f"{folder}: the names of its tables have to say two languages, as in 001_zh.001_en.tsv")
    languages = found.pop()
    turned = source_language == languages[1]
    if source_language is not None and source_language not in languages:
        raise EvaluationError(f"{folder}: no language {source_language}; there are {', '.join(languages)}")
    documents = tuple(_read_table(path, languages, turned=turned) for path in tables)
    names = languages[::-1] if turned else languages
    return GoldSet(_name(folder), names[0], names[1], documents)


def _read_table(path: Path, languages: tuple[str, ...], *, turned: bool) -> GoldDocument:
    cells: list[list[tuple[str, ...]]] = [[], []]
    for number, line in enumerate(read_segments(path), 1):
        row = line.split("\t")
        if len(row) != 2:
            raise EvaluationError(f"{path}:{number}: not two cells with a tab between them")
        for side, (text, language) in enumerate(zip(row, languages, strict=True)):
            cells[side].append(tuple(split_sentences(text, language)))
    runs = [
        [tuple(range(*ends)) for ends in pairwise(accumulate(map(len, side), initial=0))]
        for side in (cells[::-1] if turned else cells)
    ]
    texts = [tuple(text for cell in side for text in cell) for side in (cells[::-1] if turned else cells)]
    return GoldDocument(path.name, texts[0], texts[1], tuple(zip(*runs, strict=True)))


def _read(folder: Path, name: str, source: str, target: str) -> GoldDocument:
    links = read_links(folder / "gold" / name)
    sides = [read_segments(folder / language / name) for language in (source, target)]
    for side, (language, segments) in enumerate(zip((source, target), sides, strict=True)):
        last = max((index for link in links for index in link[side]), default=-1)
        if last >= len(segments):
            raise EvaluationError(f"{folder / 'gold' / name}: index {last}, but {language} has {len(segments)} lines")
    return GoldDocument(name, sides[0], sides[1], tuple(links))


def read_segments(path: Path) -> tuple[str, ...]:
    """The lines of a text, one segment each, empty ones too; raises ``EvaluationError``."""
    try:
        document = read_text(path)
    except CorpusError as error:
        raise EvaluationError(str(error)) from error
    return tuple(document.slice(line) for line in lines(document.text))
