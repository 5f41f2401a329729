"""``loom batch``: thousands of documents, unattended, to files and one memory."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

import aligner
from aligner.batch.discovery import discover
from aligner.batch.job import Job, Pairing
from aligner.batch.options import BatchOptions, Recipe
from aligner.batch.pairing import PairingOptions, find_pairs
from aligner.batch.run import finish_batch, run_batch
from aligner.batch.summary import Summary
from aligner.batch.watch import Patience, arrivals
from aligner.cli.options import Encoding, Filter, Granularity, Model, Segmented
from aligner.cli.outcome import report_pairing, report_summary
from aligner.cli.terminal import messages, progress
from aligner.filtering import conditions
from aligner.formats import Format
from aligner.production import Wanted
from aligner.threads import processors
from corpus import Reading


class Terminated(KeyboardInterrupt):
    """Somebody sent SIGTERM."""


def batch_command(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            help="Documents, folders with all that is in them, patterns, or CSV and TSV tables of pairs.",
            metavar="INPUT...",
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write to; one that holds this batch goes on.")
    ] = None,
    form: Annotated[
        Format | None, typer.Option("--format", "-f", help="Write each pair in this format, too, beside its TMX.")
    ] = None,
    source_lang: Annotated[str | None, typer.Option(help="Language of the sources (BCP 47); default: found.")] = None,
    target_lang: Annotated[str | None, typer.Option(help="Language of the targets; default: found.")] = None,
    segmented: Segmented = False,
    encoding: Encoding = None,
    model: Model = None,
    granularity: Granularity = aligner.Granularity.AUTO,
    min_confidence: Annotated[
        float, typer.Option("--min-confidence", "--min-score", min=0, max=1, help="Leave out units below this.")
    ] = 0.0,
    keep: Filter = None,
    content: Annotated[
        bool, typer.Option("--content/--no-content", help="Pair by what files say where their names do not tell.")
    ] = True,
    memory: Annotated[
        Path | None, typer.Option("--memory", help="A memory that the units go to as well, made if it is not there.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processes; default: the cores there are.")
    ] = None,
    time_limit: Annotated[
        float, typer.Option(min=1, help="Seconds that a document may take; then it has failed.")
    ] = 3600.0,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try documents again that failed, though nothing has changed.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the pairs as a table, which can be an input, and do nothing.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Go on with what is new in the folders, until Ctrl-C.")
    ] = False,
    idle: Annotated[
        float | None, typer.Option(min=0, help="With --watch: end after so many seconds without anything new.")
    ] = None,
    settle: Annotated[
        float, typer.Option(min=0, help="With --watch: a file is whole after so many seconds without a change.")
    ] = 5.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures, or the pairs, as JSON.")] = False,
) -> None:
    """Pair documents, align each pair, and put all units together in one memory.

    OUT/pairs has a TMX for each pair, OUT/memory.tmx all units, each pair of texts once,
    OUT/manifest.jsonl a line for each document, OUT/unpaired.tsv the files without a partner. A run
    that was broken off goes on where it was when the same command is given again. Exit status 1: some
    documents failed, and the others are done.
    """
    conditions(keep)  # a wrong name is said before the work
    reading = Reading(source_lang, target_lang, encoding, segmented)
    recipe = Recipe(reading, model, Wanted(granularity, min_confidence, tuple(keep or ())), form)
    wanted = PairingOptions(source_lang, target_lang, encoding, by_content=content)
    if dry_run:
        report_pairing(_paired(inputs, wanted, model), as_json=as_json)
        return
    if output is None:
        raise typer.BadParameter("name the folder to write to", param_hint="--output")
    if idle is not None and not watch:
        raise typer.BadParameter("only with --watch", param_hint="--idle")
    options = BatchOptions(recipe, jobs or processors(), time_limit, retry_failed, memory)
    with _terminable():
        if watch:
            summary = _watch(inputs, output, wanted, options, Patience(settle, idle), as_json=as_json)
        else:
            summary = _run(inputs, output, wanted, options)
            report_summary(summary, output, as_json=as_json)
    raise typer.Exit(1 if summary and summary.has_failed else 0)


def _run(inputs: Sequence[Path], output: Path, wanted: PairingOptions, options: BatchOptions) -> Summary:
    try:
        return run_batch(_paired(inputs, wanted, options.recipe.model), output, options, progress)
    except KeyboardInterrupt as stop:
        messages().print(f"loom: interrupted; what is done is kept in {output}, and the same command goes on")
        raise typer.Exit(128 + (signal.SIGTERM if isinstance(stop, Terminated) else signal.SIGINT)) from None


def _watch(
    inputs: Sequence[Path],
    output: Path,
    wanted: PairingOptions,
    options: BatchOptions,
    patience: Patience,
    *,
    as_json: bool,
) -> Summary | None:
    """A run whenever something new is there; an interrupt ends the last one, and all that is done is written."""
    pairing, summary = None, None
    try:
        for whole in arrivals(lambda: [one.path for one in discover(inputs)], patience):
            pairing = _of_whole(_paired(inputs, wanted, options.recipe.model), whole)
            summary = run_batch(pairing, output, options, progress)
            report_summary(summary, output, as_json=as_json)
            options, pairing = replace(options, retry_failed=False), None
    except KeyboardInterrupt:
        if pairing:
            summary = finish_batch(pairing, output, options, progress)
            report_summary(summary, output, as_json=as_json)
    return summary


def _of_whole(pairing: Pairing, whole: frozenset[Path]) -> Pairing:
    """Without the files that are still being written: their turn comes."""

    def is_whole(job: Job) -> bool:
        return all(path in whole for path in (job.source, job.target) if path)

    unpaired = tuple(file for file in pairing.unpaired if file.path in whole)
    return Pairing(tuple(filter(is_whole, pairing.jobs)), unpaired)


def _paired(inputs: Sequence[Path], wanted: PairingOptions, model: str | None) -> Pairing:
    encoder = aligner.load_encoder(model)
    with progress("pairing") as advance:
        return find_pairs(inputs, wanted, encoder, advance)


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the command as Ctrl-C does."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Terminated

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
