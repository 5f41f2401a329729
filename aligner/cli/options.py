"""Options that several commands have."""

from typing import Annotated

import typer

Model = Annotated[
    str | None,
    typer.Option("--model", help="Name or path of a sentence-transformers model; default: the embedded one."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
