"""``loom terms import``, ``export``, ``list`` and ``remove``: the glossaries in a memory."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from aligner.cli.options import Json
from aligner.cli.terminal import answers, messages, readable
from aligner.cli.terms.arguments import Format, MemoryFile, both_or_none
from aligner.cli.terms.losses import report_lost
from aligner.cli.tmx.files import streaming
from aligner.output import refuse_inputs
from tmx.store import Memory, remove_memory
from tmx.terms.concept import Concept, Glossary
from tmx.terms.formats import TermForm, form_of, read_all, write_glossary
from tmx.terms.termbase import Changes, Entry, Termbase


def import_command(
    memory: MemoryFile,
    glossaries: Annotated[
        list[Path],
        typer.Argument(help="Glossaries: TBX, OmegaT text, CSV, TSV or XLSX.", metavar="GLOSSARY..."),
    ],
    name: Annotated[str | None, typer.Option(help="Name of the glossary; default: that of its file.")] = None,
    priority: Annotated[
        int | None, typer.Option(help="Of two glossaries the one with the higher number decides; default: 0.")
    ] = None,
    replaced: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of another one of the same name.")
    ] = False,
    form: Format = None,
    source_lang: Annotated[str | None, typer.Option(help="Source language, of formats that do not say it.")] = None,
    target_lang: Annotated[str | None, typer.Option(help="Target language, of formats that do not say it.")] = None,
    as_json: Json = False,
) -> None:
    """Add glossaries to a memory, which is made if it is not there.

    Each is added whole or not at all. The same glossary again changes nothing, unless --priority sets
    another one.
    """
    if name and len(glossaries) > 1:
        raise typer.BadParameter("a name for one glossary; import the others by themselves", param_hint="--name")
    languages = both_or_none(source_lang, target_lang)
    found = [read_all(path, languages, form) for path in glossaries]  # before there is a memory
    with _opened_or_new(memory) as termbase:
        kept = {entry.name: entry.priority for entry in termbase.glossaries()}
        for path, reading in zip(glossaries, found, strict=True):
            glossary = reading.glossary
            called = name or glossary.name
            own = priority if priority is not None else kept.get(called, glossary.priority)
            changes = termbase.add(replace(glossary, name=called, priority=own), replace=replaced)
            if as_json:
                typer.echo(json.dumps({"file": str(path), "glossary": called, **asdict(changes)}, ensure_ascii=False))
            else:
                _say(path, called, len(glossary.concepts), changes)
            report_lost(reading.lost, path)


@contextmanager
def _opened_or_new(path: Path) -> Iterator[Termbase]:
    """The termbase in a memory; one that was made for an import that added nothing is taken away again."""
    if path.exists():
        with Memory.open(path) as memory:
            yield Termbase(memory)
        return
    with Memory.create(path) as memory:
        termbase = Termbase(memory)
        try:
            yield termbase
        except BaseException:
            if not termbase.glossaries():
                memory.close()
                remove_memory(path)
            raise


def _say(path: Path, name: str, concepts: int, changes: Changes) -> None:
    counts = {"new": changes.new, "changed": changes.changed, "gone": changes.gone}
    said = "".join(f"{count:,} {what}, " for what, count in counts.items() if count or what == "new")
    messages().print(f"loom: {path}: {readable(name)}: {concepts:,} concepts: {said}{changes.known:,} known")


def export_command(
    memory: MemoryFile,
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write; - for standard output.")],
    name: Annotated[
        str | None, typer.Option("--glossary", help="Only this glossary; default: all of them as one.", metavar="NAME")
    ] = None,
    form: Annotated[
        TermForm | None, typer.Option("--format", "-f", help="Default: by the suffix of the output, else TBX.")
    ] = None,
    source_lang: Annotated[
        str | None, typer.Option(help="The source language, where not all are wanted. Name both or none.")
    ] = None,
    target_lang: Annotated[str | None, typer.Option(help="The target language.")] = None,
) -> None:
    """Write the glossaries of a memory to a file that CAT tools read, and say what that could not hold.

    In one file, the glossaries with the highest priority come first.
    """
    refuse_inputs(output, memory)
    languages = both_or_none(source_lang, target_lang)
    with Memory.open(memory) as store:
        termbase = Termbase(store)
        found = (termbase.glossary(name),) if name else termbase.load()
    glossary = found[0] if len(found) == 1 else _joined(found, memory.stem)
    form = form or (form_of(output) if output.suffix else TermForm.TBX)
    with streaming(output) as out:
        lost = write_glossary(out, form, glossary, languages)
    messages().print(f"loom: {output}: {len(glossary.concepts) - lost.concepts:,} concepts")
    report_lost(lost, output)


def _joined(glossaries: Sequence[Glossary], name: str) -> Glossary:
    """One glossary with the concepts of all, each with an id of its own."""
    concepts: dict[str, Concept] = {}
    for glossary in glossaries:
        for concept in glossary.concepts:
            number, unique = 1, concept.id
            while unique in concepts:
                number += 1
                unique = f"{concept.id}-{number}"
            concepts[unique] = replace(concept, id=unique)
    return Glossary(name, tuple(concepts.values()))


def list_command(memory: MemoryFile, as_json: Json = False) -> None:
    """Say which glossaries there are in a memory.

    With --json, a line for each.
    """
    with Memory.open(memory) as store:
        entries = Termbase(store).glossaries()
    if as_json:
        for entry in entries:
            typer.echo(json.dumps({**asdict(entry), "imported": entry.imported.isoformat()}, ensure_ascii=False))
    elif entries:
        answers().print(_table(entries))
    else:
        messages().print(f"loom: {memory}: no glossaries; loom terms import {memory} adds one")


def _table(entries: Sequence[Entry]) -> Table:
    table = Table("glossary", "priority", "concepts", "terms", "languages", "imported")
    for entry in entries:
        table.add_row(
            readable(entry.name),
            str(entry.priority),
            f"{entry.concepts:,}",
            f"{entry.terms:,}",
            readable(", ".join(entry.languages)),
            f"{entry.imported:%Y-%m-%d}",
        )
    return table


def remove_command(
    memory: MemoryFile, name: Annotated[str, typer.Argument(help="The name of the glossary.", metavar="NAME")]
) -> None:
    """Remove a glossary from a memory."""
    with Memory.open(memory) as store:
        gone = Termbase(store).remove(name)
    messages().print(f"loom: {memory}: {readable(name)}: {gone:,} concepts removed")
