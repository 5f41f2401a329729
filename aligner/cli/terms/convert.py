"""``loom terms convert``: a glossary from one format to another."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from aligner.cli.options import Json
from aligner.cli.terminal import messages
from aligner.cli.terms.arguments import both_or_none
from aligner.cli.terms.losses import report_lost
from aligner.cli.tmx.files import bytes_of, shown, streaming
from aligner.cli.tmx.report import require_file
from aligner.output import refuse_inputs
from tmx.terms.formats import TermForm, form_of, read_all, write_glossary


def convert_command(
    glossary: Annotated[
        Path,
        typer.Argument(help="TBX, OmegaT text, CSV, TSV, XLSX; gzip or not; - for standard input.", metavar="GLOSSARY"),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="The file to write, packed if it ends in .gz; - for standard output."),
    ],
    form: Annotated[
        TermForm | None, typer.Option("--format", "-f", help="Default: by the suffix of the output, else tbx.")
    ] = None,
    from_form: Annotated[
        TermForm | None, typer.Option("--from", help="Format of the glossary; default: by its suffix, else tbx.")
    ] = None,
    source_lang: Annotated[
        str | None, typer.Option(help="The source language; en stands for en-GB as well. Name both or none.")
    ] = None,
    target_lang: Annotated[
        str | None, typer.Option(help="The target language. Terms in others than these two are left out.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write a glossary in another format, and say what that one could not hold.

    .tbx is TBX-Basic of 2008, which OmegaT reads (tbx3 is that of 2019; either is read), .txt is the
    glossary of OmegaT; .csv .tsv .xlsx have a row for each concept and headings like id, en, ar, ar
    status, definition. OmegaT's files and tables without headings do not say their languages: name them.
    """
    require_file(output, as_json=as_json)
    refuse_inputs(output, glossary)
    languages = both_or_none(source_lang, target_lang)
    form = form or _form(output)
    with _opened(glossary) as stream:
        reading = read_all(stream, languages, from_form or _form(glossary), shown(glossary))
    with streaming(output) as out:
        written = write_glossary(out, form, reading.glossary, languages)
    concepts = len(reading.glossary.concepts) - written.concepts
    if as_json:
        lost = {"reading": asdict(reading.lost), "writing": asdict(written)}
        typer.echo(json.dumps({"output": str(output), "concepts": concepts, "lost": lost}, ensure_ascii=False))
    else:
        messages().print(f"loom: {'standard output' if str(output) == '-' else output}: {concepts:,} concepts")
    report_lost(reading.lost, glossary)
    report_lost(written, output)


@contextmanager
def _opened(path: Path) -> Iterator[Path | BinaryIO]:
    """A file as it is, and standard input as a stream."""
    if str(path) != "-":
        yield path
    else:
        with bytes_of(path, shown(path)) as stream:
            yield stream


def _form(path: Path) -> TermForm:
    return form_of(path) if path.suffix else TermForm.TBX
