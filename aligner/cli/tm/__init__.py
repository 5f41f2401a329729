"""``loom tm``: a translation memory in a file, filled, searched, checked and exported."""

import typer

from aligner.cli.late import late

_COMMANDS = {
    "create": "aligner.cli.tm.store:create_command",
    "import": "aligner.cli.tm.store:import_command",
    "export": "aligner.cli.tm.export:export_command",
    "stats": "aligner.cli.tm.store:stats_command",
    "delete": "aligner.cli.tm.store:delete_command",
    "lookup": "aligner.cli.tm.lookup:lookup_command",
    "concordance": "aligner.cli.tm.concordance:concordance_command",
    "check": "aligner.cli.tm.check:check_command",
}


tm_app = typer.Typer(
    name="tm",
    cls=late(_COMMANDS),
    help="Keep, search, check and export a translation memory.",
    no_args_is_help=True,
    add_completion=False,
)


@tm_app.callback()
def tm_root() -> None:
    """Keep, search, check and export a translation memory: one file, any number of languages."""
