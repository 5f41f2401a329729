"""``loom tm create``, ``import``, ``stats`` and ``delete``."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from aligner.cli.options import Filter, Json
from aligner.cli.terminal import answers, messages, readable, report_filtered
from aligner.cli.tm.arguments import MemoryFile
from aligner.cli.tm.sources import opened
from aligner.filtering import conditions
from tmx.exchange import Form, Languages
from tmx.store import Added, Memory, Selection, Statistics, remove_memory
from tmx.streams import filters


def create_command(memory: MemoryFile) -> None:
    """Make an empty memory."""
    Memory.create(memory).close()


def import_command(
    memory: MemoryFile,
    files: Annotated[
        list[Path],
        typer.Argument(help="TMX, TSV, CSV, XLIFF, PO or JSON lines, gzip or not; - for TMX from standard input."),
    ],
    form: Annotated[Form | None, typer.Option("--format", "-f", help="Default: by the suffix of each file.")] = None,
    source_lang: Annotated[str | None, typer.Option(help="Source language, of formats that do not say it.")] = None,
    target_lang: Annotated[str | None, typer.Option(help="Target language, of formats that do not say it.")] = None,
    keep: Filter = None,
    recover: Annotated[bool, typer.Option("--recover", help="Repair broken TMX, and say what was done.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each transaction.")] = False,
) -> None:
    """Add the units of files to a memory, which is made if it is not there.

    A unit that is known already changes nothing, unless it was changed later than the one in the
    memory. Each transaction adds some thousand units for good: a run that was broken off goes on
    where it was.
    """
    languages = Languages(source_lang, target_lang) if source_lang and target_lang else None
    chosen = filters.Filter(conditions(keep))
    with _opened_or_new(memory) as store:
        for path in files:
            source, units = opened(path, form, languages, recover=recover)
            if keep and source.fingerprint:  # with other filters, other units were read before
                source = replace(source, fingerprint=f"{source.fingerprint}:{keep}")
            with units as rows:
                added = store.add(chosen.of(rows), source, partial(_report, path) if as_json else None)
            if as_json:
                _report(path, added, done=True)
            else:
                _say(path, added)
    report_filtered(chosen.stopped)


@contextmanager
def _opened_or_new(path: Path) -> Iterator[Memory]:
    """The memory; one that was made for an import that added nothing is taken away again."""
    if path.exists():
        with Memory.open(path) as memory:
            yield memory
        return
    with Memory.create(path) as memory:
        try:
            yield memory
        except BaseException:
            if not memory.statistics().units:
                memory.close()
                remove_memory(path)
            raise


def _report(path: Path, added: Added, *, done: bool = False) -> None:
    typer.echo(json.dumps({"file": str(path), **asdict(added), "done": done}, ensure_ascii=False))


def _say(path: Path, added: Added) -> None:
    changed = f", {added.replaced:,} changed later" if added.replaced else ""
    messages().print(f"loom: {path}: {added.read:,} units read: {added.new:,} new{changed}, {added.known:,} known")


def stats_command(memory: MemoryFile, as_json: Json = False) -> None:
    """Say what there is in a memory."""
    with Memory.open(memory) as store:
        statistics = store.statistics()
    if as_json:
        typer.echo(json.dumps(asdict(statistics), ensure_ascii=False, indent=2))
    else:
        _print(statistics)


def _print(statistics: Statistics) -> None:
    console = answers()
    dates = f", changed {statistics.first} to {statistics.last}" if statistics.first else ""
    console.print(f"{statistics.units:,} units, {statistics.scored:,} with a score{dates}", soft_wrap=True)
    languages = Table("language", "variants", "characters")
    for one in statistics.languages:
        languages.add_row(one.tag, f"{one.variants:,}", f"{one.characters:,}")
    pairs = Table("from", "to", "units")
    for pair in statistics.pairs:
        pairs.add_row(pair.source, pair.target, f"{pair.units:,}")
    files = Table("file", "units", "")
    for file in statistics.files:
        files.add_row(readable(file.name), f"{file.units:,}", "" if file.complete else "broken off: import it again")
    for table in (languages, pairs, files):
        if table.row_count:
            console.print(table)


def delete_command(
    memory: MemoryFile,
    document: Annotated[str | None, typer.Option(help="Units of this document, or imported from this file.")] = None,
    language: Annotated[list[str] | None, typer.Option("--lang", help="Units that have this language.")] = None,
    below: Annotated[float | None, typer.Option(min=0, max=1, help="Units with a score below this.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="The memory itself, with all its files.")] = False,
) -> None:
    """Delete the units for which all that is given holds, or the memory itself."""
    chosen = Selection(tuple(language or ()), document, below)
    if everything == bool(chosen):
        raise typer.BadParameter("say which units: --document, --lang, --below; or --all for the memory itself")
    if everything:
        Memory.open(memory).close()  # nothing but a memory is deleted
        remove_memory(memory)
        return
    with Memory.open(memory) as store:
        gone = store.remove(chosen)
    messages().print(f"loom: {memory}: {gone:,} units deleted")
