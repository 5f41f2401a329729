"""Check the units of a memory, batch by batch."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from aligner.checking.catalogue import Choice, make_checks
from aligner.checking.check import Check, SurveyCheck
from aligner.checking.finding import Checked, Finding, Located, Severity
from aligner.checking.pairs import Languages, pairs
from tmx import TranslationUnit

_BATCH = 1_000  # pairs that an encoder gets at once
# What a unit shows by itself; similarity takes longer than all of these together.
_ALONE = Choice(skip=("similarity", "inconsistent-target", "inconsistent-source"))


def survey_units(units: Iterable[Located], checks: Sequence[Check], languages: Languages | None = None) -> None:
    """The first pass over a memory, for the checks that need one; the units are to come again."""
    surveying = [check for check in checks if isinstance(check, SurveyCheck)]
    if surveying:
        for batch in _batches(_paired(units, languages or Languages())):
            for check in surveying:
                check.survey(batch)


def check_units(
    units: Iterable[Located], checks: Sequence[Check], languages: Languages | None = None
) -> Iterator[Checked]:
    """Each pair of a source and a target with what was found in it, in order, as batches of units come in.

    Checks that compare a unit with the whole memory find more after ``survey_units``, or only then.
    """
    for batch in _batches(_paired(units, languages or Languages())):
        found = [check.find(batch) for check in checks]
        for located, findings in zip(batch, zip(*found, strict=True) if found else [()] * len(batch), strict=True):
            yield Checked(located, tuple(finding for some in findings for finding in some))


def reasons(unit: TranslationUnit, checks: Sequence[Check] | None = None) -> list[str]:
    """What is so wrong with a unit that it should not be used: ``numbers: only in the source: 15``."""
    return [f"{finding.check}: {finding.message}" for finding in _errors(unit, checks or make_checks(_ALONE))]


def rejection(checks: Sequence[Check] | None = None) -> Callable[[TranslationUnit], str | None]:
    """A test for ``loom tmx clean``: the name of the first check that finds an error in a unit, or None."""
    chosen = checks or make_checks(_ALONE)
    return lambda unit: next((finding.check for finding in _errors(unit, chosen)), None)


def _errors(unit: TranslationUnit, checks: Sequence[Check]) -> Iterator[Finding]:
    for checked in check_units([Located(unit, 1, 0, "")], checks):
        yield from (finding for finding in checked.findings if finding.severity is Severity.ERROR)


def _paired(units: Iterable[Located], languages: Languages) -> Iterator[Located]:
    for located in units:
        for pair in pairs(located.unit, languages):
            yield replace(located, unit=pair)


def _batches(units: Iterable[Located]) -> Iterator[list[Located]]:
    stream = iter(units)
    while batch := list(islice(stream, _BATCH)):
        yield batch
