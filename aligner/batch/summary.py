"""What came of a batch, in figures."""

from collections import Counter
from collections.abc import Set
from dataclasses import asdict, dataclass, replace
from time import perf_counter
from typing import Any

from aligner.batch.entry import Entry, Status
from aligner.batch.merging import Merged
from tmx.store import Added


@dataclass(frozen=True, slots=True)
class Summary:
    """All entries, the memory that was made of them, and what of it was imported.

    ``left_over`` files of pairs are from documents that an earlier run had, and this one has not.
    ``fresh`` are the names of those that were aligned in this run, which took ``seconds``.
    """

    entries: tuple[Entry, ...]
    merged: Merged
    imported: Added | None = None
    left_over: int = 0
    fresh: frozenset[str] = frozenset()
    seconds: float = 0.0

    def since(self, started: float, fresh: Set[str]) -> "Summary":
        """The same of a run that started then, by ``perf_counter``, and aligned these."""
        return replace(self, fresh=frozenset(fresh), seconds=perf_counter() - started)

    def of(self, status: Status) -> list[Entry]:
        """The entries that ended so."""
        return [entry for entry in self.entries if entry.status is status]

    @property
    def has_failed(self) -> bool:
        """Whether any document could not be aligned."""
        return bool(self.of(Status.FAILED))

    @property
    def doubtful(self) -> list[Entry]:
        """Documents that are hardly translations of each other."""
        return [entry for entry in self.entries if entry.counts and entry.counts.doubtful]

    @property
    def removed(self) -> dict[str, int]:
        """How many beads each filter left out."""
        total: Counter[str] = Counter()
        for entry in self.entries:
            for name, count in entry.counts.removed.items() if entry.counts else ():
                total[name] += count
        return dict(total)

    @property
    def segments(self) -> int:
        """Segments, of both sides, that were aligned in this run."""
        counts = [entry.counts for entry in self.entries if entry.counts and entry.name in self.fresh]
        return sum(one.source_segments + one.target_segments for one in counts)

    @property
    def pace(self) -> float:
        """Segments a second."""
        return self.segments / self.seconds if self.seconds else 0.0

    def figures(self) -> dict[str, Any]:
        """What can be counted."""
        return {
            **{status.value: len(self.of(status)) for status in Status},
            "left_over": self.left_over,
            "aligned": len(self.fresh),
            "doubtful": len(self.doubtful),
            "units": self.merged.units,
            "repeated": self.merged.repeated,
            "removed": self.removed,
            "segments": self.segments,
            "seconds": round(self.seconds, 3),
            "segments_per_second": round(self.pace, 1),
            "imported": asdict(self.imported) if self.imported else None,
        }
