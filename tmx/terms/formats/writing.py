"""A glossary into a file of any format that is known."""

from typing import BinaryIO

from tmx.exchange.errors import UnknownLanguages
from tmx.terms.concept import Glossary
from tmx.terms.formats.form import TermForm
from tmx.terms.formats.lost import Lost, Tally
from tmx.terms.formats.omegat import write_omegat
from tmx.terms.formats.tables import write_csv, write_tsv, write_workbook
from tmx.terms.formats.tbx import V2, V3, write_tbx

_TABLES = {TermForm.CSV: write_csv, TermForm.TSV: write_tsv, TermForm.XLSX: write_workbook}


def write_glossary(out: BinaryIO, form: TermForm, glossary: Glossary, languages: tuple[str, str] | None = None) -> Lost:
    """Write ``glossary`` to a binary stream; says what the format could not hold.

    ``languages`` (BCP 47, source first) choose the terms to write; by default all are written, and
    of OmegaT's two languages the first is that of the first term, the second the next one there is.
    ``priority`` is a termbase's, and in no file. Raises ``InvalidGlossary``, ``UnknownLanguages``,
    ``MissingLibrary``.
    """
    tally: Tally = Tally()
    if form is TermForm.OMEGAT:
        write_omegat(out, glossary, languages or _pair(glossary), tally)
    elif form in _TABLES:
        _TABLES[form](out, glossary, languages, tally)
    else:
        write_tbx(out, V3 if form is TermForm.TBX3 else V2, glossary, languages, tally)
    return Lost(**tally)


def _pair(glossary: Glossary) -> tuple[str, str]:
    languages = dict.fromkeys(language for concept in glossary.concepts for language in concept.languages())
    source = next(iter(languages), "")
    target = next((tag for tag in languages if tag.split("-")[0].lower() != source.split("-")[0].lower()), "")
    if not target:
        raise UnknownLanguages(
            f"{glossary.name}: a glossary of OmegaT has two languages, and this one "
            f"{'only ' + source if source else 'none'}; name both, or another format"
        )
    return source, target
