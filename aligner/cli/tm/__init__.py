"""``loom tm``: a translation memory in a file, filled, searched, checked and exported."""

import typer

from aligner.cli.tm.check import check_command
from aligner.cli.tm.concordance import concordance_command
from aligner.cli.tm.export import export_command
from aligner.cli.tm.lookup import lookup_command
from aligner.cli.tm.store import create_command, delete_command, import_command, stats_command

tm_app = typer.Typer(
    name="tm",
    help="Keep, search, check and export a translation memory.",
    no_args_is_help=True,
    add_completion=False,
)


@tm_app.callback()
def tm_root() -> None:
    """Keep, search, check and export a translation memory: one file, any number of languages."""


tm_app.command("create")(create_command)
tm_app.command("import")(import_command)
tm_app.command("export")(export_command)
tm_app.command("stats")(stats_command)
tm_app.command("delete")(delete_command)
tm_app.command("lookup")(lookup_command)
tm_app.command("concordance")(concordance_command)
tm_app.command("check")(check_command)
