"""Units into a file in any format that is known."""

from collections.abc import Iterable
from typing import BinaryIO

from tmx.exchange.errors import UnknownForm
from tmx.exchange.form import Form
from tmx.exchange.jsonl import write_jsonl
from tmx.exchange.languages import Languages, chosen
from tmx.exchange.pairs import Exported
from tmx.exchange.parquet import write_parquet
from tmx.exchange.separated import write_csv, write_tsv
from tmx.exchange.xliff import write_xliff12, write_xliff21
from tmx.unit import Header, TranslationUnit
from tmx.writer import write_tmx

_PAIRS = {Form.TSV: write_tsv, Form.CSV: write_csv, Form.XLIFF2: write_xliff21, Form.PARQUET: write_parquet}


def write_units(
    form: Form, out: BinaryIO, header: Header, units: Iterable[TranslationUnit], languages: Languages | None = None
) -> Exported:
    """Write ``units`` to a binary stream, one after the other; says what was left out.

    TMX and JSONL hold all languages of a unit. Of the others, ``languages`` says which two; by
    default the source language of ``header``, and the other one of the first unit with two.
    Raises ``UnknownForm`` for what cannot be written to one stream, ``InvalidUnit``, ``MissingLibrary``.
    """
    if form is Form.TMX:
        written = write_tmx(out, header, units)
        return Exported(
            written.units,
            empty=written.empty,
            illegal=written.illegal,
            bidi=written.bidi,
            foreign=written.foreign,
        )
    if form is Form.JSONL:
        return write_jsonl(out, units)
    if form is Form.MOSES:
        raise UnknownForm("Moses is two files: name both, or write tsv")
    if form is Form.PO:
        raise UnknownForm("PO is only read: a program's messages come from its source; write xliff")
    two, rest = chosen(units, header, languages)
    if form is Form.XLIFF:
        return write_xliff12(out, header, two, rest)
    return _PAIRS[form](out, two, rest)
