"""A memory as an OmegaT project that is ready to translate in."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from aligner.errors import OutputError
from aligner.exporting.bands import AUTO, PENALTIES
from aligner.exporting.cutting import Kind
from aligner.exporting.glossaries import write_glossaries
from aligner.exporting.settings import write_filters, write_project, write_segmentation
from aligner.exporting.sources import Sources
from aligner.exporting.units import Counts, ExportOptions, write_units
from aligner.output import replacing
from corpus.srx import write_srx
from tmx import TranslationUnit, Written
from tmx.terms.formats import Lost

_FOLDERS = ("source", "target", "glossary", "dictionary", "omegat", "tm")
_ALLOWED = {*_FOLDERS, "terms"}  # in a folder that an export was broken off in


@dataclass(frozen=True, slots=True)
class Exported:
    """What went into a project.

    ``files``: the TMX files by their paths in the project, with what was written. ``read`` units
    were there, ``other`` of them in other languages; ``split`` and ``joined`` are units made of
    parts and of neighbours. ``updated``: the project was there already, and only its memory is new.
    ``glossaries``: their files, with what these could not hold.
    """

    files: dict[str, Written]
    read: int
    other: int
    split: int
    joined: int
    sources: tuple[str, ...]
    updated: bool
    glossaries: dict[str, Lost]

    @property
    def filled(self) -> int:
        """How many units OmegaT fills in by itself where their source comes up."""
        return sum(written.units for path, written in self.files.items() if path.startswith(f"tm/{AUTO}/"))


def export_project(
    folder: Path,
    units: Iterable[TranslationUnit],
    source_language: str,
    target_language: str,
    options: ExportOptions | None = None,
) -> Exported:
    """Make an OmegaT project of ``units`` (BCP 47 languages) in ``folder``, for OmegaT 3.6 and later.

    A project that is there keeps its settings, its documents and all that was translated in it; its
    memory of the same name is replaced. Raises ``OutputError`` where the folder holds anything else
    or a project in other languages, ``CorpusError`` for a source file that cannot be read.
    """
    options = options or ExportOptions()
    sources = Sources.read(options.source_files)
    updated = _check(folder, source_language, target_language)
    try:
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror or error}); name another folder") from error
    counts = write_units(folder / "tm", units, (source_language, target_language), options, sources)
    _remove_old(folder / "tm", options.name, counts)
    glossaries = write_glossaries(folder, options.glossaries, (source_language, target_language), options.name)
    sources.copy(folder / "source")
    if not updated:
        _write_settings(folder, (source_language, target_language), wrapped=sources.are_wrapped)
    return Exported(
        {f"tm/{path}": written for path, written in counts.files.items()},
        counts.read,
        counts.other,
        counts.split,
        counts.joined,
        tuple(path.name for path in sources.paths),
        updated,
        glossaries,
    )


def _write_settings(folder: Path, languages: tuple[str, str], *, wrapped: bool) -> None:
    with replacing(folder / "omegat" / "segmentation.srx") as out:
        write_srx(out, languages)
    with replacing(folder / "omegat" / "segmentation.conf") as out:
        write_segmentation(out, languages)
    with replacing(folder / "omegat" / "filters.xml") as out:
        write_filters(out, wrapped=wrapped)
    with replacing(folder / "omegat.project") as out:  # last: with it, the folder is a project
        write_project(out, *languages)


def _check(folder: Path, source_language: str, target_language: str) -> bool:
    """Whether ``folder`` is a project in these languages; raises ``OutputError`` where it is neither that nor empty."""
    project = folder / "omegat.project"
    if not project.exists():
        if folder.is_file() or (folder.is_dir() and any(path.name not in _ALLOWED for path in folder.iterdir())):
            raise OutputError(f"{folder}: this is no empty folder and no OmegaT project; name another one")
        return False
    try:
        root = etree.parse(project).getroot()
    except (OSError, etree.XMLSyntaxError) as error:
        raise OutputError(f"{project}: cannot be read ({error}); repair it or name another folder") from error
    there = [(root.findtext(f".//{side}_lang") or "").replace("_", "-") for side in ("source", "target")]
    if [tag.lower() for tag in there] != [source_language.lower(), target_language.lower()]:
        raise OutputError(
            f"{folder}: this project is from {there[0]} to {there[1]}, not from {source_language} to "
            f"{target_language}; name another folder"
        )
    return True


def _remove_old(memory: Path, name: str, counts: Counts) -> None:
    """Remove what an export before has left that this one has not written."""
    for place in (AUTO, "", *PENALTIES):
        for kind in Kind:
            path = Path(place) / f"{name}.{kind}.tmx"
            if path.as_posix() not in counts.files:
                (memory / path).unlink(missing_ok=True)
