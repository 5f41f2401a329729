"""A glossary out of a file in any format that is known."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tmx.errors import UnreadableGlossary, UnreadableMemory
from tmx.exchange.errors import UnknownLanguages
from tmx.exchange.opening import opened
from tmx.terms.concept import Glossary
from tmx.terms.formats.form import TermForm, form_of
from tmx.terms.formats.lost import Lost, Tally
from tmx.terms.formats.omegat import read_omegat
from tmx.terms.formats.tables import read_csv, read_tsv, read_workbook
from tmx.terms.formats.tbx import read_tbx

_Pair = tuple[str, str]
_Reader = Callable[[io.BufferedReader, str, str, _Pair | None, Tally], Glossary]


@dataclass(frozen=True, slots=True)
class GlossaryReading:
    """A glossary, and what of its file has no place in it."""

    glossary: Glossary
    lost: Lost


def read_glossary(path: Path, languages: _Pair | None = None, form: TermForm | None = None) -> Glossary:
    """The glossary in a file, gzip or not; the format is that of the suffix unless ``form`` says it.

    ``languages`` (BCP 47, source and target) are those of OmegaT's glossaries, and of tables whose
    headings do not name theirs. TBX of 2008 and of 2019 are told apart by themselves. Raises
    ``UnreadableGlossary``, one line with file, line and concept; ``UnknownForm``,
    ``UnknownLanguages``, ``MissingLibrary``.
    """
    return read_all(path, languages, form).glossary


def read_all(
    source: Path | BinaryIO, languages: _Pair | None = None, form: TermForm | None = None, name: str = ""
) -> GlossaryReading:
    """What ``read_glossary`` reads, of a binary stream as well, and counts of what it left out.

    A stream stays open; ``name`` stands for it in messages.
    """
    name = name or (str(source) if isinstance(source, Path) else "<stdin>")
    path = Path(name)
    reader = _READERS[form or form_of(path)]
    tally: Tally = Tally()
    title = path.name.removesuffix(".gz").removesuffix(Path(path.name.removesuffix(".gz")).suffix)
    try:
        with opened(source, name) as stream:
            glossary = reader(stream, name, title, languages, tally)
    except UnreadableMemory as error:
        raise UnreadableGlossary(str(error)) from error
    return GlossaryReading(glossary, Lost(**tally))


def _tbx(stream: io.BufferedReader, name: str, title: str, _: _Pair | None, tally: Tally) -> Glossary:
    return read_tbx(stream, name, title, tally)


def _omegat(stream: io.BufferedReader, name: str, title: str, languages: _Pair | None, tally: Tally) -> Glossary:
    if languages is None:
        raise UnknownLanguages(
            f"{name}: a glossary of OmegaT does not say its languages; name them with --source-lang and --target-lang"
        )
    return read_omegat(stream, name, title, languages, tally)


_READERS: dict[TermForm, _Reader] = {
    TermForm.TBX: _tbx,
    TermForm.TBX3: _tbx,
    TermForm.OMEGAT: _omegat,
    TermForm.CSV: read_csv,
    TermForm.TSV: read_tsv,
    TermForm.XLSX: read_workbook,
}
