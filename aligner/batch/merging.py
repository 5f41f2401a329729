"""The units of all documents in one memory, each pair of texts once."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import aligner
from aligner.batch.pieces import key_of, pieces
from aligner.encoder import Progress
from aligner.output import replacing
from aligner.units import TOOL
from tmx import Header, Property, SegType, TmxReader, TmxWriter
from tmx.languages import ALL
from tmx.store import Added, Memory, Source
from tmx.streams.identity import DigestSet


@dataclass(frozen=True, slots=True)
class Merged:
    """Units that a memory was written with, and how many were left out because they were there already."""

    units: int
    repeated: int


def header(languages: Sequence[str], encoder: str, moment: datetime) -> Header:
    """The header of a memory whose units begin with one of ``languages``."""
    language = languages[0] if len(set(languages)) == 1 else ALL
    properties = (Property("x-encoder", encoder),)
    # Units say which type they are; among thousands, some hold several sentences (``aligner.units.header``).
    return Header(language, TOOL, aligner.__version__, SegType.PARAGRAPH, created=moment, properties=properties)


def write_memory(path: Path, header: Header, files: Sequence[Path], advance: Progress) -> Merged:
    """Write the units of TMX files one behind the other; of those with the same texts the first stays.

    Raises ``TmxError`` for a file that somebody damaged.
    """
    seen, units, repeated = DigestSet(), 0, 0
    with replacing(path) as out, TmxWriter(out, header):
        for number, file in enumerate(files, 1):
            for piece in pieces(file):
                if seen.add(key_of(piece)):
                    out.write(piece)
                    units += 1
                else:
                    repeated += 1
            advance(number, len(files))
    return Merged(units, repeated)


def import_memory(store: Path, path: Path, source: Source) -> Added:
    """Add the units of a TMX file to a memory, which is made if it is not there; raises ``TmxError``.

    What it knows already it does not take twice, and an import that was broken off goes on where it was.
    """
    with ExitStack() as stack:
        reader = stack.enter_context(TmxReader(stack.enter_context(path.open("rb")), name=str(path)))
        memory = stack.enter_context(Memory.open(store) if store.exists() else Memory.create(store))
        return memory.add(reader, source)
