"""The formats of glossaries by name and by the suffixes of their files."""

from enum import StrEnum
from pathlib import Path

from tmx.exchange.errors import UnknownForm


class TermForm(StrEnum):
    """Names of the formats, as a user writes them."""

    TBX = "tbx"  # TBX-Basic of 2008, which clients read; a reader takes either edition for the other
    TBX3 = "tbx3"  # TBX-Basic of 2019
    OMEGAT = "omegat"
    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"


_SUFFIXES = {
    ".tbx": TermForm.TBX,
    ".txt": TermForm.OMEGAT,
    ".utf8": TermForm.OMEGAT,
    ".tab": TermForm.OMEGAT,
    ".csv": TermForm.CSV,
    ".tsv": TermForm.TSV,
    ".xlsx": TermForm.XLSX,
}


def form_of(path: Path) -> TermForm:
    """The format by the suffix, ``.gz`` behind it or not; raises ``UnknownForm``, which lists what is known."""
    name = path.name.lower().removesuffix(".gz")
    form = _SUFFIXES.get(Path(name).suffix)
    if form is None:
        known = " ".join(_SUFFIXES)
        raise UnknownForm(f"{path}: no format of glossaries has this suffix; known are {known}, or name the format")
    return form
