"""``loom tm lookup``: what a memory knows of a text."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

import aligner
from aligner.cli.matches import show_matches
from aligner.cli.options import Json, Model
from aligner.cli.terminal import answers, progress
from aligner.cli.tm.arguments import MemoryFile, SourceLang, TargetLang, pair_of
from corpus import read_document
from tmx.lookup import Lookup, Match, Options, Penalties, Query, Semantic
from tmx.matching.difference import difference
from tmx.store import Memory


def lookup_command(
    memory: MemoryFile,
    text: Annotated[str, typer.Argument(help="A text; or a file, each line a segment; - for standard input.")],
    source_lang: SourceLang = None,
    target_lang: TargetLang = None,
    threshold: Annotated[int, typer.Option(min=30, max=100, help="Lowest percentage of a fuzzy match.")] = 70,
    limit: Annotated[int, typer.Option(min=1, help="Matches at most.")] = 5,
    only_exact: Annotated[bool, typer.Option("--exact", help="Exact matches only.")] = False,
    semantic: Annotated[
        bool,
        typer.Option("--semantic/--no-semantic", help="Look also for texts that mean the same in other words."),
    ] = True,
    least: Annotated[float, typer.Option(min=-1, max=1, help="Lowest cosine of a match by meaning.")] = 0.5,
    previous: Annotated[str | None, typer.Option(help="The segment before the text.")] = None,
    following: Annotated[str | None, typer.Option("--next", help="The segment after the text.")] = None,
    document: Annotated[str, typer.Option(help="The document of the text; default: the file's name.")] = "",
    penalty: Annotated[
        list[str] | None, typer.Option(metavar="PATTERN=POINTS", help="Points off for units of a file; repeatable.")
    ] = None,
    penalty_year: Annotated[float, typer.Option(min=0, help="Points off for each year since the last change.")] = 0.0,
    penalty_doubt: Annotated[float, typer.Option(min=0, help="Points off times what a score lacks of 1.")] = 10.0,
    model: Model = None,
    as_json: Json = False,
) -> None:
    """Find translations: in context (101, 102), exact, with other numbers, fuzzy, and by meaning.

    With --json, a line for each segment: the query and its matches, best first.
    """
    penalties = Penalties(dict(map(_points, penalty or ())), penalty_year, penalty_doubt)
    options = Options(threshold, limit, least, only_exact, penalties)
    with Memory.open(memory) as store:
        pair = pair_of(store, source_lang, target_lang)
        meaning = None
        if semantic and not only_exact:
            encoder = aligner.load_encoder(model)
            meaning = Semantic(store, pair.source, encoder.encode, encoder.name)
            with progress("encoding the memory") as advance:
                meaning.refresh(advance)
        lookup = Lookup(store, pair.source, pair.target, options, meaning)
        for query in _queries(text, previous, following, document):
            matches = lookup.find(query)
            if as_json:
                typer.echo(json.dumps(_answer(query, matches), ensure_ascii=False))
            else:
                show_matches(answers(), query, matches)


def _queries(text: str, previous: str | None, following: str | None, document: str) -> Iterator[Query]:
    """The text as one query, or the lines of a file or of standard input, each between its neighbours."""
    path = Path(text)
    if text == "-":
        lines = sys.stdin.buffer.read().decode("utf-8-sig", "replace").splitlines()
    elif len(text) < 4096 and "\n" not in text and path.is_file():
        lines, document = read_document(path).text.splitlines(), document or path.name
    else:
        yield Query(text, previous, following, document)
        return
    segments = [line.strip() for line in lines if line.strip()]
    for number, segment in enumerate(segments):
        before = segments[number - 1] if number else ""
        after = segments[number + 1] if number + 1 < len(segments) else ""
        yield Query(segment, before, after, document)


def _points(text: str) -> tuple[str, int]:
    pattern, _, points = text.rpartition("=")
    if not pattern or not points.isdigit():
        raise typer.BadParameter(f"{text}: write it as drafts*=5", param_hint="--penalty")
    return pattern, int(points)


def _answer(query: Query, matches: Sequence[Match]) -> dict[str, Any]:
    return {"query": query.text, "matches": [_match(query, match) for match in matches]}


def _match(query: Query, match: Match) -> dict[str, Any]:
    moment = match.changed or match.created
    return {
        "percent": match.percent,
        "kind": match.kind,
        "source": match.source.text,
        "target": match.target.text,
        "suggestion": match.suggestion,
        "replaced": match.replaced,
        "penalty": match.penalty,
        "similarity": match.similarity,
        "source_language": match.source.language,
        "target_language": match.target.language,
        "difference": [
            {"change": one.kind, "query": one.query_span, "source": one.source_span}
            for one in difference(query.text, match.source.text)
        ],
        "document": match.document,
        "files": match.files,
        "date": moment.isoformat() if moment else None,
        "author": match.author,
        "score": match.score,
        "unit": match.unit,
    }
