"""Tables as text: CSV as Excel writes and reads it, and TSV, a line for each row and no quotes."""

import csv
import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from tmx.characters import legal
from tmx.errors import UnreadableGlossary
from tmx.exchange.opening import lines
from tmx.terms.concept import Glossary
from tmx.terms.formats.choice import chosen
from tmx.terms.formats.lost import Tally
from tmx.terms.formats.tables.columns import columns_of
from tmx.terms.formats.tables.concepts import Row, glossary_of
from tmx.terms.formats.tables.rows import table_of
from tmx.terms.formats.texts import one_line

_DELIMITERS = ",;\t"


def read_csv(
    stream: io.BufferedReader, name: str, title: str, languages: tuple[str, str] | None, tally: Tally
) -> Glossary:
    """A glossary from CSV; semicolons and tabs part the cells where the first row has more of them than commas."""
    return glossary_of(_csv_rows(lines(stream, name), name, languages), name, title, languages, tally)


def read_tsv(
    stream: io.BufferedReader, name: str, title: str, languages: tuple[str, str] | None, tally: Tally
) -> Glossary:
    """A glossary from TSV; the remark that OmegaT begins such a file with is no row."""
    rows = (
        (number, line.rstrip("\r\n").split("\t"))
        for number, line in enumerate(lines(stream, name), 1)
        if number > 1 or not line.startswith("# ")
    )
    return glossary_of(rows, name, title, languages, tally)


def write_csv(out: BinaryIO, glossary: Glossary, languages: tuple[str, str] | None, tally: Tally) -> None:
    """Write rows below their headings, with a byte order mark, without which Excel shows no Arabic."""
    columns, rows = table_of(list(chosen(glossary, languages, tally)), tally)
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.heading for column in columns])
    writer.writerows([_legal(cell, tally) for cell in row] for row in rows)
    text.detach()


def write_tsv(out: BinaryIO, glossary: Glossary, languages: tuple[str, str] | None, tally: Tally) -> None:
    """Write rows below their headings; tabs and line breaks become spaces."""
    columns, rows = table_of(list(chosen(glossary, languages, tally)), tally)
    out.write(("\t".join(column.heading for column in columns) + "\n").encode())
    for row in rows:
        out.write(("\t".join(_flat(cell, tally) for cell in row) + "\n").encode())


def _csv_rows(text: Iterator[str], name: str, languages: tuple[str, str] | None) -> Iterator[Row]:
    first = next(text, "")
    rows = csv.reader(chain([first], text), delimiter=_delimiter(first, languages), strict=True)
    number = 1
    try:
        for row in rows:
            yield number, row
            number = rows.line_num + 1
    except csv.Error as error:
        raise UnreadableGlossary(
            f"{name}: line {number}: {error}; put a text with quotes in quotes, and double those inside"
        ) from error


def _delimiter(first: str, languages: tuple[str, str] | None) -> str:
    for delimiter in _DELIMITERS:
        if columns_of(first.rstrip("\r\n").split(delimiter), languages):
            return delimiter
    return max(_DELIMITERS, key=first.count)


def _legal(cell: str, tally: Tally) -> str:
    kept, illegal = legal(cell)
    tally["illegal"] += illegal
    return kept


def _flat(cell: str, tally: Tally) -> str:
    kept = _legal(cell, tally)
    flat = one_line(kept)
    tally["flattened"] += flat != kept.strip()
    return flat
