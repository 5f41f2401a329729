"""Two sequences of segments to an alignment: the whole method on one page.

segments -> words and their vectors -> a score for every bead -> the best path
         -> sentences that it cut apart joined -> confidence
"""

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.alignment import Alignment, Bead
from aligner.clauses import join_cut_sentences
from aligner.confidence import COVERAGE, POOLED, probabilities
from aligner.encoder import Encoder, Progress, WordEncoder
from aligner.lengths import LengthCost, Lengths
from aligner.models import load_encoder
from aligner.scoring import score_beads
from aligner.search import Step, best_path, null_path
from aligner.windows import search_windows

_RATIO_OFF = 0.1  # log length ratio: less would change next to nothing


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
    steps = find_path(source, target, encoder, options, progress)
    calibration = COVERAGE if isinstance(encoder, WordEncoder) else POOLED
    likely = iter(probabilities([step.score for step in steps if step.is_paired], calibration))
    beads = tuple(
        Bead(step.source, step.target, round(float(next(likely)), 4) if step.is_paired else 0.0) for step in steps
    )
    return Alignment(
        beads,
        _share([(bead.score, sum(len(source[index]) for index in bead.source)) for bead in beads]),
        _share([(bead.score, sum(len(target[index]) for index in bead.target)) for bead in beads]),
    )


def find_path(
    source: Sequence[str],
    target: Sequence[str],
    encoder: Encoder,
    options: Options | None = None,
    progress: Progress | None = None,
) -> list[Step]:
    """The beads of two texts with their raw scores, before they become probabilities."""
    largest = (options or Options()).largest

    def search(source: Sequence[str], target: Sequence[str]) -> list[Step]:
        if not source or not target:
            return null_path(len(source), len(target))
        content, lengths = score_beads(source, target, encoder, largest), Lengths.of(source, target)
        expected = lengths.whole_log_ratio()
        scores = LengthCost(content, lengths, expected)
        steps = best_path(scores, largest)
        # Where a part is missing, the ratio of the paired text is another one: search again with it.
        paired = lengths.log_ratio((step.source, step.target) for step in steps if step.is_paired)
        if paired is not None and abs(paired - expected) > _RATIO_OFF:
            scores = LengthCost(content, lengths, paired)
            steps = best_path(scores, largest)
        if isinstance(encoder, WordEncoder):
            steps = join_cut_sentences(steps, source, target, encoder, scores, largest)
        return steps

    return search_windows(source, target, encoder, search, progress)


def _share(weighted: Sequence[tuple[float, int]]) -> float:
    total = sum(weight for _, weight in weighted)
    return sum(score * weight for score, weight in weighted) / total if total else 0.0
