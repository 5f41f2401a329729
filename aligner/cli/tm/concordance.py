"""``loom tm concordance``: where a word was used, and how it was translated."""

import json
from itertools import islice
from typing import Annotated, Any

import typer

import aligner
from aligner.cli.matches import show_concordance
from aligner.cli.options import Json, Model
from aligner.cli.terminal import answers, messages
from aligner.cli.tm.arguments import MemoryFile
from aligner.counterparts import counterparts
from aligner.explanation import SpanEncoder
from tmx.lookup import Concordance, Hit
from tmx.store import Memory


def concordance_command(
    memory: MemoryFile,
    text: Annotated[str, typer.Argument(help="A word or phrase, in any language of the memory.")],
    language: Annotated[list[str] | None, typer.Option("--lang", help="Only on the side of this language.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Units at most.")] = 20,
    window: Annotated[int, typer.Option(min=0, help="Other words allowed between two words of a phrase.")] = 0,
    model: Model = None,
    as_json: Json = False,
) -> None:
    """Show a word in its context, in any inflection, with the words that correspond to it on the other side.

    The newest units come first. With --json, a line for each unit.
    """
    with Memory.open(memory) as store:
        hits = islice(Concordance(store).find(text, language or (), window), limit)
        encoder = aligner.load_encoder(model)
        found = 0
        for hit in hits:
            found += 1
            marked = [_counterparts(hit, other.text, encoder) for other in hit.others]
            if as_json:
                typer.echo(json.dumps(_answer(hit, marked), ensure_ascii=False))
            else:
                show_concordance(answers(), hit, marked)
    if not found and not as_json:
        messages().print(f"loom: {memory}: nothing found; a shorter phrase, or --window 3, finds more")


def _counterparts(hit: Hit, other: str, encoder: aligner.Encoder) -> tuple[tuple[int, int], ...]:
    if not isinstance(encoder, SpanEncoder):
        return ()
    return tuple(counterparts(hit.variant.text, other, hit.spans, encoder))


def _answer(hit: Hit, marked: list[tuple[tuple[int, int], ...]]) -> dict[str, Any]:
    return {
        "language": hit.variant.language,
        "text": hit.variant.text,
        "spans": hit.spans,
        "translations": [
            {"language": other.language, "text": other.text, "spans": spans}
            for other, spans in zip(hit.others, marked, strict=True)
        ],
        "document": hit.document,
        "files": hit.files,
        "unit": hit.unit,
    }
