"""Documents too long for one search: a window at a time, cut where both texts certainly meet.

A document of ordinary length is one window, searched exactly. In a longer one, a window reaches
well past an anchor (``aligner.anchors``); its beads are kept up to that anchor, where the next
window begins. Time and memory grow with the length of the text, not with its square.
"""

from collections.abc import Sequence

from aligner.anchors import Anchor, find_anchors
from aligner.clauses import join_cut_sentences
from aligner.encoder import Encoder, Progress, WordEncoder
from aligner.lengths import LengthCost, Lengths
from aligner.scoring import score_beads
from aligner.search import Step, best_path, null_path

_EXACT = 1_000_000  # cells of one search: 1,000 x 1,000 segments take 0.3 GB
_STRIDE = 250  # segments of the longer side between two cuts, at least
_REACH = 100  # segments searched past a cut
_RATIO_OFF = 0.1  # log length ratio: less would change next to nothing
_STEADY = 10  # segments: anchors on both sides of a cut are no farther off


def align_windows(
    source: Sequence[str], target: Sequence[str], encoder: Encoder, largest: int, progress: Progress | None = None
) -> list[Step]:
    """The best path through two texts of any length."""
    whole = Anchor(len(source), len(target))
    if whole.source * whole.target <= _EXACT:
        return _search(source, target, encoder, largest)
    cuts = _steady(find_anchors(encoder.encode(source), encoder.encode(target)))
    steps: list[Step] = []
    start = Anchor(0, 0)
    while start != whole:
        cut = _next_cut(start, cuts, whole)
        end = Anchor(min(cut.source + _REACH, whole.source), min(cut.target + _REACH, whole.target))
        window = _search(source[start.source : end.source], target[start.target : end.target], encoder, largest)
        found = [_shifted(step, start) for step in window]
        kept = found if end == whole else _until(found, cut)
        steps += kept
        start = Anchor(kept[-1].source.stop, kept[-1].target.stop)
        if progress:
            progress(start.source, whole.source)
    return steps


def _search(source: Sequence[str], target: Sequence[str], encoder: Encoder, largest: int) -> list[Step]:
    if not source or not target:
        return null_path(len(source), len(target))
    content, lengths = score_beads(source, target, encoder, largest), Lengths.of(source, target)
    expected = lengths.log_ratio([(range(len(source)), range(len(target)))]) or 0.0
    scores = LengthCost(content, lengths, expected)
    steps = best_path(scores, largest)
    # Where a part is missing, the ratio of the paired text is another one: search again with it.
    paired = lengths.log_ratio((step.source, step.target) for step in steps if step.source and step.target)
    if paired is not None and abs(paired - expected) > _RATIO_OFF:
        scores = LengthCost(content, lengths, paired)
        steps = best_path(scores, largest)
    if isinstance(encoder, WordEncoder):
        steps = join_cut_sentences(steps, source, target, encoder, scores, largest)
    return steps


def _steady(anchors: list[Anchor]) -> list[Anchor]:
    """The anchors that stand between two others close by: one alone may be a chance hit."""
    return [
        anchor
        for before, anchor, after in zip(anchors, anchors[1:], anchors[2:], strict=False)
        if after.source - before.source <= _STEADY and after.target - before.target <= _STEADY
    ]


def _next_cut(start: Anchor, cuts: list[Anchor], whole: Anchor) -> Anchor:
    for cut in cuts:
        ahead = Anchor(cut.source - start.source, cut.target - start.target)
        if min(ahead.source, ahead.target) > 0 and max(ahead.source, ahead.target) >= _STRIDE:
            if (ahead.source + _REACH) * (ahead.target + _REACH) <= _EXACT:
                return cut
            break
    # No anchor in reach: on the straight line to the end.
    left = Anchor(whole.source - start.source, whole.target - start.target)
    part = min(1.0, _STRIDE / max(left.source, left.target))
    return Anchor(start.source + round(left.source * part), start.target + round(left.target * part))


def _until(steps: list[Step], cut: Anchor) -> list[Step]:
    """The steps before the first that reaches past ``cut`` on both sides; at least one."""
    for number, step in enumerate(steps):
        if step.source.stop > cut.source and step.target.stop > cut.target:
            return steps[: max(number, 1)]
    return steps


def _shifted(step: Step, by: Anchor) -> Step:
    return Step(
        range(step.source.start + by.source, step.source.stop + by.source),
        range(step.target.start + by.target, step.target.stop + by.target),
        step.score,
    )
