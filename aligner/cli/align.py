"""``loom align``: one file with both languages, or two files, to a translation memory."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

import aligner
from aligner.cli.explain import show_explanations
from aligner.cli.losses import report_losses
from aligner.cli.options import Encoding, Filter, Granularity, Model, Segmented
from aligner.cli.terminal import messages, progress, report_filtered, report_reading, show_pairs
from aligner.errors import OutputError
from aligner.explanation import require_words
from aligner.filtering import conditions
from aligner.formats import Format, Result, write
from aligner.output import refuse_inputs, replacing
from aligner.plot import plot_alignment
from aligner.production import Wanted, produce
from corpus import Bitext, Reading, Side, read_bitext
from tmx import Written


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
    segmented: Segmented = False,
    encoding: Encoding = None,
    model: Model = None,
    granularity: Granularity = aligner.Granularity.AUTO,
    min_confidence: Annotated[
        float,
        typer.Option(
            "--min-confidence",
            "--min-score",
            min=0,
            max=1,
            help="Leave out units below this probability; their segments count as unpaired.",
        ),
    ] = 0.0,
    keep: Filter = None,
    show: Annotated[bool, typer.Option("--show", help="Print the pairs for reading as well.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print the pairs with what each word found on the other side.")
    ] = False,
    plot: Annotated[
        Path | None, typer.Option("--plot", help="Draw the path over the similarity of all segments: a .png or .svg.")
    ] = None,
) -> None:
    """Align two languages sentence by sentence and write a translation memory.

    Beads of up to 8 segments; text without a partner stays unpaired. Every unit carries a score:
    the probability, in 0..1, that its two sides are each other's translation, no more and no less.
    """
    if (show or explain) and str(output) == "-":
        raise typer.BadParameter("it prints to standard output; name an --output file", param_hint="--show, --explain")
    refuse_inputs(output, source, target)
    conditions(keep)  # a wrong name is said before the work, not after it
    if plot:
        _check_plot(plot, source, target, output)
    form = form or _format_of(output)
    with replacing(output) as out, replacing(plot) if plot else nullcontext() as picture:
        bitext = read_bitext(source, target, Reading(source_lang, target_lang, encoding, segmented))
        _report_documents(bitext)
        encoder = aligner.load_encoder(model)
        spelled = require_words(encoder) if explain else None
        result = produce(bitext, encoder, Wanted(granularity, min_confidence, tuple(keep or ())), progress)
        alignment = result.alignment
        written = write(result, form, out)
        if plot and picture:
            vectors = encoder.encode(alignment.source), encoder.encode(alignment.target)
            labels = _label(bitext.source), _label(bitext.target)
            plot_alignment(alignment, *vectors, labels, picture, _picture_form(plot))
    if spelled:
        show_explanations(bitext, alignment, spelled)
    elif show:
        show_pairs(bitext, alignment)
    report_filtered(result.stopped)
    _report(result, written, output)


def _check_plot(plot: Path, source: Path, target: Path | None, output: Path) -> None:
    if _picture_form(plot) not in ("png", "svg"):
        raise typer.BadParameter(f"{plot}: name a file that ends in .png or .svg", param_hint="--plot")
    refuse_inputs(plot, source, target)
    if plot.absolute() == output.absolute():
        raise OutputError(f"{plot}: this is the output as well; name another file for --plot")


def _picture_form(plot: Path) -> str:
    return plot.suffix.removeprefix(".").lower()


def _label(side: Side) -> str:
    return f"{Path(side.document.name).name} ({side.language})"


def _format_of(output: Path) -> Format:
    suffix = output.suffix.removeprefix(".").lower()
    return Format(suffix) if suffix in list(Format) else Format.TMX


def _report_documents(bitext: Bitext) -> None:
    documents = {side.document.name: side.document for side in (bitext.source, bitext.target)}
    for document in documents.values():
        report_reading(document)


def _report(result: Result, written: Written, output: Path) -> None:
    console, alignment, bitext = messages(), result.alignment, result.bitext
    shares = (
        f"{alignment.source_share:.0%} of the {bitext.source.language} and "
        f"{alignment.target_share:.0%} of the {bitext.target.language} text found a partner"
    )
    if alignment.is_doubtful:
        console.print(
            f"loom: warning: only {shares}: these may not be translations of "
            "each other; --min-confidence 0.5 keeps the likely units",
            style="yellow",
        )
    elif console.is_terminal:
        unpaired = sum(bead.is_null for bead in alignment)
        console.print(f"{output}: {written.units} units; segments without a partner: {unpaired}; {shares}")
    report_losses(written, output)
