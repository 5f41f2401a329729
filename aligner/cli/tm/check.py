"""``loom tm check``: what is wrong with the units of a memory, and a copy with what can be mended."""

from pathlib import Path
from typing import Annotated

import typer

import aligner
from aligner.checking import CHECKS, TERM_CHECKS, Choice, make_checks, make_term_checks
from aligner.cli.checks import chosen, run_checks
from aligner.cli.options import FailOn, Model
from aligner.cli.terms.arguments import GlossaryFiles, read_glossaries
from aligner.explanation import require_words


def check_command(
    source: Annotated[
        Path, typer.Argument(help="A memory, or a TMX, gzip or not; - for standard input.", metavar="MEMORY|TMX")
    ],
    check: Annotated[
        list[str] | None, typer.Option(help=f"Only this check; repeatable: {', '.join(CHECKS)}.", metavar="NAME")
    ] = None,
    skip: Annotated[list[str] | None, typer.Option(help="Not this check; repeatable.", metavar="NAME")] = None,
    source_lang: Annotated[
        str | None, typer.Option(help="The source; default: what the memory says, else the first of each unit.")
    ] = None,
    target_lang: Annotated[str | None, typer.Option(help="The target; default: every other language.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object for each finding, one a line.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page to read in a browser instead of the list.")] = None,
    fix: Annotated[
        Path | None,
        typer.Option(help="Write a TMX with all units: white space, broken characters and swapped sides mended."),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help="From which findings on the exit status is 1.")] = FailOn.ERROR,
    glossary: GlossaryFiles = None,
    model: Model = None,
) -> None:
    """Look for numbers, dates, codes, languages, lengths, meanings and more that differ between the sides.

    The memory is read twice: what is usual in it, and which translations contradict each other, shows
    only in the whole. What --fix mends counts no more for the exit status.
    With --glossary its terms are checked as well, as loom terms check does.
    """
    names = chosen(Choice(check or (), skip or ()), [*CHECKS, *(TERM_CHECKS if glossary else ())])
    own, terms = ([name for name in names if name in known] for known in (CHECKS, TERM_CHECKS))
    encoder = aligner.load_encoder(model) if terms or "similarity" in own else None
    checks = make_checks(Choice(own), encoder) if own else ()
    if terms and encoder:
        glossaries = read_glossaries(glossary or (), source_lang, target_lang)
        checks += make_term_checks(glossaries, Choice(terms), require_words(encoder))
    raise typer.Exit(
        run_checks(source, checks, source_lang, target_lang, as_json=as_json, html=html, fix=fix, fail_on=fail_on)
    )
