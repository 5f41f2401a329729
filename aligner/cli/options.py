"""Options that several commands have."""

from typing import Annotated

import typer

Model = Annotated[
    str | None,
    typer.Option("--model", help="Name or path of a sentence-transformers model; default: the embedded one."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", help="Encoding of the text, e.g. cp1256; default: UTF-8, else detected and reported."),
]
