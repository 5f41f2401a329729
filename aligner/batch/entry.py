"""What became of a document: a line of the manifest."""

import json
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from aligner.batch.job import By, Job, Unpaired


class Status(StrEnum):
    """How it ended."""

    DONE = "done"
    FAILED = "failed"
    UNPAIRED = "unpaired"


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of an alignment: segments of both sides, and units, which went into the TMX.

    ``moved`` and ``null`` are beads; shares and the mean score of units, ``confidence``, are in 0..1.
    ``removed`` says how many beads each filter left out.
    """

    source_language: str
    target_language: str
    source_segments: int
    target_segments: int
    units: int
    moved: int
    null: int
    source_share: float
    target_share: float
    confidence: float
    doubtful: bool = False
    removed: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A document, or a file without a partner, and what became of it.

    ``fingerprint`` changes with the files and with the options. ``error`` is why there is no result;
    ``notes`` are what a user should know of the result.
    """

    name: str
    status: Status
    source: str
    target: str | None = None
    by: By | None = None
    score: float | None = None
    counts: Counts | None = None
    error: str | None = None
    notes: tuple[str, ...] = ()
    fingerprint: str = ""

    @classmethod
    def failed(cls, job: Job, error: str, fingerprint: str) -> "Entry":
        """A document that could not be aligned."""
        return cls(**_of_job(job), status=Status.FAILED, error=error, fingerprint=fingerprint)

    @classmethod
    def done(cls, job: Job, counts: Counts, notes: tuple[str, ...], fingerprint: str) -> "Entry":
        """A document that was aligned and written."""
        return cls(**_of_job(job), status=Status.DONE, counts=counts, notes=notes, fingerprint=fingerprint)

    @classmethod
    def unpaired(cls, file: Unpaired) -> "Entry":
        """A file that is in no job."""
        return cls(str(file.path), Status.UNPAIRED, str(file.path), error=file.reason)

    def found_again(self, job: Job) -> "Entry":
        """The same of a job that was not done again; what else is in the batch may change how sure its pairing is."""
        return replace(self, **_of_job(job))

    def line(self) -> str:
        """The entry as JSON, on one line, without its end."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def parse(cls, line: str) -> "Entry":
        """The entry of a line; raises ``ValueError``, ``TypeError`` or ``KeyError`` for any other text."""
        fields = dict(json.loads(line))
        counts = fields["counts"]
        fields |= {
            "status": Status(fields["status"]),
            "by": By(fields["by"]) if fields["by"] else None,
            "counts": Counts(**counts) if counts else None,
            "notes": tuple(fields["notes"]),
        }
        return cls(**fields)


def _of_job(job: Job) -> dict[str, Any]:
    return {
        "name": job.name,
        "source": str(job.source),
        "target": str(job.target) if job.target else None,
        "by": job.by,
        "score": job.score,
    }
