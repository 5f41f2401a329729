"""From a bitext to what is written of it: what ``loom align`` does once and ``loom batch`` for every document."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime

import aligner
from aligner.align import Options, align
from aligner.encoder import Encoder, Progress, WordEncoder
from aligner.filtering import conditions, filter_alignment
from aligner.formats import Result
from aligner.refining.granularity import Granularity
from corpus import Bitext

Shown = Callable[[str], AbstractContextManager[Progress]]
"""Shows how far a stage has come, by its name."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made of a bitext.

    Units below ``min_confidence``, in 0..1, are left out, and so are those that do not pass the
    ``filters`` (``aligner.filtering``): their segments count as unpaired. ``moment`` is the date that
    units get, by default that of their writing.
    """

    granularity: Granularity = Granularity.AUTO
    min_confidence: float = 0.0
    filters: tuple[str, ...] = ()
    moment: datetime | None = None


@contextmanager
def unseen(_: str) -> Iterator[Progress]:
    """Shows nothing."""
    yield lambda done, total: None


def produce(bitext: Bitext, encoder: Encoder, wanted: Wanted, shown: Shown = unseen) -> Result:
    """Align the sides of a bitext."""
    texts = list(bitext.source.texts()), list(bitext.target.texts())
    if not isinstance(encoder, WordEncoder):  # the slow ones; they keep their vectors
        with shown("encoding") as advance:
            encoder.encode([*texts[0], *texts[1]], advance)
    with shown("aligning") as advance:
        alignment = align(*texts, encoder, Options(granularity=wanted.granularity), advance, bitext.rows)
    alignment, stopped = filter_alignment(bitext, alignment.at_least(wanted.min_confidence), conditions(wanted.filters))
    return Result(bitext, alignment, encoder.name, aligner.__version__, wanted.moment, stopped)
