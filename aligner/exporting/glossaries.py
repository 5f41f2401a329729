"""The glossaries of a project: where OmegaT looks for them, and whole, for other tools.

OmegaT reads TBX as well, but would show each term twice, and propose the terms that are not to be
used; so TBX is in a folder that it does not read.
"""

import io
import re
from collections.abc import Iterable
from pathlib import Path

from aligner.output import replacing
from tmx.terms.concept import Glossary
from tmx.terms.formats import Lost, TermForm, write_glossary

_MARK = b"# Written by Bitext Loom; the next export replaces this file\n"
_FOLDERS = {TermForm.OMEGAT: ("glossary", ".txt"), TermForm.TBX: ("terms", ".tbx")}


def write_glossaries(
    folder: Path, glossaries: Iterable[Glossary], languages: tuple[str, str], name: str
) -> dict[str, Lost]:
    """Write glossaries into a project; the paths in it, and what each file could not hold.

    ``name`` begins the names of the files. One without a pair of terms in these languages is left out.
    Files of an export before are removed. Raises ``OutputError``, ``InvalidGlossary``.
    """
    written: dict[str, Lost] = {}
    for glossary in glossaries:
        stem = _stem(glossary, name, written)
        for form, (place, suffix) in _FOLDERS.items():
            packed = io.BytesIO()
            lost = write_glossary(packed, form, glossary, languages)
            if lost.concepts == len(glossary.concepts):
                break  # OmegaT's comes first: what it can hold nothing of is of no use here
            (folder / place).mkdir(exist_ok=True)
            with replacing(folder / place / (stem + suffix)) as out:
                out.write(packed.getbuffer())
                if form is TermForm.OMEGAT:
                    out.write(_MARK)
            written[f"{place}/{stem}{suffix}"] = lost
    _remove_old(folder, name, written)
    return written


def _stem(glossary: Glossary, name: str, written: Iterable[str]) -> str:
    """A name for the files that is not taken, and never that of the glossary which OmegaT writes itself."""
    safe = re.sub(r"[^-.\w]+", "-", glossary.name).strip("-.")[:80]
    stem = wanted = f"{name}.{safe or 'terms'}"
    number = 1
    while f"glossary/{stem}.txt" in written:
        number += 1
        stem = f"{wanted}-{number}"
    return stem


def _remove_old(folder: Path, name: str, written: Iterable[str]) -> None:
    """Remove glossaries that an export before has left and this one has not written, with their TBX."""
    for path in (folder / "glossary").glob(f"{name}.*.txt"):
        if f"glossary/{path.name}" not in written and path.read_bytes().endswith(_MARK):
            path.unlink()
            (folder / "terms" / f"{path.stem}.tbx").unlink(missing_ok=True)
