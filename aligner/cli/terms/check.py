"""``loom terms check``: whether the units of a memory say what a glossary says."""

from pathlib import Path
from typing import Annotated

import typer

import aligner
from aligner.cli.options import FailOn, Model
from aligner.cli.terms.arguments import known_glossaries
from aligner.explanation import require_words


def check_command(
    source: Annotated[
        Path, typer.Argument(help="A memory, or a TMX, gzip or not; - for standard input.", metavar="MEMORY|TMX")
    ],
    glossary: Annotated[
        list[Path] | None,
        typer.Option("--glossary", "-g", help="A glossary; repeatable; default: those in the memory.", metavar="FILE"),
    ] = None,
    check: Annotated[
        list[str] | None,
        typer.Option(
            help="Only this check; repeatable: unapproved-term, forbidden-term, inconsistent-term.", metavar="NAME"
        ),
    ] = None,
    skip: Annotated[list[str] | None, typer.Option(help="Not this check; repeatable.", metavar="NAME")] = None,
    source_lang: Annotated[
        str | None, typer.Option(help="The source; default: what the memory says, else the first of each unit.")
    ] = None,
    target_lang: Annotated[str | None, typer.Option(help="The target; default: every other language.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON object for each finding, one a line.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page to read in a browser instead of the list.")] = None,
    fail_on: Annotated[FailOn, typer.Option(help="From which findings on the exit status is 1.")] = FailOn.ERROR,
    model: Model = None,
) -> None:
    """Look for terms that are not translated as a glossary has them, and for those that it forbids.

    A term counts as translated wherever the words of an approved translation are, in any inflection.
    Forbidden terms are errors, all else are warnings. The memory is read twice: which terms are
    translated in several ways shows only in the whole.
    """
    # Loaded late: the other commands on terms do without.
    from aligner.checking import TERM_CHECKS, Choice, make_term_checks
    from aligner.cli.checks import chosen, is_store, run_checks

    choice = Choice(check or (), skip or ())
    chosen(choice, TERM_CHECKS)
    kept = source if not glossary and is_store(source) else None
    known = known_glossaries(kept, glossary, source_lang, target_lang)
    checks = make_term_checks(known, choice, require_words(aligner.load_encoder(model)))
    raise typer.Exit(
        run_checks(source, checks, source_lang, target_lang, as_json=as_json, html=html, fix=None, fail_on=fail_on)
    )
