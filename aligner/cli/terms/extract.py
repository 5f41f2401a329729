"""``loom terms extract``: the terms of a memory and their translations, as a glossary."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

import aligner
from aligner.cli.options import Json, Model
from aligner.cli.terminal import messages, progress
from aligner.cli.terms.losses import report_lost
from aligner.cli.terms.units import units_of
from aligner.cli.tmx.files import shown, streaming
from aligner.cli.tmx.report import require_file
from aligner.output import refuse_inputs
from aligner.terminology.extraction.candidate import Candidate
from corpus import read_text
from tmx.exchange import Languages
from tmx.matching.keys import match_key
from tmx.terms.formats import TermForm, form_of, read_glossary, write_glossary


def extract_command(
    sources: Annotated[
        list[Path],
        typer.Argument(help="A memory, a TMX, another file of units; several count as one.", metavar="MEMORY|FILE..."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The glossary to write; - for standard output.")],
    form: Annotated[
        TermForm | None, typer.Option("--format", "-f", help="Default: by the suffix of the output, else tbx.")
    ] = None,
    source_lang: Annotated[
        str | None, typer.Option(help="The source; default: that of most units, or of the first one.")
    ] = None,
    target_lang: Annotated[str | None, typer.Option(help="The target; default: the other language.")] = None,
    most: Annotated[int | None, typer.Option(help="Terms to write at most, the surest.", min=1)] = None,
    min_score: Annotated[
        float, typer.Option(help="How sure a pair must be, 0 to 1: of 100 with a score of .7, about 70 are right.")
    ] = 0.5,
    min_count: Annotated[
        int | None, typer.Option(help="Units that must show a pair; default: 2, and 1 in a small memory.", min=1)
    ] = None,
    max_words: Annotated[int, typer.Option(help="Words in a term, function words not counted.", min=1, max=8)] = 5,
    stop_list: Annotated[
        Path | None, typer.Option(help="Words that no term is to hold, of either language, one a line.")
    ] = None,
    seed: Annotated[
        Path | None, typer.Option(help="A glossary of terms that are known: it guides, and is not proposed again.")
    ] = None,
    as_json: Json = False,
    model: Model = None,
) -> None:
    """Find terms of one word and of several, their translations, other forms, and where they stand.

    Terms that differ in number, case, spelling, or in what Arabic writes on to a word are one. Names
    are marked. In a small text nothing has to occur twice; in a large one what does not is left out.
    """
    from aligner.explanation import require_words  # not for loom --help
    from aligner.terminology.extraction.extract import Options, extract
    from aligner.terminology.extraction.glossary import glossary_of

    require_file(output, as_json=as_json)
    refuse_inputs(output, *sources, stop_list, seed)
    form = form or (form_of(output) if output.suffix else TermForm.TBX)
    units, languages = units_of(sources, source_lang, target_lang)
    if not units:
        messages().print(
            f"loom: warning: {', '.join(map(shown, sources))}: no unit has both {languages.source} and "
            f"{languages.target}",
            style="yellow",
        )
    stops = read_text(stop_list).text.splitlines() if stop_list else ()
    options = Options(
        min_count, min_score, max_words, [word for word in stops if word.strip()], _seeds(seed, languages)
    )
    pair = languages.source, languages.target
    encoder = require_words(aligner.load_encoder(model))
    with streaming(output) as out:
        with progress("extracting") as advance:
            found = extract(units, pair, encoder, options, advance)
        glossary = glossary_of(found, units, pair, output.stem, most)
        lost = write_glossary(out, form, glossary, pair)
    _report(found, len(glossary.concepts), len(units), output, as_json=as_json)
    report_lost(lost, output)


def _seeds(path: Path | None, languages: Languages) -> list[tuple[str, str]]:
    if path is None:
        return []
    pair = languages.source, languages.target
    return [
        (one.text, other.text)
        for concept in read_glossary(path, pair).concepts
        for one in concept.terms_in(pair[0])
        for other in concept.terms_in(pair[1])
        if match_key(one.text) and not other.status.is_forbidden
    ]


def _report(found: list[Candidate], concepts: int, units: int, output: Path, *, as_json: bool) -> None:
    if as_json:
        counts = {"output": str(output), "units": units, "concepts": concepts, "pairs": len(found)}
        typer.echo(json.dumps(counts | {"terms": [asdict(one) for one in found]}, ensure_ascii=False))
        return
    name = "standard output" if str(output) == "-" else str(output)
    messages().print(f"loom: {name}: {concepts:,} terms from {units:,} units")
