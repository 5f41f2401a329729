"""What a person hears of a batch: its pairs before, its figures afterwards."""

import csv
import io
import json
from pathlib import Path

import typer

from aligner.batch.entry import Status
from aligner.batch.job import Pairing
from aligner.batch.summary import Summary
from aligner.cli.terminal import messages, readable, report_filtered

_LISTED = 20  # documents on the terminal; the rest is counted
_COLUMNS = ("source", "target", "source_language", "target_language", "by", "score", "name")


def report_pairing(pairing: Pairing, *, as_json: bool) -> None:
    """Print the pairs as TSV, which is a table of pairs itself, or all there is as JSON."""
    rows = [
        {
            "source": str(job.source),
            "target": str(job.target or ""),
            "source_language": job.source_language or "",
            "target_language": job.target_language or "",
            "by": job.by.value,
            "score": "" if job.score is None else round(job.score, 4),
            "name": job.name,
        }
        for job in pairing.jobs
    ]
    unpaired = [{"file": str(one.path), "reason": one.reason} for one in pairing.unpaired]
    if as_json:
        typer.echo(json.dumps({"pairs": rows, "unpaired": unpaired}, ensure_ascii=False, indent=2))
        return
    text = io.StringIO()
    table = csv.DictWriter(text, _COLUMNS, dialect="excel-tab", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    typer.echo(text.getvalue(), nl=False)
    _list([f"unpaired: {one['file']}: {one['reason']}" for one in unpaired], "files without a partner")


def report_summary(summary: Summary, out: Path, *, as_json: bool) -> None:
    """Say what came of a batch; the figures also as a line of JSON on standard output."""
    console = messages()
    _list([f"failed: {entry.name}: {entry.error}" for entry in summary.of(Status.FAILED)], "documents failed")
    doubtful = summary.doubtful
    if doubtful:
        console.print(
            f"loom: warning: {len(doubtful):,} documents have little in common with their partner, as "
            f"{doubtful[0].name}: they may not be translations; --min-confidence 0.5 keeps the likely units",
            style="yellow",
        )
    report_filtered(summary.removed)
    done, failed, unpaired = (len(summary.of(status)) for status in Status)
    console.print(
        f"loom: {out}: documents done: {done:,}, failed: {failed:,}; files without a partner: {unpaired:,}; "
        f"memory.tmx: {summary.merged.units:,} units, {summary.merged.repeated:,} repeated ones left out"
    )
    if summary.left_over:
        console.print(
            f"loom: note: {summary.left_over:,} documents of an earlier run are not among the inputs any more: "
            f"their files stay in {out / 'pairs'}, and their units are not in memory.tmx"
        )
    if summary.fresh:
        console.print(
            f"loom: documents in this run: {len(summary.fresh):,}; {summary.segments:,} sentences "
            f"in {summary.seconds:,.0f} s, {summary.pace:,.0f} a second"
        )
    if summary.imported:
        console.print(f"loom: memory: {summary.imported.new:,} units new, {summary.imported.known:,} known")
    if as_json:
        typer.echo(json.dumps({"output": str(out), **summary.figures()}, ensure_ascii=False))


def _list(lines: list[str], what: str) -> None:
    for line in lines[:_LISTED]:
        messages().print(f"loom: {readable(line)}")
    if len(lines) > _LISTED:
        messages().print(f"loom: {len(lines):,} {what}; the first {_LISTED} are listed")
