"""``loom tmx validate`` and ``stats``: what is wrong with memories, and what is in them."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, BinaryIO, cast

import typer
from rich.table import Table

from aligner.cli.options import Json
from aligner.cli.terminal import answers, messages, readable
from aligner.cli.tmx.arguments import Files, Recover
from aligner.cli.tmx.files import bytes_of, reading, shown
from tmx import Repair, TmxError, TmxReader
from tmx.streams.problems import Inspection, Problem, Severity, isolated, problem_of, problem_of_error, problems_of_file
from tmx.streams.statistics import Census, Statistics
from tmx.streams.surface import Surface

_LISTED = 12  # names of a kind; JSON has them all


def validate_command(
    files: Files,
    recover: Annotated[
        bool, typer.Option("--recover", help="What --recover of the other commands repairs is no more than a warning.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Name every problem: what is no TMX (error), and what keeps clients from using a unit (warning).

    Exit status 1 if there is an error.
    """
    found: Counter[Severity] = Counter()
    separator = "["
    for path in files:
        for problem in _problems(path, Severity.WARNING if recover else Severity.ERROR):
            found[problem.severity] += 1
            if as_json:
                row = {"file": shown(path), **asdict(problem)}
                sys.stdout.write(f"{separator}\n  {json.dumps(row, ensure_ascii=False)}")
                separator = ","
            else:
                sys.stdout.write(f"{readable(_line(shown(path), problem))}\n")
    if as_json:
        sys.stdout.write("[]\n" if separator == "[" else "\n]\n")
    errors, warnings = found[Severity.ERROR], found[Severity.WARNING]
    messages().print(f"loom: errors: {errors:,}; warnings: {warnings:,}")
    if errors:
        raise typer.Exit(1)


def _problems(path: Path, repaired: Severity) -> Iterator[Problem]:
    """What recovery repairs, and what the inspection finds, as they come."""
    name = shown(path)
    repairs: list[Repair] = []
    if path.is_file():
        yield from problems_of_file(path.name, path.stat().st_size)
    try:
        with bytes_of(path, name) as file:
            surface = Surface(file)
            reader = TmxReader(cast("BinaryIO", surface), name=name, recover=True)
            repairs = reader.repairs
            with reader:
                inspection = Inspection(reader.header)
                for unit in reader:
                    yield from _taken(repairs, repaired)
                    yield from inspection.unit(unit, reader.line, reader.number)
                yield from _taken(repairs, repaired)
                yield from (*surface.problems(), *inspection.end())
    except TmxError as error:
        yield from _taken(repairs, repaired)
        yield problem_of_error(str(error).removeprefix(f"{name}: "))


def _taken(repairs: list[Repair], severity: Severity) -> Iterator[Problem]:
    """The repairs as problems; the list is emptied, for it would grow with the file."""
    yield from (problem_of(repair, severity) for repair in repairs)
    repairs.clear()


def _line(name: str, problem: Problem) -> str:
    line = f"line {problem.line}: " if problem.line else ""
    unit = f"unit {problem.unit}: " if problem.unit else ""
    return f"{name}: {line}{unit}{problem.severity}: {problem.what}; {problem.remedy}"


def stats_command(files: Files, recover: Recover = False, as_json: Json = False) -> None:
    """Count units, languages, dates, authors, tools, props, inline codes and duplicates; of several files in all, too.

    Words are what stands between white space.
    """
    rows: list[tuple[str, Statistics]] = []
    with Census() as total:
        for path in files:
            with Census() as census:
                with reading(path, recover=recover) as memory:
                    census.open(memory.header)
                    for unit in memory:
                        census.add(unit)
                rows.append((shown(path), census.result()))
                if len(files) > 1:
                    total.take(census)
        if len(files) > 1:
            rows.append(("all files", total.result()))
    if as_json:
        typer.echo(
            json.dumps([{"file": name, **asdict(row)} for name, row in rows], ensure_ascii=False, indent=2, default=str)
        )
    else:
        for name, row in rows:
            _print(name, row)


def _print(name: str, found: Statistics) -> None:
    table = Table(readable(name), f"{found.units:,} units", show_edge=False, pad_edge=False)
    table.add_row("source language", ", ".join(found.source_languages))
    for tag, count in found.languages.items():
        size = f"{count.variants:,} variants, {count.words:,} words, {count.characters:,} characters"
        table.add_row(f"language {tag}", f"{size}, {count.empty:,} empty" if count.empty else size)
    if found.earliest and found.latest:
        table.add_row("dates", f"{found.earliest:%Y-%m-%d} to {found.latest:%Y-%m-%d}")
    for label, counts in (
        ("pairs", found.pairs),
        ("authors", found.authors),
        ("tools", found.tools),
        ("segtypes", found.segtypes),
        ("props", found.properties),
    ):
        if counts:
            table.add_row(label, _list(counts))
    table.add_row("units with inline codes", f"{found.with_codes:,}")
    table.add_row("units with an empty segment", f"{found.empty:,}")
    table.add_row(
        "source said before", f"{found.repeated_sources:,} units, {found.repeated_pairs:,} of them with the same texts"
    )
    console = answers()
    console.print(table)
    console.out("")


def _list(counts: dict[str, int]) -> str:
    listed = [f"{isolated(readable(name))} {count:,}" for name, count in list(counts.items())[:_LISTED]]
    more = len(counts) - len(listed)
    return ", ".join(listed) + (f" and {more:,} more" if more else "")
