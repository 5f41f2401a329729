"""``loom terms``: glossaries, in files and in a memory, and the terms of texts."""

import typer

from aligner.cli.late import late

_COMMANDS = {
    "extract": "aligner.cli.terms.extract:extract_command",
    "lookup": "aligner.cli.terms.lookup:lookup_command",
    "annotate": "aligner.cli.terms.annotate:annotate_command",
    "check": "aligner.cli.terms.check:check_command",
    "convert": "aligner.cli.terms.convert:convert_command",
    "import": "aligner.cli.terms.store:import_command",
    "export": "aligner.cli.terms.store:export_command",
    "list": "aligner.cli.terms.store:list_command",
    "remove": "aligner.cli.terms.store:remove_command",
}


terms_app = typer.Typer(
    name="terms",
    cls=late(_COMMANDS),
    help="Extract, keep, look up and check terms.",
    no_args_is_help=True,
    add_completion=False,
)


@terms_app.callback()
def terms_root() -> None:
    """Extract terms from memories, keep glossaries, look terms up, and check that translations use them."""
