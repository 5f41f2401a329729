"""One file with both languages, or two files, to the two sides of a bitext."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.bilingual import identify, label_paragraphs
from corpus.document import Bitext, Document, Segment, Side, Span
from corpus.errors import LanguageError
from corpus.language import parse_language
from corpus.paragraphs import lines, paragraphs
from corpus.reading import read_document
from corpus.segmentation import segment


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read: named languages (BCP 47) decide over detection, and so does ``encoding``.

    ``segmented`` takes every line as one segment, as it is, empty lines included.
    """

    source_language: str | None = None
    target_language: str | None = None
    encoding: str | None = None
    segmented: bool = False


def read_bitext(source: str | Path, target: str | Path | None = None, reading: Reading | None = None) -> Bitext:
    """The two sides of ``source`` (both languages in it) or of ``source`` and ``target``.

    In one file, the source language is the named one or else the first in the file. Raises
    ``CorpusError`` for what cannot be read, decoded, or told apart into two languages.
    """
    reading = reading or Reading()
    tags = [parse_language(tag) if tag else None for tag in (reading.source_language, reading.target_language)]
    if tags[0] and tags[1] and tags[0] == tags[1]:
        raise LanguageError(f"source and target language are both {tags[0]}; name two different ones")
    first = read_document(source, reading.encoding)
    if target is None:
        return split_document(first, tags[0], tags[1], segmented=reading.segmented)
    second = read_document(target, reading.encoding)
    sides = Bitext(
        whole_side(first, tags[0], segmented=reading.segmented),
        whole_side(second, tags[1], segmented=reading.segmented),
    )
    if sides.source.language == sides.target.language:
        raise LanguageError(
            f"{first.name} and {second.name} are both in {sides.source.language}; "
            "name the languages with --source-lang and --target-lang if that is wrong"
        )
    return sides


def split_document(
    document: Document,
    source_language: str | None = None,
    target_language: str | None = None,
    *,
    segmented: bool = False,
) -> Bitext:
    """The two sides of a document that holds both languages; tags are in standard form."""
    blocks = _blocks(document, segmented=segmented)
    wanted = [tag for tag in (source_language, target_language) if tag]
    labels = label_paragraphs([document.slice(block) for block in blocks], document.name, wanted)
    source = source_language or (labels.second if labels.first == target_language else labels.first)
    other = labels.second if source == labels.first else labels.first
    numbered = list(zip(range(len(blocks)), blocks, labels.languages, strict=True))

    def side(language: str) -> Side:
        mine = [(number, block) for number, block, label in numbered if label == language]
        return Side(document, language, _segments(document, mine, language, segmented=segmented))

    return Bitext(side(source), side(other))


def whole_side(document: Document, language: str | None = None, *, segmented: bool = False) -> Side:
    """A document in one language, named or found; raises ``CorpusError`` where it has no text."""
    blocks = _blocks(document, segmented=segmented)
    language = language or identify([document.slice(block) for block in blocks], document.name)
    return Side(document, language, _segments(document, enumerate(blocks), language, segmented=segmented))


def _blocks(document: Document, *, segmented: bool) -> list[Span]:
    return lines(document.text) if segmented else paragraphs(document.text)


def _segments(
    document: Document, blocks: Iterable[tuple[int, Span]], language: str, *, segmented: bool
) -> tuple[Segment, ...]:
    if segmented:
        return tuple(Segment(block.start, block.end, number) for number, block in blocks)
    return segment(document, blocks, language)
