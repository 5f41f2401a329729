"""Two sequences of segments to an alignment: the whole method on one page.

segments -> words and their vectors -> a score for every bead -> the best path -> confidence
"""

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.alignment import Alignment, Bead
from aligner.confidence import COVERAGE, POOLED, probabilities
from aligner.encoder import Encoder, Progress, WordEncoder
from aligner.models import load_encoder
from aligner.windows import align_windows


@dataclass(frozen=True, slots=True)
class Options:
    """What changes an alignment, besides the encoder.

    ``largest``: beads hold up to this many segments in all, or one against this many.
    """

    largest: int = 8

    def signature(self) -> str:
        """The options as a part of a score's signature."""
        return f"largest:{self.largest}"


def align(
    source: Sequence[str],
    target: Sequence[str],
    encoder: Encoder | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
) -> Alignment:
    """Align the segments of two texts; without an encoder, with the embedded model.

    Deterministic. ``progress`` is called with the source segments done and all of them.

    >>> from aligner import align
    >>> english = ["The library opens on Monday.", "Admission is free for children."]
    >>> arabic = ["تفتح المكتبة أبوابها يوم الاثنين.", "الدخول مجاني للأطفال."]
    >>> [(list(bead.source), list(bead.target)) for bead in align(english, arabic)]
    [([0], [0]), ([1], [1])]
    """
    encoder = encoder or load_encoder()
    steps = align_windows(source, target, encoder, (options or Options()).largest, progress)
    calibration = COVERAGE if isinstance(encoder, WordEncoder) else POOLED
    paired = [step for step in steps if step.source and step.target]
    likely = iter(probabilities([step.score for step in paired], calibration))
    beads = tuple(
        Bead(step.source, step.target, round(float(next(likely)), 4) if step.source and step.target else 0.0)
        for step in steps
    )
    return Alignment(
        beads,
        _share([(bead.score, sum(len(source[index]) for index in bead.source)) for bead in beads]),
        _share([(bead.score, sum(len(target[index]) for index in bead.target)) for bead in beads]),
    )


def _share(weighted: Sequence[tuple[float, int]]) -> float:
    total = sum(weight for _, weight in weighted)
    return sum(score * weight for score, weight in weighted) / total if total else 0.0
