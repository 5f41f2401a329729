"""Arguments and options that the commands on a memory share."""

from pathlib import Path
from typing import Annotated

import typer

from tmx.errors import UnknownPair
from tmx.exchange import Languages
from tmx.store import Memory, Selection

MemoryFile = Annotated[Path, typer.Argument(help="The memory's file.", metavar="MEMORY")]
SourceLang = Annotated[
    str | None, typer.Option(help="Language to translate from; default: that of most units' first text.")
]
TargetLang = Annotated[str | None, typer.Option(help="Language to translate into; default: the other one.")]
Document = Annotated[str | None, typer.Option(help="Only units of this document, or imported from this file.")]


def pair_of(memory: Memory, source: str | None, target: str | None) -> Languages:
    """The languages that are named, or those of most units; raises ``UnknownPair``."""
    for pair in memory.statistics().pairs:
        for one, other in ((pair.source, pair.target), (pair.target, pair.source)):
            if _is(one, source) and _is(other, target):
                return Languages(source or one, target or other)
    wanted = f"from {source or 'any language'} to {target or 'any language'}"
    raise UnknownPair(f"{memory.path}: no units {wanted}; loom tm stats {memory.path} says what there is")


def _is(tag: str, wanted: str | None) -> bool:
    return wanted is None or tag.lower() == wanted.lower() or tag.lower().startswith(f"{wanted.lower()}-")


def selection(
    memory: Memory, languages: tuple[str | None, str | None], document: str | None, **more: float
) -> Selection:
    """The units meant by options."""
    return Selection(tuple(one for one in languages if one), document, **more)
