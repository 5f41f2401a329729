"""Units out of a file in any format that is known."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from tmx.exchange.errors import UnknownForm
from tmx.exchange.form import Form, form_of
from tmx.exchange.jsonl import read_jsonl
from tmx.exchange.languages import Languages
from tmx.exchange.opening import opened
from tmx.exchange.po import read_po
from tmx.exchange.separated import read_csv, read_tsv
from tmx.exchange.xliff import read_xliff
from tmx.reader import TmxReader
from tmx.unit import TranslationUnit

_Reader = Callable[[io.BufferedReader, str, Languages | None], Iterator[TranslationUnit]]

_READERS: dict[Form, _Reader] = {
    Form.TSV: read_tsv,
    Form.CSV: read_csv,
    Form.JSONL: read_jsonl,
    Form.XLIFF: read_xliff,
    Form.XLIFF2: read_xliff,
    Form.PO: read_po,
}


def read_units(
    source: Path | BinaryIO, form: Form | None = None, languages: Languages | None = None, name: str = ""
) -> Iterator[TranslationUnit]:
    """The units of a file or a binary stream, which may be in gzip; a stream stays open.

    The format is that of the suffix, of ``name`` where a stream has one, unless ``form`` says it.
    ``languages`` are for formats that do not say theirs (TSV, CSV, plain JSONL; the target of PO).
    Raises ``UnreadableMemory``, one line with file and line; ``UnknownForm``, ``UnknownLanguages``.
    """
    name = name or (str(source) if isinstance(source, Path) else "<stdin>")
    form = form or form_of(Path(name))
    if form is Form.TMX:
        with TmxReader(source, name=name) as reader:
            yield from reader
    elif form not in _READERS:
        known = ", ".join((Form.TMX, *_READERS))
        raise UnknownForm(f"{name}: {form} is not read here; convert it to one of {known}")
    else:
        with opened(source, name) as stream:
            yield from _READERS[form](stream, name, languages)
