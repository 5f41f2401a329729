"""``loom tmx merge`` and ``split``: several memories to one, one to several."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.losses import report_losses
from aligner.cli.terminal import messages
from aligner.cli.tmx.arguments import File, Files, JsonCounts, Output, Recover
from aligner.cli.tmx.files import Memory, reading, require_files, shown, writing
from aligner.cli.tmx.report import report, require_file
from aligner.output import making, refuse_inputs
from tmx.streams.identity import pair_digest
from tmx.streams.merging import Merging
from tmx.streams.parts import Parts
from tmx.streams.splitting import DOCUMENT, Names, Part, by_languages, by_number, by_property


def merge_command(files: Files, output: Output, recover: Recover = False, as_json: JsonCounts = False) -> None:
    """Write the units of all files to one, in order; the same texts once.

    The first file gives the header, and of copies the first stays: name the memory you trust most
    first. A tuid that is taken gets a number behind it.
    """
    require_file(output, as_json=as_json)
    refuse_inputs(output, *files)
    require_files(files)
    merging, writer, header = Merging(), None, None
    with ExitStack() as stack:
        for path in files:
            with reading(path, recover=recover) as memory:
                if writer is None or header is None:
                    header = memory.header
                    writer = stack.enter_context(writing(output, header))
                elif memory.header.source_language != header.source_language:
                    messages().print(
                        f"loom: warning: {shown(path)}: srclang is {memory.header.source_language}, and "
                        f"{header.source_language} in {shown(files[0])}, which the merged memory has",
                        style="yellow",
                    )
                key = partial(pair_digest, source_language=memory.header.source_language)
                for unit in merging.of(memory, key):
                    writer.write(unit)
    if writer:
        report(output, writer.written, {"duplicate": merging.repeated}, as_json=as_json, renamed=merging.renamed)


def split_command(
    file: File,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to make, or an empty one.")],
    units: Annotated[int | None, typer.Option(min=1, help="So many units in each file.")] = None,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="language-pair|document|TYPE",
            help="A file for each pair of languages, document, or text of the prop of a type.",
        ),
    ] = None,
    recover: Recover = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the files and their units as JSON.")] = False,
) -> None:
    """Write the units to several files in a new folder, each with the header of the memory.

    By language pair, a unit in several languages goes to several files, its source in each.
    """
    if (units is None) == (by is None):
        raise typer.BadParameter("give one of them", param_hint="--units, --by")
    names = Names(_stem(file))
    with making(output) as folder, reading(file, recover=recover) as memory, Parts(folder, memory.header) as parts:
        for label, unit in _divided(memory, units, by):
            parts.write(names.of(label), unit)
    written = parts.written
    if as_json:
        answer = {"output": str(output), **asdict(written), "files": parts.units}
        typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        messages().print(f"loom: {output}: {written.units:,} units in {len(parts.units):,} files")
    report_losses(written, output)


def _divided(memory: Memory, units: int | None, by: str | None) -> Iterator[Part]:
    if units:
        return by_number(memory, units)
    if by == "language-pair":
        return by_languages(memory, memory.header.source_language)
    return by_property(memory, DOCUMENT if by == "document" else (by or "",))


def _stem(file: Path) -> str:
    if str(file) == "-":
        return "part"
    name = file.name.removesuffix(".gz")
    return name.removesuffix(Path(name).suffix)
