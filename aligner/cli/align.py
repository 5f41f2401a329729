"""``loom align``: one file with both languages, or two files, to a translation memory."""

from pathlib import Path
from typing import Annotated

import typer

import aligner
from aligner.cli.options import Encoding, Model
from aligner.cli.terminal import messages, progress, report_guess, show_pairs
from aligner.errors import OutputError
from aligner.formats import Format, Result, write
from aligner.output import replacing
from corpus import Bitext, Reading, read_bitext
from tmx import Written

# Two texts of which less than this found a partner are hardly translations of each other.
_DOUBTFUL = 0.5


def align_command(
    source: Annotated[
        Path,
        typer.Argument(help="A text in both languages, or the source text; - for standard input.", metavar="SOURCE"),
    ],
    target: Annotated[
        Path | None, typer.Argument(help="The target text, where it is a file of its own.", metavar="[TARGET]")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write; - for standard output.")] = Path(
        "-"
    ),
    form: Annotated[
        Format | None, typer.Option("--format", "-f", help="Default: by the suffix of the output, else tmx.")
    ] = None,
    source_lang: Annotated[
        str | None, typer.Option(help="Language of the source (BCP 47, e.g. en-GB); default: the first in the file.")
    ] = None,
    target_lang: Annotated[str | None, typer.Option(help="Language of the target; default: the other one.")] = None,
    segmented: Annotated[bool, typer.Option("--segmented", help="Take every line as one segment, as it is.")] = False,
    encoding: Encoding = None,
    model: Model = None,
    min_score: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out units below this score; their segments count as unpaired.")
    ] = 0.0,
    show: Annotated[bool, typer.Option("--show", help="Print the pairs for reading as well.")] = False,
) -> None:
    """Align two languages sentence by sentence and write a translation memory.

    Beads of up to 8 segments; text without a partner stays unpaired. Every unit carries a score:
    the probability, in 0..1, that its two sides are translations of each other.
    """
    _check_output(output, source, target, show=show)
    form = form or _format_of(output)
    with replacing(output) as out:
        bitext = read_bitext(source, target, Reading(source_lang, target_lang, encoding, segmented))
        _report_encodings(bitext)
        encoder = aligner.load_encoder(model)
        texts = list(bitext.source.texts()), list(bitext.target.texts())
        if not isinstance(encoder, aligner.WordEncoder):  # the slow ones; they keep their vectors
            with progress("encoding") as advance:
                encoder.encode([*texts[0], *texts[1]], advance)
        with progress("aligning") as advance:
            alignment = aligner.align(*texts, encoder, progress=advance)
        alignment = alignment.at_least(min_score)
        result = Result(bitext, alignment, encoder.name, aligner.__version__)
        written = write(result, form, out)
    if show:
        show_pairs(bitext, alignment)
    _report(result, written, output)


def _check_output(output: Path, source: Path, target: Path | None, *, show: bool) -> None:
    if show and str(output) == "-":
        raise typer.BadParameter("--show prints to standard output; name an --output file", param_hint="--show")
    for given in (source, target):
        if given and output.exists() and given.exists() and output.samefile(given):
            raise OutputError(f"{output}: this is an input file; name another output")


def _format_of(output: Path) -> Format:
    suffix = output.suffix.removeprefix(".").lower()
    return Format(suffix) if suffix in list(Format) else Format.TMX


def _report_encodings(bitext: Bitext) -> None:
    documents = {side.document.name: side.document for side in (bitext.source, bitext.target)}
    for document in documents.values():
        report_guess(document)


def _report(result: Result, written: Written, output: Path) -> None:
    console, alignment, bitext = messages(), result.alignment, result.bitext
    shares = (
        f"{alignment.source_share:.0%} of the {bitext.source.language} and "
        f"{alignment.target_share:.0%} of the {bitext.target.language} text found a partner"
    )
    if min(alignment.source_share, alignment.target_share) < _DOUBTFUL:
        console.print(
            f"loom: warning: only {shares}: these may not be translations of "
            "each other; --min-score 0.5 keeps the likely units",
            style="yellow",
        )
    elif console.is_terminal:
        unpaired = sum(bead.is_null for bead in alignment)
        console.print(f"{output}: {written.units} units; segments without a partner: {unpaired}; {shares}")
    for count, what in (
        (written.illegal, "characters that XML 1.0 forbids"),
        (written.bidi, "bidi controls in source segments, which they would hide from look-ups"),
        (written.empty, "units with an empty side"),
    ):
        if count:
            console.print(f"loom: note: {output}: left out: {what}: {count}")
