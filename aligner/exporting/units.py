"""The units of a memory to the TMX files of a project.

In memory are only the units of one source text at a time, a window of neighbours, and a batch that
is taken apart; all else is put aside on disk (``spool``), about as much as the memory is large.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

import aligner
from aligner.encoder import Encoder
from aligner.exporting.bands import band
from aligner.exporting.cutting import Kind
from aligner.exporting.entries import Entry, entries_of, key_of, resolve
from aligner.exporting.joining import taken_for_one, whole_sentences
from aligner.exporting.pairs import Pair, pair_of
from aligner.exporting.sources import Sources
from aligner.exporting.splitting import Split, split_pairs
from aligner.exporting.spool import Spool, open_spool
from aligner.output import replacing
from aligner.units import TOOL
from tmx import Header, TranslationUnit, Written, write_tmx
from tmx.terms.concept import Glossary

Join = Callable[[Iterable[Pair], Sources], Iterator[Pair]]


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How units are exported.

    ``auto_from``: the least score, in 0..1, of units that OmegaT fills in by itself; above 1, none.
    ``unscored``: the score of units that carry none, which people made. ``encoder`` takes units of
    several sentences apart; without one they stay as they are. ``joined``: put neighbours together
    where clients ask for both at once. ``source_files`` are copied into the project, and bind
    alternatives to their places. ``glossaries`` are put beside the memory. ``name`` begins the names of
    the files.
    """

    auto_from: float = 0.9
    unscored: float = 1.0
    encoder: Encoder | None = None
    joined: bool = True
    source_files: tuple[Path, ...] = ()
    name: str = "memory"
    glossaries: tuple[Glossary, ...] = ()


@dataclass(slots=True)
class Counts:
    """What happened to units: read, of other languages, made by taking apart and by putting together."""

    read: int = 0
    other: int = 0
    split: int = 0
    joined: int = 0
    files: dict[str, Written] = field(default_factory=dict)


def write_units(
    folder: Path,
    units: Iterable[TranslationUnit],
    languages: tuple[str, str],
    options: ExportOptions,
    sources: Sources,
) -> Counts:
    """Write ``units`` from the first to the second language into ``folder`` and its folders by trust.

    Raises ``OutputError``, and what the iterator of units raises; files appear only when all is read.
    """
    counts = Counts()
    with open_spool() as spool:
        spool.add_pairs(_pairs(units, languages, options, counts))
        spool.add_entries(_entries(_splits(spool, options, sources, counts), options, sources, counts))
        for rivals in spool.rivals():
            spool.add_units((_path(entry, options), unit) for entry, unit in resolve(rivals, sources))
        for path in spool.paths():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            with replacing(folder / path) as out:
                counts.files[path] = write_tmx(out, _header(path, languages[0]), spool.units(path))
    return counts


def _pairs(
    units: Iterable[TranslationUnit], languages: tuple[str, str], options: ExportOptions, counts: Counts
) -> Iterator[Pair]:
    for unit in units:
        counts.read += 1
        pair = pair_of(unit, languages, options.unscored)
        if pair is None:
            counts.other += 1
        else:
            yield pair


def _splits(spool: Spool, options: ExportOptions, sources: Sources, counts: Counts) -> Iterator[Split]:
    """All units, as they are and put together, with the parts they hold."""
    wholes = _joined(whole_sentences, spool, options, sources, counts)
    yield from split_pairs(chain(spool.pairs(), wholes), options.encoder)
    for pair in _joined(taken_for_one, spool, options, sources, counts):
        yield Split(pair)


def _joined(join: Join, spool: Spool, options: ExportOptions, sources: Sources, counts: Counts) -> Iterator[Pair]:
    if options.joined:
        for pairs in spool.documents():
            for pair in join(pairs, sources):
                counts.joined += 1
                yield pair


def _entries(
    splits: Iterable[Split], options: ExportOptions, sources: Sources, counts: Counts
) -> Iterator[tuple[str, Entry]]:
    for split in splits:
        counts.split += len(split.parts)
        for entry in entries_of(split, sources, options.auto_from):
            yield key_of(entry), entry


def _path(entry: Entry, options: ExportOptions) -> str:
    return (Path(band(entry.pair.score, options.auto_from)) / f"{options.name}.{entry.kind}.tmx").as_posix()


def _header(path: str, source_language: str) -> Header:
    kind = Kind(Path(path).suffixes[-2].removeprefix("."))
    language = "*all*" if kind is Kind.MARKED else source_language
    return Header(language, TOOL, aligner.__version__, kind.segtype)
