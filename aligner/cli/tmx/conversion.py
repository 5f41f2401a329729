"""``loom tmx convert``: a memory in other languages, from or to another format."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

import aligner
from aligner.cli.options import Filter
from aligner.cli.tmx.arguments import File, JsonCounts, Output, Recover
from aligner.cli.tmx.files import bytes_of, reading, shown, streaming
from aligner.cli.tmx.report import report, require_file
from aligner.filtering import conditions
from aligner.output import refuse_inputs
from aligner.units import TOOL
from tmx import Header
from tmx.exchange import Form, Languages, UnknownForm, form_of, read_units, write_units
from tmx.languages import ALL
from tmx.streams import filters
from tmx.streams.conversion import Choice, Converted


def convert_command(
    file: File,
    output: Output,
    source_lang: Annotated[
        str | None, typer.Option(help="The language that becomes the source; en stands for en-GB as well.")
    ] = None,
    target_lang: Annotated[str | None, typer.Option(help="The other language that stays.")] = None,
    map_lang: Annotated[
        list[str] | None, typer.Option(metavar="en-US=en", help="Rename a language; repeatable.")
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", "-f", help="Default: by the suffix of the output, else tmx.")
    ] = None,
    keep: Filter = None,
    recover: Recover = False,
    as_json: JsonCounts = False,
) -> None:
    """Write TMX of any version and encoding as TMX 1.4b in UTF-8, or as another format, and other formats as TMX.

    The suffix says the format of a file: .tmx .tsv .csv .jsonl .xlf .xliff .parquet, in also .po;
    .gz behind it packs. Units that lack a language that was named are left out.
    """
    require_file(output, as_json=as_json)
    refuse_inputs(output, file)
    form = form or _form_written(output)
    choice = Choice(source_lang, target_lang, dict(_renaming(one) for one in map_lang or ()))
    chosen = filters.Filter(conditions(keep))
    with _converted(file, choice, recover=recover) as converted, streaming(output) as out:
        written = write_units(form, out, converted.header, chosen.of(converted))
    left_out = {"without a language that was named": converted.missing, **chosen.stopped}
    report(output, written, left_out, as_json=as_json)


@contextmanager
def _converted(file: Path, choice: Choice, *, recover: bool) -> Iterator[Converted]:
    form = _form_read(file)
    if form is Form.TMX:
        with reading(file, recover=recover) as memory:
            yield Converted(memory.header, memory, choice)
        return
    languages = Languages(choice.source, choice.target) if choice.source and choice.target else None
    with bytes_of(file, shown(file)) as stream:
        units = read_units(stream, form, languages, shown(file))
        first = next(units, None)
        source = choice.source or (first.source.language if first else ALL)
        header = Header(source, TOOL, aligner.__version__, created=datetime.now(UTC).replace(microsecond=0))
        yield Converted(header, chain([first] if first else [], units), choice)


def _form_written(path: Path) -> Form:
    return form_of(path) if path.suffix else Form.TMX


def _form_read(path: Path) -> Form:
    """By the suffix; a file with another one has to be TMX, and its reader says so where it is not."""
    try:
        return _form_written(path)
    except UnknownForm:
        return Form.TMX


def _renaming(text: str) -> tuple[str, str]:
    old, _, new = text.partition("=")
    if not (old and new):
        raise typer.BadParameter(f"{text}: write it as OLD=NEW, for example en-US=en", param_hint="--map-lang")
    return old, new
