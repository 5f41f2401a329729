"""``loom tmx``: memories of any size, one unit at a time; ``-`` chains the commands."""

import typer

from aligner.cli.late import late

_COMMANDS = {
    "validate": "aligner.cli.tmx.inspection:validate_command",
    "stats": "aligner.cli.tmx.inspection:stats_command",
    "clean": "aligner.cli.tmx.selection:clean_command",
    "merge": "aligner.cli.tmx.parts:merge_command",
    "split": "aligner.cli.tmx.parts:split_command",
    "dedupe": "aligner.cli.tmx.selection:dedupe_command",
    "filter": "aligner.cli.tmx.filtering:filter_command",
    "convert": "aligner.cli.tmx.conversion:convert_command",
}


tmx_app = typer.Typer(
    name="tmx",
    cls=late(_COMMANDS),
    help="Check, clean, merge, split, filter and convert translation memories.",
    no_args_is_help=True,
    add_completion=False,
)


@tmx_app.callback()
def tmx_root() -> None:
    """Check, clean, merge, split, filter and convert translation memories of any size.

    Each reads and writes unit by unit; - is standard input or output, so that commands chain:
    loom tmx clean in.tmx -o - | loom tmx dedupe - -o out.tmx
    """
