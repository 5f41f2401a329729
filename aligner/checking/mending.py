"""Mend what needs no knowledge of a language: swapped sides, broken characters, white space."""

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.checking.check import Check
from aligner.checking.finding import Finding, Located
from aligner.checking.pairs import Languages, merged, pairs
from tmx import TranslationUnit

CAN_MEND = frozenset(("language", "characters", "whitespace"))
"""The checks with findings that have a fix."""
_MOST = 20  # findings mended in one pair


@dataclass(frozen=True, slots=True)
class Mended:
    """A unit as it should be, and what was wrong with it."""

    unit: TranslationUnit
    findings: tuple[Finding, ...]


def mend(unit: TranslationUnit, checks: Sequence[Check], languages: Languages | None = None) -> Mended:
    """``unit`` without what the ``checks`` know to mend, every pair of it, one thing after the other.

    A fix may show what was hidden, so that the checks are asked again after each.
    """
    mended: list[Finding] = []
    for number in range(len(list(pairs(unit, languages or Languages())))):
        for _ in range(_MOST):
            pair = list(pairs(unit, languages or Languages()))[number]
            finding = _first_with_fix(pair, checks)
            if finding is None or finding.fix is None:
                break
            mended.append(finding)
            unit = merged(unit, pair, finding.fix)
    return Mended(unit, tuple(mended))


def _first_with_fix(pair: TranslationUnit, checks: Sequence[Check]) -> Finding | None:
    for check in checks:
        for finding in check.find([Located(pair, 0, 0, "")])[0]:
            if finding.fix:
                return finding
    return None
