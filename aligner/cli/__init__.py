"""The ``loom`` command: each sub-command parses, calls the public API, and prints."""

import sys

from aligner.cli.application import app
from aligner.cli.terminal import messages
from aligner.errors import LoomError
from corpus import CorpusError
from tmx import TmxError


def main() -> None:
    """Run the command; what goes wrong on purpose becomes one line on stderr and exit status 1.

    Typer sees to the rest: 2 for wrong usage, 130 for an interrupt, and closed pipes.
    """
    try:
        app()
    except (LoomError, CorpusError, TmxError) as error:
        if "--debug" in sys.argv:
            raise
        messages().print(f"loom: error: {error}", style="red")
        sys.exit(1)
