"""``loom tmx clean`` and ``dedupe``: a memory without what is broken, empty or said twice."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from aligner.checking import Choice, make_checks, rejection
from aligner.cli.tmx.arguments import File, JsonCounts, Output, Recover
from aligner.cli.tmx.files import reading, rewindable, shown, writing
from aligner.cli.tmx.report import report, require_file
from aligner.errors import OutputError
from aligner.output import refuse_inputs
from tmx.streams.cleaning import standard_checks, verdicts
from tmx.streams.deduplication import Best, first_of_each
from tmx.streams.identity import pair_digest, source_digest


class By(StrEnum):
    """What makes two units the same."""

    PAIR = "pair"
    SOURCE = "source"


def clean_command(
    file: File,
    output: Output,
    rejected: Annotated[
        Path | None,
        typer.Option("--rejected", help="A TMX for the units that are left out; its prop x-rejected says why."),
    ] = None,
    checks: Annotated[
        bool, typer.Option("--checks", help="Leave out units as well in which loom tm check finds an error.")
    ] = False,
    check: Annotated[
        list[str] | None, typer.Option("--check", help="The same, of this check only; repeatable.", metavar="NAME")
    ] = None,
    recover: Annotated[bool, typer.Option("--recover", hidden=True)] = True,  # it always does
    as_json: JsonCounts = False,
) -> None:
    """Repair a memory, and leave out units that are empty, untranslated, or copies of others.

    Characters that no TMX may hold go, and those that hide a source from look-ups; the rest of every text stays.
    """
    wrong = [rejection(make_checks(Choice(check)) if check else None)] if checks or check else []
    require_file(output, as_json=as_json)
    refuse_inputs(output, file)
    if rejected:
        require_file(rejected, as_json=as_json)
        refuse_inputs(rejected, file)
        if rejected.absolute() == output.absolute():
            raise OutputError(f"{rejected}: this is the output as well; name another file for --rejected")
    reasons: Counter[str] = Counter()
    with reading(file, recover=recover) as memory:
        language = memory.header.source_language
        aside = writing(rejected, memory.header) if rejected else nullcontext()
        with aside as others, writing(output, memory.header) as writer:
            for verdict in verdicts(memory, language, [*wrong, *standard_checks(language)]):
                if verdict.reason is None:
                    writer.write(verdict.unit)
                    continue
                reasons[verdict.reason] += 1
                if others and (marked := verdict.marked()):
                    others.write(marked)
    report(output, writer.written, dict(reasons), as_json=as_json, repairs=memory.repairs)


def dedupe_command(
    file: File,
    output: Output,
    by: Annotated[
        By,
        typer.Option(
            help="pair: the same texts once, the first of them. "
            "source: one translation of each text, by x-score, then by date; this reads the file twice."
        ),
    ] = By.PAIR,
    recover: Recover = False,
    as_json: JsonCounts = False,
) -> None:
    """Leave out units that say what another one says; the order stays.

    Units that OmegaT binds to different places (props file, prev, next, id, path) are no duplicates.
    """
    require_file(output, as_json=as_json)
    refuse_inputs(output, file)
    kept = 0
    with ExitStack() as stack:
        path, best = file, None
        if by is By.SOURCE:
            path = stack.enter_context(rewindable(file))
            best = stack.enter_context(_best_of(path, shown(file), recover=recover))
        memory = stack.enter_context(reading(path, recover=recover, name=shown(file)))
        writer = stack.enter_context(writing(output, memory.header))
        key = partial(pair_digest, source_language=memory.header.source_language)
        for unit in best.of(memory) if best else first_of_each(memory, key):
            writer.write(unit)
            kept += 1
    report(output, writer.written, {"duplicate": memory.units - kept}, as_json=as_json)


@contextmanager
def _best_of(path: Path, name: str, *, recover: bool) -> Iterator[Best]:
    with ExitStack() as stack:
        with reading(path, recover=recover, name=name, quiet=True) as memory:
            key = partial(source_digest, source_language=memory.header.source_language)
            best = stack.enter_context(Best(key))
            for unit in memory:
                best.add(unit)
        yield best
