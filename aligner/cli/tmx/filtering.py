"""``loom tmx filter``: the units that meet every condition."""

import re
from typing import Annotated

import typer

from aligner.cli.options import Filter as Named
from aligner.cli.tmx.arguments import File, JsonCounts, Output, Recover, day
from aligner.cli.tmx.files import reading, writing
from aligner.cli.tmx.report import report, require_file
from aligner.filtering import conditions as named_conditions
from aligner.output import refuse_inputs
from tmx.streams import filters
from tmx.streams.filters import Condition, Filter


def filter_command(
    file: File,
    output: Output,
    lang: Annotated[
        str | None, typer.Option(metavar="en,ar", help="Has all these languages; en stands for en-GB as well.")
    ] = None,
    min_score: Annotated[
        float | None, typer.Option(min=0, max=1, help="x-score is this or more; units without one pass.")
    ] = None,
    after: Annotated[str | None, typer.Option(metavar="DATE", help="Changed, or else created, then or later.")] = None,
    before: Annotated[str | None, typer.Option(metavar="DATE", help="Changed, or else created, before.")] = None,
    author: Annotated[list[str] | None, typer.Option(help="Created or changed by one of these; repeatable.")] = None,
    prop: Annotated[
        list[str] | None,
        typer.Option(metavar="TYPE[=REGEX]", help="Has a prop of the type in which REGEX is found; repeatable."),
    ] = None,
    match: Annotated[
        list[str] | None, typer.Option(metavar="REGEX", help="Found in the text of a variant; repeatable.")
    ] = None,
    min_length: Annotated[int | None, typer.Option(min=0, help="Characters of the shortest text.")] = None,
    max_length: Annotated[int | None, typer.Option(min=0, help="Characters of the longest text.")] = None,
    length_ratio: Annotated[
        float | None,
        typer.Option(min=1, help="The longest text has at most this many times the characters of the shortest."),
    ] = None,
    keep: Named = None,
    invert: Annotated[bool, typer.Option("--invert", help="Keep the units that miss a condition.")] = False,
    recover: Recover = False,
    as_json: JsonCounts = False,
) -> None:
    """Keep the units that meet every condition given.

    A unit that lacks what a condition asks for, a date for example, does not meet it.
    """
    require_file(output, as_json=as_json)
    refuse_inputs(output, file)
    conditions: list[Condition] = []
    if lang:
        conditions.append(filters.in_languages([tag.strip() for tag in lang.split(",")]))
    if min_score is not None:
        conditions.append(filters.scored(min_score))
    if after:
        conditions.append(filters.since(day(after)))
    if before:
        conditions.append(filters.before(day(before)))
    if author:
        conditions.append(filters.by_author(author))
    conditions += [filters.with_property(*_property(one)) for one in prop or ()]
    conditions += [filters.matching(_pattern(one)) for one in match or ()]
    if min_length is not None:
        conditions.append(filters.at_least_long(min_length))
    if max_length is not None:
        conditions.append(filters.at_most_long(max_length))
    if length_ratio is not None:
        conditions.append(filters.balanced(length_ratio))
    conditions += named_conditions(keep)
    if not conditions:
        raise typer.BadParameter("no condition given; loom tmx filter --help lists them")
    chosen = Filter(conditions, invert=invert)
    with reading(file, recover=recover) as memory, writing(output, memory.header) as writer:
        for unit in chosen.of(memory):
            writer.write(unit)
    report(output, writer.written, dict(chosen.stopped), as_json=as_json, read=memory.units)


def _property(text: str) -> tuple[str, re.Pattern[str]]:
    kind, _, pattern = text.partition("=")
    return kind, _pattern(pattern)


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        raise typer.BadParameter(f"{text}: no regular expression ({error})") from error
