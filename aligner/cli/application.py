"""The command tree, and what all commands have in common."""

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import aligner
from aligner.cli.align import align_command
from aligner.cli.evaluate import evaluate_app
from aligner.cli.model import model_app

# What these import takes as long as all else: they are loaded when they are called, or when help lists them.
_LOADED_LATE = {
    "batch": "aligner.cli.batch:batch_app",
    "terms": "aligner.cli.terms:terms_app",
    "tm": "aligner.cli.tm:tm_app",
    "tmx": "aligner.cli.tmx:tmx_app",
}


class _Commands(TyperGroup):
    """The commands, those that are loaded late included."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [*super().list_commands(ctx), *_LOADED_LATE]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _LOADED_LATE:
            return super().get_command(ctx, cmd_name)
        module, name = _LOADED_LATE[cmd_name].split(":")
        return typer.main.get_command(getattr(import_module(module), name))


app = typer.Typer(
    name="loom",
    cls=_Commands,
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
