"""Align a gold set and score the result."""

from dataclasses import dataclass

import aligner
from aligner.encoder import Encoder, Progress
from aligner.evaluation.metrics import Quality, count, quality
from aligner.evaluation.sets import GoldSet

_RESAMPLES, _SEED = 1000, 12345


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The quality on one gold set; ``signature`` names everything that changes the number."""

    name: str
    quality: Quality
    signature: str


def evaluate(
    gold: GoldSet, encoder: Encoder, options: aligner.Options | None = None, progress: Progress | None = None
) -> Evaluation:
    """Align every document of ``gold`` and score all of them together."""
    options = options or aligner.Options()
    rows = []
    for number, document in enumerate(gold.documents, 1):
        found = aligner.align(document.source, document.target, encoder, options)
        rows += count([(tuple(bead.source), tuple(bead.target)) for bead in found], document.links)
        if progress:
            progress(number, len(gold.documents))
    signature = "|".join(
        (
            f"set:{gold.name}",
            f"pair:{gold.source_language}-{gold.target_language}",
            f"docs:{len(gold.documents)}",
            f"links:{sum(row.gold for row in rows)}",
            f"encoder:{encoder.name}",
            options.signature(),
            f"bootstrap:{_RESAMPLES}",
            f"seed:{_SEED}",
            f"loom:{aligner.__version__}",
        )
    )
    return Evaluation(gold.name, quality(rows, _RESAMPLES, _SEED), signature)
