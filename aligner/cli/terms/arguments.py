"""Arguments and options that the commands on terms share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from tmx.errors import UnknownGlossary, UnknownPair
from tmx.exchange import Languages
from tmx.store import Memory
from tmx.terms.concept import Glossary
from tmx.terms.formats import TermForm, read_glossary
from tmx.terms.termbase import Termbase

MemoryFile = Annotated[Path, typer.Argument(help="The memory's file.", metavar="MEMORY")]
MemoryOption = Annotated[
    Path | None, typer.Option("--memory", "-m", help="A memory, with the glossaries in it.", metavar="MEMORY")
]
GlossaryFiles = Annotated[
    list[Path] | None,
    typer.Option(
        "--glossary", "-g", help="A glossary: TBX, OmegaT text, CSV, TSV or XLSX; repeatable.", metavar="FILE"
    ),
]
SourceLang = Annotated[str | None, typer.Option(help="Language of the terms; default: that of most concepts.")]
TargetLang = Annotated[str | None, typer.Option(help="Language of the translations; default: the other one.")]
Format = Annotated[
    TermForm | None, typer.Option("--format", "-f", help="Format of the glossary; default: by its suffix.")
]


def read_glossaries(
    paths: Iterable[Path], source: str | None = None, target: str | None = None, form: TermForm | None = None
) -> tuple[Glossary, ...]:
    """The glossaries of files; the languages are for formats that do not say them. Raises ``TmxError``."""
    languages = (source, target) if source and target else None
    return tuple(read_glossary(path, languages, form) for path in paths)


def both_or_none(source: str | None, target: str | None) -> tuple[str, str] | None:
    """The languages, if they are named."""
    if source and target:
        return source, target
    if source or target:
        hint = "--target-lang" if source else "--source-lang"
        raise typer.BadParameter("name this language as well, or neither", param_hint=hint)
    return None


def known_glossaries(
    memory: Path | None, paths: Sequence[Path] | None, source: str | None = None, target: str | None = None
) -> tuple[Glossary, ...]:
    """The glossaries of a memory, and those of files; one of both has to be named.

    Raises ``TmxError``, also where there is none.
    """
    if memory is None and not paths:
        raise typer.BadParameter("name a --memory, or a --glossary, or both")
    found = read_glossaries(paths or (), source, target)
    if memory is None:
        return found
    with Memory.open(memory) as store:
        kept = Termbase(store).load()
    if not kept and not found:
        raise UnknownGlossary(f"{memory}: has no glossaries; add one with: loom terms import {memory} GLOSSARY")
    return (*kept, *found)


def languages_of(glossaries: Iterable[Glossary], source: str | None = None, target: str | None = None) -> Languages:
    """The languages that are named, or those of most concepts; raises ``UnknownPair`` for one without terms.

    Without a second language the target is the empty string.
    """
    counts: Counter[str] = Counter()
    for glossary in glossaries:
        for concept in glossary.concepts:
            counts.update(list(dict.fromkeys(map(_bare, concept.languages()))))  # in order, for ties
    ordered = [language for language, _ in counts.most_common()]
    for named in (source, target):
        if named and _bare(named) not in counts:
            known = ", ".join(ordered) or "none at all"
            raise UnknownPair(f"no glossary has terms in {named}; there are terms in: {known}")
    source = source or next((one for one in ordered if one != _bare(target)), "")
    return Languages(source, target or next((one for one in ordered if one != _bare(source)), ""))


def _bare(tag: str | None) -> str:
    return tag.split("-")[0].lower() if tag else ""
