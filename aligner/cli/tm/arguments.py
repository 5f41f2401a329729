"""Arguments and options that the commands on a memory share."""

from pathlib import Path
from typing import Annotated

import typer

from tmx.errors import UnknownPair
from tmx.exchange import Languages
from tmx.store import Memory

MemoryFile = Annotated[Path, typer.Argument(help="The memory's file.", metavar="MEMORY")]
SourceLang = Annotated[
    str | None, typer.Option(help="Language to translate from; default: that of most units' first text.")
]
TargetLang = Annotated[str | None, typer.Option(help="Language to translate into; default: the other one.")]
Document = Annotated[str | None, typer.Option(help="Only units of this document, or imported from this file.")]


def pair_of(memory: Memory, source: str | None, target: str | None) -> Languages:
    """The languages that are named, or those of most units; raises ``UnknownPair``."""
    for pair in memory.usual_pairs():
        for one, other in (pair, pair[::-1]):
            if _is(one, source) and _is(other, target):
                return Languages(source or one, target or other)
    if source and target and memory.numbers_of(source) and memory.numbers_of(target):
        return Languages(source, target)
    wanted = f"from {source or 'any language'} to {target or 'any language'}"
    raise UnknownPair(f"{memory.path}: no units {wanted}; loom tm stats {memory.path} says what there is")


def _is(tag: str, wanted: str | None) -> bool:
    return wanted is None or tag.lower() == wanted.lower() or tag.lower().startswith(f"{wanted.lower()}-")
