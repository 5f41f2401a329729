"""Options that several commands have."""

from enum import StrEnum
from typing import Annotated

import typer

import aligner

Model = Annotated[
    str | None,
    typer.Option("--model", help="Name or path of a sentence-transformers model; default: the embedded one."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", help="Encoding of the text, e.g. cp1256; default: UTF-8, else detected and reported."),
]
Granularity = Annotated[
    aligner.Granularity,
    typer.Option(help="Cut beads of several sentences at clauses: never, where it is sure, wherever it can be done."),
]
Segmented = Annotated[bool, typer.Option("--segmented", help="Take every line as one segment, as it is.")]
Filter = Annotated[
    list[str] | None,
    typer.Option(
        "--filter",
        metavar="NAME[=VALUE]",
        help="Keep the units that pass, as min-score=0.5, !match=REGEX or check=numbers; repeatable. "
        "A wrong name lists them all.",
    ),
]


class FailOn(StrEnum):
    """From which findings on the exit status is 1."""

    ERROR = "error"
    WARNING = "warning"
    NEVER = "never"
