"""The command tree, and what all commands have in common."""

from typing import Annotated

import typer

import aligner
from aligner.cli.align import align_command
from aligner.cli.evaluate import evaluate_app
from aligner.cli.late import late
from aligner.cli.model import model_app

_LATE = {
    "batch": "aligner.cli.batch:batch_command",
    "tm": "aligner.cli.tm:tm_app",
    "tmx": "aligner.cli.tmx:tmx_app",
    "terms": "aligner.cli.terms:terms_app",
}


app = typer.Typer(
    name="loom",
    cls=late(_LATE),
    help="Turn parallel texts into a translation memory that translators trust.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("align")(align_command)
app.add_typer(evaluate_app)
app.add_typer(model_app)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"loom {aligner.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Turn parallel texts into a translation memory that translators trust."""
