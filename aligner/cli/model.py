"""``loom model``: make a model of one's own."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from aligner.cli.options import Encoding, Json
from aligner.cli.terminal import answers, progress, report_reading

model_app = typer.Typer(name="model", help="Make a model of your own.", no_args_is_help=True)


@model_app.callback()
def model_root() -> None:
    """Make a model of your own."""


@model_app.command("train")
def train_command(
    pairs: Annotated[
        list[Path], typer.Argument(help="Translation pairs: TMX, or TSV with two columns.", metavar="PAIRS...")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write, for --model.")],
    encoding: Encoding = None,
    model: Annotated[
        Path | None,
        typer.Option("--model", help="Folder of the static model to begin with; default: the embedded one."),
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="How often every pair is learned from.")] = 10,
    as_json: Json = False,
) -> None:
    """Adapt the embedded model, or another static one, to your own translations.

    A tenth of the pairs, 1,000 at most, is kept back: on those, retrieval is reported before and after.
    """
    from aligner.learning import Adaptation, Pair, make_model, read_pairs  # torch: not for every command

    found: list[Pair] = []
    for path in pairs:
        some, document = read_pairs(path, encoding)
        if document:
            report_reading(document)
        found += some
    with progress("training") as advance:
        made = make_model(found, output, str(model) if model else None, Adaptation(epochs=epochs), advance)
    if as_json:
        typer.echo(json.dumps(asdict(made), indent=2))
        return
    console = answers()
    table = Table("P@1, margin", "forward", "backward")
    for name, one in (("before", made.before.margin), ("after", made.after.margin)):
        table.add_row(name, f"{one.forward:.1f}", f"{one.backward:.1f}")
    console.print(table)
    console.print(f"{made.folder}: learned from {made.pairs} pairs; measured on {made.after.n} others", soft_wrap=True)
