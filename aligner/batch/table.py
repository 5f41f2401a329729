"""A table of pairs that somebody made: CSV or TSV with a source and a target file in each row.

Two more columns may say the languages. A first row that names no file is a heading. Paths are relative
to the table, or else to where the command was called.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import BatchError
from corpus import LanguageError, parse_language
from corpus.decoding import decode

_SUFFIXES = (".csv", ".tsv")
_LARGEST = 50_000_000  # bytes; what is larger is no table of files


@dataclass(frozen=True, slots=True)
class Row:
    """A pair of files that a table names; ``target`` is None where the source holds both languages."""

    source: Path
    target: Path | None
    source_language: str | None = None
    target_language: str | None = None


def read_table(path: Path) -> list[Row] | None:
    """The pairs in a table, or None where it is no table of files: then it is a document itself.

    It is one where a row of the first two names a file that is there. Raises ``BatchError``, with the
    line, for a row without a file and for a language that is none.
    """
    if path.suffix.lower() not in _SUFFIXES or not path.is_file() or path.stat().st_size > _LARGEST:
        return None
    text = decode(path.read_bytes(), str(path)).text
    delimiter = "\t" if "\t" in text.partition("\n")[0] else (";" if ";" in text.partition("\n")[0] else ",")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:  # a field of a length that no name of a file has
        return None
    first = next((place for place, (_, row) in enumerate(rows[:2]) if _file(row[0], path).is_file()), None)
    if first is None:
        return None
    return [_row(row, path, line) for line, row in rows[first:]]


def _row(cells: Sequence[str], path: Path, line: int) -> Row:
    source, target, own, other = [*(cell.strip() for cell in cells), "", "", ""][:4]
    if not source:
        raise BatchError(f"{path}: line {line}: no source file; write source, target, and if you like their languages")
    try:
        languages = [parse_language(tag) if tag else None for tag in (own, other)]
    except LanguageError as error:
        raise BatchError(f"{path}: line {line}: {error}") from error
    return Row(_file(source, path), _file(target, path) if target else None, *languages)


def _file(text: str, table: Path) -> Path:
    beside = table.parent / text.strip()
    return beside if beside.exists() or not Path(text.strip()).exists() else Path(text.strip())
