"""The quality of a memory's units: what is wrong with them, where, and what can be mended.

    checks = make_checks(Choice(skip=("whitespace",)))
    survey_units(units(), checks)              # for those that look at the memory as a whole
    for checked in check_units(units(), checks):
        for finding in checked.findings: ...

Precision goes before recall: a translator who sees ten false alarms reads no more of them.
"""

from aligner.checking.catalogue import CHECKS, Choice, UnknownCheck, make_checks
from aligner.checking.check import Check, SurveyCheck, UnitCheck
from aligner.checking.checker import check_units, reasons, rejection, survey_units
from aligner.checking.finding import Checked, Finding, Located, Severity, Side, Span
from aligner.checking.html_report import HtmlReport
from aligner.checking.mending import Mended, mend
from aligner.checking.pairs import Languages
from aligner.checking.report import Tally, records
from aligner.checking.terminology import TERM_CHECKS, make_term_checks

__all__ = [
    "CHECKS",
    "TERM_CHECKS",
    "Check",
    "Checked",
    "Choice",
    "Finding",
    "HtmlReport",
    "Languages",
    "Located",
    "Mended",
    "Severity",
    "Side",
    "Span",
    "SurveyCheck",
    "Tally",
    "UnitCheck",
    "UnknownCheck",
    "check_units",
    "make_checks",
    "make_term_checks",
    "mend",
    "reasons",
    "records",
    "rejection",
    "survey_units",
]
