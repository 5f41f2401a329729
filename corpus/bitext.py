"""One file with both languages, or two files, to the two sides of a bitext."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.bilingual import identify, label_paragraphs
from corpus.document import Bitext, Document, Segment, Side, Span
from corpus.errors import LanguageError
from corpus.language import main_script, parse_language, primary, script_of
from corpus.paragraphs import lines, paragraphs
from corpus.reading import read_document
from corpus.segmentation import segment
from corpus.tables import label_columns, rows_of


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
    """The two sides of a document that holds both languages; tags are in standard form.

    Where the file says itself which text is in which language, that holds; else the columns of a table
    decide, and elsewhere each paragraph.
    """
    blocks = _blocks(document, segmented=segmented)
    wanted = [tag for tag in (source_language, target_language) if tag]
    found = _declared(document, wanted) or _detected(document, blocks, wanted)
    names = list(dict.fromkeys(tag for tag in found if tag))
    source = source_language or next(tag for tag in names if tag != target_language)
    other = target_language or next(tag for tag in names if tag != source)
    numbered = list(zip(range(len(blocks)), blocks, found, strict=True))

    def side(language: str) -> Side:
        mine = [(number, block) for number, block, label in numbered if label == language]
        return Side(document, language, _segments(document, mine, language, segmented=segmented))

    sides = side(source), side(other)
    return Bitext(*sides, tuple(rows_of(*sides)) if document.blocks else ())


def whole_side(document: Document, language: str | None = None, *, segmented: bool = False) -> Side:
    """A document in one language, named or found; raises ``CorpusError`` where it has no text."""
    blocks = _blocks(document, segmented=segmented)
    language = language or _said(document) or identify([document.slice(block) for block in blocks], document.name)
    return Side(document, language, _segments(document, enumerate(blocks), language, segmented=segmented))


def _blocks(document: Document, *, segmented: bool) -> list[Span]:
    if document.blocks:
        return [Span(block.start, block.end) for block in document.blocks]
    return lines(document.text) if segmented else paragraphs(document.text)


def _declared(document: Document, wanted: Sequence[str]) -> list[str | None] | None:
    """The language of each block as the file says, if it says two of them; what is in a third one has None.

    A named tag stands for the one of its language: ``en`` for ``en-GB``.
    """
    tags = {primary(tag): tag for tag in wanted}
    said = [_tag(block.language, tags) for block in document.blocks]
    names = list(dict.fromkeys(name for name in said if name))
    if not all(said) or len(names) < 2 or any(tag not in names for tag in wanted):
        return None
    pair = [*wanted, *(name for name in names if name not in wanted)][:2]
    return [name if name in pair else None for name in said]


def _tag(said: str, wanted: Mapping[str, str]) -> str:
    """A tag of a file in standard form, or the named one of its language; nothing where it is none."""
    try:
        return (wanted.get(primary(said)) or parse_language(said)) if said else ""
    except LanguageError:
        return ""


def _detected(document: Document, blocks: Sequence[Span], wanted: Sequence[str]) -> Sequence[str | None]:
    labels = label_paragraphs([document.slice(block) for block in blocks], document.name, wanted).languages
    return label_columns(document, labels) if document.blocks else labels


def _said(document: Document) -> str | None:
    """The one language that the file says it is in, if its script is that of the text."""
    names = {_tag(block.language, {}) for block in document.blocks}
    name = names.pop() if len(names) == 1 else ""
    return name if name and script_of(name) == main_script(document.text) else None


def _segments(
    document: Document, blocks: Iterable[tuple[int, Span]], language: str, *, segmented: bool
) -> tuple[Segment, ...]:
    if segmented:
        return tuple(Segment(block.start, block.end, number) for number, block in blocks)
    return segment(document, blocks, language)
