"""One TSV for each check of single units: pairs in which it finds nothing, and pairs in which it does."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from aligner.checking import Choice, Located, Side, check_units, make_checks
from tmx import TranslationUnit, Variant

FILES = sorted((Path(__file__).parent / "cases").glob("*.tsv"))
ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\([nt])")


@dataclass(frozen=True)
class Case:
    check: str
    line: int
    verdict: str
    unit: TranslationUnit


def cases(path: Path) -> list[Case]:
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line and not line.startswith("#"):
            verdict, source, target, *texts = line.split("\t")
            first, second = (ESCAPE.sub(character, text) for text in texts)
            found.append(
                Case(path.stem, number, verdict, TranslationUnit((Variant(source, first), Variant(target, second))))
            )
    return found


def character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else {"n": "\n", "t": "\t"}[match[2]]


CASES = [case for path in FILES for case in cases(path)]


def test_there_are_cases_of_both_kinds() -> None:
    counts = Counter((case.check, case.verdict == "ok") for case in CASES)
    assert len(FILES) == 12
    for path in FILES:
        least = 3 if path.stem == "empty" else 12
        assert min(counts[path.stem, True], counts[path.stem, False]) >= least, path.stem


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.check}:{case.line}")
def test_the_check_finds_what_is_wrong_and_nothing_else(case: Case) -> None:
    checks = make_checks(Choice(only=(case.check,)))
    results = check_units([Located(case.unit, 1, 0, "m.tmx")], checks)
    found = [finding for checked in results for finding in checked.findings]
    assert (found[0].severity if found else "ok") == case.verdict, found
    assert all(finding.check == case.check for finding in found)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.verdict != "ok"], ids=lambda case: f"{case.check}:{case.line}"
)
def test_spans_are_inside_their_texts_and_messages_are_one_line(case: Case) -> None:
    (checked,) = check_units([Located(case.unit, 1, 0, "m.tmx")], make_checks(Choice(only=(case.check,))))
    lengths = {Side.SOURCE: len(case.unit.source.text), Side.TARGET: len(case.unit.target.text)}
    for finding in checked.findings:
        assert finding.message
        assert "\n" not in finding.message
        assert all(0 <= span.start < span.end <= lengths[span.side] for span in finding.spans)
