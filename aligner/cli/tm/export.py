"""``loom tm export``: a memory to a file of any format, or to a project of OmegaT."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

import aligner
from aligner.cli.losses import report_losses
from aligner.cli.options import Filter
from aligner.cli.terminal import messages, report_filtered
from aligner.cli.terms.losses import report_lost
from aligner.cli.tm.arguments import Document, MemoryFile, SourceLang, TargetLang, pair_of
from aligner.cli.tmx.files import streaming
from aligner.exporting import Exported as Project
from aligner.exporting import ExportOptions, export_project
from aligner.filtering import conditions
from aligner.output import refuse_inputs, replacing
from aligner.units import TOOL
from tmx import Header, TranslationUnit
from tmx.exchange import Exported, Form, Languages, form_of, write_moses, write_units
from tmx.store import Memory, Selection
from tmx.streams import filters
from tmx.terms.termbase import Termbase


def export_command(
    memory: MemoryFile,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="The file to write; - for standard output; of Moses the name before .en and .ar."
        ),
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", "-f", help="Default: by the suffix of the output, else tmx.")
    ] = None,
    omegat_project: Annotated[
        Path | None, typer.Option("--omegat-project", help="A folder to lay out as a project of OmegaT.")
    ] = None,
    source_files: Annotated[
        list[Path] | None, typer.Option("--source-file", help="A text to translate in that project; repeatable.")
    ] = None,
    auto_from: Annotated[
        float, typer.Option(min=0, help="Least score of units that OmegaT fills in by itself; above 1, none.")
    ] = 0.9,
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
    document: Document = None,
    min_score: Annotated[float, typer.Option(min=0, max=1, help="Only units with at least this score, or none.")] = 0.0,
    keep: Filter = None,
) -> None:
    """Write the units of a memory to a file, or lay out a project of OmegaT with them.

    TMX and JSON lines hold all languages, unless some are named; the other formats hold two.
    """
    if (output is None) == (omegat_project is None):
        raise typer.BadParameter("name an --output file or an --omegat-project folder, one of both")
    chosen = filters.Filter([filters.scored(min_score), *conditions(keep)])
    with Memory.open(memory) as store:
        pair = pair_of(store, source_lang, target_lang)
        named = tuple(one for one in (source_lang, target_lang) if one)
        units = chosen.of(unit for _, unit in store.numbered(Selection(named, document)))
        if omegat_project:
            options = ExportOptions(
                auto_from,
                encoder=aligner.load_encoder(),
                source_files=tuple(source_files or ()),
                glossaries=Termbase(store).load(),
            )
            exported = export_project(omegat_project, units, pair.source, pair.target, options)
            _say_project(omegat_project, exported)
        elif output:
            refuse_inputs(output, memory)
            form = form or (form_of(output) if output.suffix else Form.TMX)
            written = _write(output, form, pair, units, two=bool(named))
            messages().print(f"loom: {output}: {written.units:,} units")
            report_losses(written, output)
    report_filtered({name: count for name, count in chosen.stopped.items() if count})


def _write(output: Path, form: Form, pair: Languages, units: Iterator[TranslationUnit], *, two: bool) -> Exported:
    if form is Form.MOSES:
        stem = output.with_suffix("") if output.suffix == ".moses" else output
        paths = [stem.with_name(f"{stem.name}.{tag}") for tag in (pair.source, pair.target)]
        with replacing(paths[0]) as source, replacing(paths[1]) as target:
            return write_moses(source, target, pair, units)
    header = Header(pair.source, TOOL, aligner.__version__, created=datetime.now(UTC).replace(microsecond=0))
    with streaming(output) as out:
        return write_units(form, out, header, units, pair)


def _say_project(folder: Path, project: Project) -> None:
    console = messages()
    for path, written in sorted(project.files.items()):
        console.print(f"loom: {folder / path}: {written.units:,} units")
    for path, lost in project.glossaries.items():
        console.print(f"loom: {folder / path}: a glossary")
        report_lost(lost, folder / path)
    what = "the memory is new, all else is as it was" if project.updated else "open it in OmegaT"
    console.print(f"loom: {folder}: {project.read:,} units read, {project.filled:,} to fill in by themselves; {what}")
