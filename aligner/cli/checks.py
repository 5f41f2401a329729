"""What ``loom tm check`` and ``loom terms check`` share: memories that are read twice, and reports."""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import typer

import aligner
from aligner.checking import (
    Check,
    Choice,
    Finding,
    HtmlReport,
    Languages,
    Located,
    Severity,
    Tally,
    UnknownCheck,
    check_units,
    mend,
    records,
    survey_units,
)
from aligner.checking.mending import CAN_MEND
from aligner.cli.findings import show_checked, show_tally
from aligner.cli.losses import report_losses
from aligner.cli.options import FailOn
from aligner.cli.terminal import answers, messages
from aligner.cli.tmx.files import reading, rewindable, shown, writing
from aligner.output import refuse_inputs, replacing
from aligner.units import TOOL
from tmx import Header, TmxWriter
from tmx.languages import ALL
from tmx.store import Memory

_STORE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Checkable:
    """A memory that can be read twice, from wherever it comes."""

    name: str
    header: Header
    units: Callable[[], Iterator[Located]]


def chosen(choice: Choice, known: Collection[str]) -> list[str]:
    """The names of the chosen checks; one that is not known is wrong usage."""
    try:
        return choice.names(known)
    except UnknownCheck as error:
        raise typer.BadParameter(str(error), param_hint="--check, --skip") from error


def run_checks(
    source: Path,
    checks: tuple[Check, ...],
    source_lang: str | None,
    target_lang: str | None,
    *,
    as_json: bool,
    html: Path | None,
    fix: Path | None,
    fail_on: FailOn,
) -> int:
    """Check a memory, report what was found as it is wanted, and say with which status to exit."""
    for output in (html, fix):
        if output:
            refuse_inputs(output, source)
    if fix and html and fix.absolute() == html.absolute():
        raise typer.BadParameter("name two files", param_hint="--html, --fix")
    if as_json and "-" in (str(html), str(fix)):
        raise typer.BadParameter("it prints to standard output; name files", param_hint="--json")
    with checkable(source, source_lang) as memory:
        run = _Run(memory, checks, Languages(source_lang, target_lang, memory.header.source_language), Tally())
        run.to(as_json=as_json, html=html, fix=fix)
    if not run.tally.pairs:
        messages().print(f"loom: warning: {memory.name}: no unit has both languages", style="yellow")
    show_tally(messages() if as_json or "-" in (str(html), str(fix)) else answers(), run.tally, memory.name)
    counts = {FailOn.ERROR: run.tally.of(Severity.ERROR), FailOn.WARNING: sum(run.tally.findings.values())}
    return int(bool(counts.get(fail_on)))


@dataclass(slots=True)
class _Run:
    """One memory, its checks, and what they found so far."""

    memory: Checkable
    checks: tuple[Check, ...]
    languages: Languages
    tally: Tally

    def to(self, *, as_json: bool, html: Path | None, fix: Path | None) -> None:
        """Check the memory; write what was found to where it is wanted, and the mended units."""
        page = HtmlReport(self.memory.name, len(self.checks))
        console = messages() if str(fix) == "-" else answers()
        mended: dict[int, tuple[Finding, ...]] = {}
        with ExitStack() as stack:  # an output that cannot be written is found out before the work
            out = stack.enter_context(replacing(html)) if html else None
            writer = stack.enter_context(writing(fix, self.memory.header)) if fix else None
            survey_units(self._units(mended if fix else None), self.checks, self.languages)
            mended.clear()
            units = self._units(mended if fix else None, writer)
            for found in check_units(units, self.checks, self.languages):
                checked = replace(found, mended=mended.pop(found.located.number, ()))
                self.tally.add(checked)
                if out:
                    page.add(checked)
                if as_json:
                    for record in records(checked):
                        typer.echo(json.dumps(record, ensure_ascii=False))
                elif not out and (checked.findings or checked.mended):
                    show_checked(console, checked)
            if out:
                page.write(out, self.tally)
        if writer:
            report_losses(writer.written, fix or Path("-"))

    def _units(
        self, mended: dict[int, tuple[Finding, ...]] | None, writer: TmxWriter | None = None
    ) -> Iterator[Located]:
        """The units as they are, or mended, with what was wrong left in ``mended``."""
        menders = [check for check in self.checks if check.name in CAN_MEND]
        for located in self.memory.units():
            if mended is None:
                yield located
                continue
            better = mend(located.unit, menders, self.languages)
            if better.findings:
                mended[located.number] = better.findings
            if writer:
                writer.write(better.unit)
            yield replace(located, unit=better.unit)


@contextmanager
def checkable(path: Path, source_language: str | None = None) -> Iterator[Checkable]:
    """The units of a TMX, of standard input, or of a memory in a file, to be read any number of times."""
    if is_store(path):
        with Memory.open(path) as store:
            tags = [source_language] if source_language else [*store.languages(), ALL]
            created = datetime.now(UTC).replace(microsecond=0)
            header = Header(tags[0], TOOL, aligner.__version__, created=created)
            yield Checkable(str(path), header, partial(_stored, store, str(path)))
        return
    with rewindable(path) as file:
        with reading(file, recover=False, name=shown(path)) as memory:
            header = memory.header
        yield Checkable(shown(path), header, partial(_read, file, shown(path)))


def _read(file: Path, name: str) -> Iterator[Located]:
    with reading(file, recover=False, name=name) as memory:
        for number, unit in enumerate(memory, 1):
            yield Located(unit, number, memory.line, name)


def _stored(store: Memory, name: str) -> Iterator[Located]:
    for number, unit in store.numbered():
        yield Located(unit, number, 0, name)


def is_store(path: Path) -> bool:
    """Whether a file is a memory, and no TMX."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_STORE)) == _STORE
