"""The report that the fixtures ``market.*`` hold, and how to compare a document with it."""

import csv
from pathlib import Path

from corpus.document import Document, Kind

FIXTURES = Path(__file__).parent / "fixtures"
KINDS = {"h": Kind.HEADING, "p": Kind.PARAGRAPH, "l": Kind.ITEM, "t": Kind.CELL}


def report(language: str, *, table: bool = True) -> list[tuple[Kind, str]]:
    """Its blocks, in order."""
    with (FIXTURES / f"market.{language}.tsv").open(encoding="utf-8", newline="") as stream:
        rows = [(KINDS[name[0]], text) for name, text in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return [row for row in rows if table or row[0] is not Kind.CELL]


def found(document: Document) -> list[tuple[Kind, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def texts(document: Document) -> list[str]:
    return [text for _, text in found(document)]
