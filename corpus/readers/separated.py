"""CSV and TSV: tables as spreadsheets and programs write them, parted by commas, semicolons, tabs or bars."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any, Literal

from corpus.decoding import decode
from corpus.document import Document
from corpus.errors import UnreadableDocument
from corpus.readers.columns import MOST_CELLS, add_table
from corpus.readers.declared import named_language, names_text
from corpus.readers.source import Builder, Source

_DELIMITERS = "\t;,|"
_LONGEST = 1_000_000  # characters of a line
_COLUMNS = 16_384  # as in Excel
_SAMPLE = 100  # rows that tell the delimiter
_REGULAR = 0.5  # of them have as many columns as most have, where it is one
_SAID = re.compile(r"\ufeff?sep=(.)\r?\n", re.I)  # as Excel is told
_DOUBLED = re.compile(r'(?:^|\t)"[^"]*""', re.M)

_Rows = list[tuple[int, list[str]]]


def read(source: Source) -> Document:
    """Every cell of text is a block; a first row of languages, or of ``source`` and ``target``, names the columns.

    Raises ``UndecodableText``, and ``UnreadableDocument`` where columns cannot be told apart.
    """
    decoded = decode(source.data, source.name, source.encoding)
    said = _SAID.match(decoded.text)
    text = decoded.text[said.end() :] if said else decoded.text.removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter = said[1] if said else _delimiter(text, source.name)
    rows = _rows(text, delimiter, source.name)
    _check(rows, delimiter, source.name)
    builder = Builder()
    remarks = add_table(builder, enumerate(row for _, row in rows))
    return builder.document(source, encoding=decoded.encoding, guessed=decoded.guessed, remarks=remarks)


def _delimiter(text: str, name: str) -> str:
    """The one whose first row names columns, or else parts most rows into the same number of them."""
    best, rank, seen = ",", (False, 0.0), False
    for delimiter in _DELIMITERS:
        rows, is_proper = _sample(text, delimiter)
        if rows and sum(bool(named_language(cell)) or names_text(cell) for cell in rows[0]) > 1:
            return delimiter
        seen = seen or any(len(row) > 1 for row in rows)
        [(width, count)] = Counter(map(len, rows)).most_common(1) or [(1, 0)]
        share = count / len(rows) if width > 1 else 0.0
        best, rank = max((best, rank), (delimiter, (is_proper and share >= _REGULAR, share)), key=lambda one: one[1])
    if seen and rank[1] < _REGULAR:
        raise UnreadableDocument(
            f"{name}: neither tabs nor semicolons nor commas part its rows into columns; "
            "put texts in quotes, or save it as .txt if it is no table"
        )
    return best


def _sample(text: str, delimiter: str) -> tuple[list[list[str]], bool]:
    """The first rows, and whether each quote in them has its place: between tabs it may be one of the text."""
    ways = [(True, True), (True, False)] if delimiter != "\t" else [(True, True), (False, True), (True, False)]
    for quoted, strict in ways:
        reader = _reader(text, delimiter, quoted=quoted, strict=strict)
        try:
            rows = [row for row in islice(reader, _SAMPLE) if any(row)]
        except csv.Error:
            continue
        if quoted or not _shows_quotes(text, rows):
            return rows, strict
    return [], False


def _rows(text: str, delimiter: str, name: str) -> _Rows:
    if delimiter != "\t" or '"' not in text:
        return _numbered(text, delimiter, name)
    plain = _numbered(text, delimiter, name, quoted=False)
    return _numbered(text, delimiter, name) if _is_quoted(text, [row for _, row in plain]) else plain


def _is_quoted(text: str, plain: list[list[str]]) -> bool:
    """Whether quotes around a cell are the file's: much of what is parted by tabs knows no quotes but those of text."""
    if _shows_quotes(text, plain):
        return True
    if len({len(row) for row in plain}) == 1:
        return False
    try:
        return len({len(row) for row in _reader(text, "\t") if row}) == 1
    except csv.Error:
        return False


def _shows_quotes(text: str, plain: list[list[str]]) -> bool:
    """Whether a quote is doubled, or all texts are in quotes."""
    cells = [cell for row in plain for cell in row if any(char.isalpha() for char in cell)]
    return bool(_DOUBLED.search(text)) or all(len(cell) > 1 and cell[0] == cell[-1] == '"' for cell in cells)


def _numbered(text: str, delimiter: str, name: str, *, quoted: bool = True) -> _Rows:
    """Rows that are not empty, each with the number of its first line."""
    reader = _reader(text, delimiter, quoted=quoted)
    rows: _Rows = []
    line, cells = 1, 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, row))
            line = reader.line_num + 1
            cells += len(row)
            if cells > MOST_CELLS:
                raise UnreadableDocument(f"{name}: more than {MOST_CELLS:,} cells; split it into several files")
    except csv.Error as error:
        raise UnreadableDocument(
            f"{name}: line {line}: {error}; put a text with quotes in quotes, and double those inside"
        ) from error
    return rows


def _check(rows: _Rows, delimiter: str, name: str) -> None:
    """Raise where a row has more cells than there are columns: a text was torn apart, and those behind it moved."""
    line, row = max(rows, key=lambda one: len(one[1]), default=(0, []))
    if len(row) > _COLUMNS:
        raise UnreadableDocument(f"{name}: line {line}: {len(row):,} columns; this is no table that people write")
    if delimiter == "\t" or not rows:  # in no text, so that the rows are as they were meant
        return
    [(width, _)] = Counter(len(row) for _, row in rows).most_common(1)
    width = max(width, len(rows[0][1]))
    for line, row in rows:
        if any(cell.strip() for cell in row[width:]):
            raise UnreadableDocument(
                f"{name}: line {line}: {len(row)} columns where other lines have {width}; "
                f"put a text with {delimiter!r} in quotes"
            )


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends; raises ``csv.Error`` for a very long one before its cells are made."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if end - start > _LONGEST:
            raise csv.Error(f"a line of {end - start:,} characters")
        yield text[start:end]
        start = end


def _reader(text: str, delimiter: str, *, quoted: bool = True, strict: bool = True) -> Any:
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    return csv.reader(_lines(text), delimiter=delimiter, quoting=quoting, strict=strict)
