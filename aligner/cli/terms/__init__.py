"""``loom terms``: glossaries, in files and in a memory, and the terms of texts."""

import typer

from aligner.cli.terms.annotate import annotate_command
from aligner.cli.terms.check import check_command
from aligner.cli.terms.convert import convert_command
from aligner.cli.terms.extract import extract_command
from aligner.cli.terms.lookup import lookup_command
from aligner.cli.terms.store import export_command, import_command, list_command, remove_command

terms_app = typer.Typer(
    name="terms",
    help="Extract, keep, look up and check terms.",
    no_args_is_help=True,
    add_completion=False,
)


@terms_app.callback()
def terms_root() -> None:
    """Extract terms from memories, keep glossaries, look terms up, and check that translations use them."""


terms_app.command("extract")(extract_command)
terms_app.command("lookup")(lookup_command)
terms_app.command("annotate")(annotate_command)
terms_app.command("check")(check_command)
terms_app.command("convert")(convert_command)
terms_app.command("import")(import_command)
terms_app.command("export")(export_command)
terms_app.command("list")(list_command)
terms_app.command("remove")(remove_command)
