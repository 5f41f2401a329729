"""Gettext PO as documents: a message is a row, its original and its translation the columns.

A plural is two rows: what is said of one, and what is said of many.
"""

import re
import tempfile
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path
from typing import Any

import polib

from corpus.decoding import Decoded, decode
from corpus.document import Document, Kind
from corpus.errors import UnreadableDocument
from corpus.paragraphs import paragraphs
from corpus.readers.declared import standard_tag
from corpus.readers.source import Builder, Source

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*charset=([\w.:-]+)', re.I)
_PLURAL = re.compile(r"plural\s*=\s*([^;]+)")
_LINE = re.compile(r"\(line (\d+)\)(?:: (.*))?", re.S)
_STRINGS = re.compile(r'(?:^[ \t]*"[^\n]*+\n)++', re.M)
_LARGEST = 30_000_000  # bytes: what polib needs for them is fifty times that
_LONGEST = 5_000  # lines of a message, whose time is quadratic in polib
_MANY = 100  # as a number for the plural rules: "other" or "many" in every language


def read(source: Source) -> Document:
    """The messages in order; of fuzzy ones only the original, of obsolete ones nothing.

    Raises ``UndecodableText``, and ``UnreadableDocument`` with the line where it is no PO.
    """
    if len(source.data) > _LARGEST:
        raise UnreadableDocument(f"{source.name}: larger than {_LARGEST / 1e6:.0f} MB; split it into several files")
    decoded = _decoded(source)
    file = _parsed(decoded.text, source.name)
    tags = standard_tag(file.metadata.get("X-Source-Language", "")), standard_tag(file.metadata.get("Language", ""))
    plurals = _PLURAL.search(file.metadata.get("Plural-Forms", ""))
    builder = Builder()
    rows = (
        pair for entry in file if not entry.obsolete for pair in _pairs(entry, plurals[1] if plurals else "", source)
    )
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            for paragraph in paragraphs(text):
                piece = text[paragraph.start : paragraph.end]
                builder.add(piece, Kind.CELL, cell=(0, row, column), language=tags[column])
    return builder.document(source, encoding=decoded.encoding, guessed=decoded.guessed)


def _decoded(source: Source) -> Decoded:
    """The text, in the encoding the user names or the header does, if it is one."""
    declared = _CHARSET.search(source.data)
    charset = declared[1].decode("ascii").lower() if declared and declared[1] != b"CHARSET" else None
    return decode(source.data, source.name, source.encoding or charset)


def _parsed(text: str, name: str) -> Any:
    if any(run[0].count("\n") > _LONGEST for run in _STRINGS.finditer(text)):
        raise UnreadableDocument(
            f"{name}: a message of more than {_LONGEST:,} lines; this is no text that people write"
        )
    # Given a text instead of a file, polib also ends lines where no PO does, at U+2028 for example.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "messages.po"
        path.write_text(text.removeprefix("\ufeff"), encoding="utf-8", newline="")
        try:
            return polib.pofile(str(path), encoding="utf-8")
        except OSError as error:
            place = _LINE.search(str(error))
            line, reason = (place[1], place[2]) if place else ("1", str(error))
            raise UnreadableDocument(
                f"{name}: line {line}: not PO ({reason or 'syntax error'}); msgfmt --check says more"
            ) from error


def _pairs(entry: Any, rule: str, source: Source) -> Iterator[tuple[str, str]]:
    if not entry.msgid_plural:
        yield entry.msgid, "" if entry.fuzzy else entry.msgstr
        return
    forms = {} if entry.fuzzy else entry.msgstr_plural
    try:
        which = c2py(rule) if rule else lambda count: int(count != 1)
        one, many = which(1), which(_MANY)
    except (ValueError, RecursionError, ArithmeticError) as error:
        raise UnreadableDocument(
            f"{source.name}: Plural-Forms: {rule!r} is no rule ({error}); correct the header"
        ) from error
    yield entry.msgid, forms.get(one, "")
    yield entry.msgid_plural, forms.get(many, "")
