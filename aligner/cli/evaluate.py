"""``loom evaluate``: quality against gold data."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

import aligner
from aligner.cli.options import Json, Model
from aligner.cli.terminal import answers, progress
from aligner.evaluation import Evaluation, Retrieval, Score, evaluate, evaluate_retrieval, read_segments, read_set

evaluate_app = typer.Typer(name="evaluate", help="Measure quality against gold data.", no_args_is_help=True)


@evaluate_app.callback()
def evaluate_root() -> None:
    """Measure quality against gold data."""


@evaluate_app.command("alignment")
def alignment_command(
    sets: Annotated[list[Path], typer.Argument(help="Folders with gold/ and two language folders.", metavar="SET...")],
    source_lang: Annotated[
        str | None, typer.Option(help="Language folder that gold links name first; default: the first by alphabet.")
    ] = None,
    model: Model = None,
    as_json: Json = False,
) -> None:
    """Strict and lax precision, recall and F1, with 95 % bootstrap intervals of F1 and a signature."""
    gold = [read_set(folder, source_lang) for folder in sets]
    encoder = aligner.load_encoder(model)
    results = []
    for one in gold:
        with progress(one.name) as advance:
            results.append(evaluate(one, encoder, progress=advance))
    if as_json:
        typer.echo(json.dumps([asdict(result) for result in results], indent=2))
    else:
        _print_table(results)


@evaluate_app.command("retrieval")
def retrieval_command(
    source: Annotated[Path, typer.Argument(help="A text, one sentence a line.", metavar="A")],
    target: Annotated[Path, typer.Argument(help="Its translation, line by line.", metavar="B")],
    model: Model = None,
    as_json: Json = False,
) -> None:
    """How often the nearest neighbour of a line is its translation, in percent, both ways."""
    name = f"{source.name}-{target.name}"
    texts = read_segments(source), read_segments(target)
    with progress("encoding") as advance:
        result = evaluate_retrieval(*texts, aligner.load_encoder(model), name, advance)
    if as_json:
        typer.echo(json.dumps(asdict(result), indent=2))
    else:
        _print_retrieval(result)


def _print_retrieval(result: Retrieval) -> None:
    table = Table("P@1", "forward", "backward")
    for name, one in (("plain", result.plain), ("margin", result.margin)):
        table.add_row(name, f"{one.forward:.2f}", f"{one.backward:.2f}")
    console = answers()
    console.print(table)
    console.print(result.signature, soft_wrap=True)


def _print_table(results: list[Evaluation]) -> None:
    table = Table("set", "", "P", "R", "F1", "95 %")
    for result in results:
        for kind, score in (("strict", result.quality.strict), ("lax", result.quality.lax)):
            table.add_row(result.name if kind == "strict" else "", kind, *_cells(score))
    console = answers()
    console.print(table)
    for result in results:
        console.print(result.signature, soft_wrap=True)


def _cells(score: Score) -> tuple[str, ...]:
    point = tuple(f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
    return (*point, f"{score.low:.3f}-{score.high:.3f}")
