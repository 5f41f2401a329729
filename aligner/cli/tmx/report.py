"""What the commands say when they are done: one line of counts, or JSON."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import typer

from aligner.cli.losses import report_losses
from aligner.cli.terminal import messages
from tmx import Written
from tmx.exchange import Exported


def require_file(output: Path, *, as_json: bool) -> None:
    """Refuse ``--json`` where standard output is the memory itself."""
    if as_json and str(output) == "-":
        raise typer.BadParameter("it prints to standard output; name an --output file", param_hint="--json")


def report(
    output: Path, written: Written | Exported, left_out: Mapping[str, int], *, as_json: bool = False, **counts: int
) -> None:
    """Say how many units were written, and what was left out, by reason; ``counts`` say more."""
    left = ", ".join(f"{reason} {count:,}" for reason, count in left_out.items() if count)
    more = ", ".join(f"{name} {count:,}" for name, count in counts.items() if count)
    line = f"{written.units:,} units" + (f"; left out: {left}" if left else "") + (f"; {more}" if more else "")
    if as_json:
        answer = {"output": str(output), **asdict(written), "left_out": dict(left_out), **counts}
        typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        name = "standard output" if str(output) == "-" else output
        messages().print(f"loom: {name}: {line}")
    report_losses(written, output)
