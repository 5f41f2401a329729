"""The formats by name and by the suffixes of their files."""

from enum import StrEnum
from pathlib import Path

from tmx.exchange.errors import UnknownForm


class Form(StrEnum):
    """Names of the formats, as a user writes them."""

    TMX = "tmx"
    TSV = "tsv"
    CSV = "csv"
    MOSES = "moses"
    JSONL = "jsonl"
    XLIFF = "xliff"  # 1.2
    XLIFF2 = "xliff2"  # 2.1
    PO = "po"
    PARQUET = "parquet"


# XLIFF says in the file which version it is; the last three are 1.2 as SDL, memoQ and Phrase name it.
_SUFFIXES = {
    ".tmx": Form.TMX,
    ".tsv": Form.TSV,
    ".csv": Form.CSV,
    ".jsonl": Form.JSONL,
    ".xlf": Form.XLIFF,
    ".xliff": Form.XLIFF,
    ".po": Form.PO,
    ".pot": Form.PO,
    ".parquet": Form.PARQUET,
    ".sdlxliff": Form.XLIFF,
    ".mqxliff": Form.XLIFF,
    ".mxliff": Form.XLIFF,
}


def form_of(path: Path) -> Form:
    """The format by the suffix, ``.gz`` behind it or not; raises ``UnknownForm``, which lists what is known."""
    name = path.name.lower().removesuffix(".gz")
    form = _SUFFIXES.get(Path(name).suffix)
    if form is None:
        raise UnknownForm(f"{path}: no format has this suffix; known are {' '.join(_SUFFIXES)}, or name the format")
    return form
