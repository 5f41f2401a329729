"""Findings for other programs, and how many there are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from aligner.checking.finding import Checked, Finding, Severity


@dataclass(slots=True)
class Tally:
    """Counts of a run: pairs, pairs with findings, and findings by check and severity; ``mended`` by check."""

    pairs: int = 0
    marked: int = 0
    findings: Counter[tuple[str, Severity]] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)

    def add(self, checked: Checked) -> None:
        """Count a pair, and what was found in it."""
        self.pairs += 1
        self.marked += bool(checked.findings or checked.mended)
        self.findings.update((finding.check, finding.severity) for finding in checked.findings)
        self.mended.update(finding.check for finding in checked.mended)

    def of(self, severity: Severity) -> int:
        """How many findings of a severity there are."""
        return sum(count for (_, kind), count in self.findings.items() if kind is severity)

    def checks(self) -> list[str]:
        """The checks that found something, the most frequent first."""
        counts = Counter(self.mended)
        for (check, _), count in self.findings.items():
            counts[check] += count
        return [check for check, _ in counts.most_common()]


def records(checked: Checked) -> Iterator[dict[str, Any]]:
    """A JSON object for each finding of a pair; spans count code points of ``source`` and ``target``."""
    for finding in checked.mended:
        yield _record(checked, finding, is_mended=True)
    for finding in checked.findings:
        yield _record(checked, finding, is_mended=False)


def _record(checked: Checked, finding: Finding, *, is_mended: bool) -> dict[str, Any]:
    located, unit = checked.located, checked.located.unit
    return {
        "file": located.name,
        "unit": located.number,
        "line": located.line or None,
        "id": unit.attribute("tuid") or None,
        "check": finding.check,
        "severity": finding.severity,
        "side": finding.side,
        "message": finding.message,
        "quote": finding.quote or None,
        "mended": is_mended,
        "can_be_mended": finding.fix is not None,
        # What was mended stood elsewhere in the text before.
        "spans": [] if is_mended else [{"side": s.side, "start": s.start, "end": s.end} for s in finding.spans],
        "source": {"language": unit.source.language, "text": unit.source.text},
        "target": {"language": unit.target.language, "text": unit.target.text},
    }
