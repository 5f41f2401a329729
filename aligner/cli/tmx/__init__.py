"""``loom tmx``: memories of any size, one unit at a time; ``-`` chains the commands."""

import typer

from aligner.cli.tmx.conversion import convert_command
from aligner.cli.tmx.filtering import filter_command
from aligner.cli.tmx.inspection import stats_command, validate_command
from aligner.cli.tmx.parts import merge_command, split_command
from aligner.cli.tmx.selection import clean_command, dedupe_command

tmx_app = typer.Typer(
    name="tmx",
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


tmx_app.command("validate")(validate_command)
tmx_app.command("stats")(stats_command)
tmx_app.command("clean")(clean_command)
tmx_app.command("merge")(merge_command)
tmx_app.command("split")(split_command)
tmx_app.command("dedupe")(dedupe_command)
tmx_app.command("filter")(filter_command)
tmx_app.command("convert")(convert_command)
