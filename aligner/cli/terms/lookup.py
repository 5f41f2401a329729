"""``loom terms lookup``: how a term was translated."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

import aligner
from aligner.cli.matches import kwic_line
from aligner.cli.options import Json, Model
from aligner.cli.terminal import LABEL, answers, messages, progress, readable, show_side
from aligner.cli.terms.arguments import GlossaryFiles, read_glossaries
from aligner.explanation import require_words
from aligner.terminology.answer import Answer, Example, Neighbour, Translation
from aligner.terminology.lookup import LookupOptions, TermLookup
from tmx.store import Memory

_FORBIDDEN, _BEST = "red", "bold"
_DOCUMENTS = 3  # on the terminal


def lookup_command(
    terms: Annotated[list[str], typer.Argument(help="Terms, in any language of the memory.", metavar="TERM...")],
    memory: Annotated[Path, typer.Option("--memory", "-m", help="A memory, with the glossaries in it.")],
    glossary: GlossaryFiles = None,
    source_lang: Annotated[
        str | None, typer.Option(help="Language of the terms; default: the one they are found in.")
    ] = None,
    target_lang: Annotated[str | None, typer.Option(help="Language of the translations; default: all others.")] = None,
    most: Annotated[int, typer.Option(min=1, help="Units to look at, evenly among those that have the term.")] = 100,
    limit: Annotated[int, typer.Option(min=1, help="Translations at most.")] = 5,
    examples: Annotated[int, typer.Option(min=0, help="Examples of each translation.")] = 3,
    neighbours: Annotated[
        int, typer.Option(min=0, help="What to show that is near in meaning where a term does not occur.")
    ] = 5,
    model: Model = None,
    as_json: Json = False,
) -> None:
    """Show how terms were translated, by glossaries and by the units of a memory, in any inflection.

    What a glossary has comes first, what it forbids last; the rest by how many units have it. A term
    that does not occur gets what is near it in meaning, and it is said so. With --json, a line for
    each term.
    """
    options = LookupOptions(source_lang, target_lang, most, examples, neighbours)
    known = read_glossaries(glossary or (), source_lang, target_lang)
    encoder = require_words(aligner.load_encoder(model))
    with Memory.open(memory) as store, progress("encoding the memory") as advance:
        lookup = TermLookup(store, known, encoder, options, advance)
        for term in terms:
            answer = lookup.find(term)
            if as_json:
                typer.echo(json.dumps(_answer(answer, limit), ensure_ascii=False))
            else:
                show_answer(answers(), answer, limit)
            if not (answer.translations or answer.neighbours) and not as_json:
                messages().print(f"loom: {memory}: nothing is known of {readable(term)}, nor of anything near it")


def show_answer(console: Console, answer: Answer, limit: int) -> None:
    """Print a term, its translations with examples in context, or what is near it."""
    show_side(console, "term", answer.language, Text(readable(answer.term)))
    if answer.units:
        looked = "" if answer.looked_at == answer.units else f", {answer.looked_at:,} of them looked at"
        console.out(f"{'':<{LABEL}}in {_counted(answer.units, 'unit')}{looked}")
    for number, one in enumerate(answer.translations[:limit], 1):
        _show_translation(console, number, one)
    if answer.neighbours:
        console.out(f"{'':<{LABEL}}does not occur; near it in meaning:")
    for neighbour in answer.neighbours:
        _show_neighbour(console, neighbour)
    console.out("")


def _show_translation(console: Console, number: int, one: Translation) -> None:
    style = _FORBIDDEN if one.is_forbidden else _BEST
    label = f"{number:>4}  {'forbidden' if one.is_forbidden else _counted(one.count, 'unit')}"
    show_side(console, label, one.language, Text(readable(one.text), style))
    documents = [f"{readable(name)} ({count})" for name, count in one.documents[:_DOCUMENTS]]
    if len(one.documents) > _DOCUMENTS:
        documents.append(f"{len(one.documents) - _DOCUMENTS} more")
    for said in (
        "; ".join(f"{readable(entry.glossary)}{f': {entry.status}' * bool(entry.status)}" for entry in one.entries),
        ", ".join(documents),
        _period(one),
    ):
        if said:
            show_side(console, "", "", Text(said, "dim"))
    for example in one.examples:
        _show_example(console, example)


def _show_example(console: Console, example: Example) -> None:
    columns = max(console.width - LABEL, 20)
    in_colour = bool(console.color_system)
    head = f"{example.unit:>6}"
    for variant, span in ((example.source, example.source_span), (example.target, example.target_span)):
        line = kwic_line(variant.text, span, columns, in_colour=in_colour)
        console.print(Text.assemble(f"{head:<22}{variant.language:<4}", line), soft_wrap=True)
        head = ""


def _show_neighbour(console: Console, one: Neighbour) -> None:
    show_side(console, f"  ~{one.similarity:.2f}  {one.origin}", one.language, Text(readable(one.text)))
    for text in one.translations:
        show_side(console, "", "", Text(readable(text), _BEST))


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' * (count != 1)}"


def _period(one: Translation) -> str:
    if not one.first or not one.last:
        return ""
    days = dict.fromkeys(f"{moment:%Y-%m-%d}" for moment in (one.first, one.last))
    return " to ".join(days)


def _answer(answer: Answer, limit: int) -> dict[str, Any]:
    return {
        "term": answer.term,
        "language": answer.language,
        "occurs": bool(answer.translations or answer.units),
        "units": answer.units,
        "looked_at": answer.looked_at,
        "translations": [_translation(one, answer) for one in answer.translations[:limit]],
        "neighbours": [
            {
                "text": one.text,
                "language": one.language,
                "similarity": round(one.similarity, 3),
                "origin": one.origin,
                "translations": one.translations,
            }
            for one in answer.neighbours
        ],
    }


def _translation(one: Translation, answer: Answer) -> dict[str, Any]:
    return {
        "text": one.text,
        "language": one.language,
        "count": one.count,
        "share": round(one.count / answer.looked_at, 3) if answer.looked_at else None,
        "forbidden": one.is_forbidden,
        "glossaries": [
            {
                "glossary": entry.glossary,
                "concept": entry.concept,
                "status": entry.status,
                "definition": entry.definition,
                "priority": entry.priority,
            }
            for entry in one.entries
        ],
        "documents": [{"document": name, "count": count} for name, count in one.documents],
        "first": one.first.isoformat() if one.first else None,
        "last": one.last.isoformat() if one.last else None,
        "examples": [_example(example) for example in one.examples],
    }


def _example(example: Example) -> dict[str, Any]:
    return {
        "unit": example.unit,
        "source": {
            "language": example.source.language,
            "text": example.source.text,
            "span": example.source_span,
        },
        "target": {
            "language": example.target.language,
            "text": example.target.text,
            "span": example.target_span,
        },
        "document": example.document,
        "date": example.moment.isoformat() if example.moment else None,
    }
