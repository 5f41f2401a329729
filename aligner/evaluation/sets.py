"""Gold sets on disk: a folder with ``gold`` and two language folders, a file name for each document.

law/ar/001    law/en/001    law/gold/001      one segment a line; links as in ``links``
"""

from dataclasses import dataclass
from pathlib import Path

from aligner.errors import EvaluationError
from aligner.evaluation.links import Link, read_links
from corpus import CorpusError, lines, read_document


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
    return GoldSet("/".join(folder.resolve().parts[-2:]), languages[0], languages[1], documents)


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
        document = read_document(path)
    except CorpusError as error:
        raise EvaluationError(str(error)) from error
    return tuple(document.slice(line) for line in lines(document.text))
