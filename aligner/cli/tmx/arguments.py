"""Arguments and options that the commands on memories share."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tmx.dates import read_date

File = Annotated[Path, typer.Argument(help="A TMX, gzip or not; - for standard input.", metavar="FILE")]
Files = Annotated[list[Path], typer.Argument(help="TMX, gzip or not; - for standard input.", metavar="FILE...")]
Output = Annotated[
    Path, typer.Option("--output", "-o", help="The file to write, packed if it ends in .gz; - for standard output.")
]
Recover = Annotated[
    bool, typer.Option("--recover", help="Repair what is broken, and say what, instead of stopping there.")
]
JsonCounts = Annotated[bool, typer.Option("--json", help="Print the counts as JSON; the output has to be a file.")]


def day(text: str) -> datetime:
    """A date, or a date with a time, in UTC unless it says otherwise; raises ``BadParameter``."""
    try:
        return read_date(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text}: no date; write it as 2026-01-31 or 2026-01-31T12:00Z") from error
