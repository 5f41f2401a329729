"""Documents too long for one search: a window at a time, cut where both texts certainly meet.

A document of ordinary length is one window, searched exactly. In a longer one, a window reaches
well past an anchor (``aligner.anchors``); its beads are kept up to that anchor, where the next
window begins. Time and memory grow with the length of the text, not with its square.
"""

from collections.abc import Callable, Sequence

from aligner.anchors import Anchor, find_anchors
from aligner.encoder import Encoder, Progress
from aligner.search import Step

Search = Callable[[Sequence[str], Sequence[str]], list[Step]]
"""The best path through two texts of ordinary length."""

_EXACT = 1_000_000  # cells of one search: 1,000 x 1,000 segments take 0.3 GB
_STRIDE = 250  # segments of the longer side between two cuts, at least
_REACH = 100  # segments searched past a cut
_STEADY = 10  # segments: anchors on both sides of a cut are no farther off


def search_windows(
    source: Sequence[str], target: Sequence[str], encoder: Encoder, search: Search, progress: Progress | None = None
) -> list[Step]:
    """The path through two texts of any length that ``search`` finds, window by window."""
    whole = Anchor(len(source), len(target))
    if whole.source * whole.target <= _EXACT:
        return search(source, target)
    cuts = _steady(find_anchors(encoder.encode(source), encoder.encode(target)))
    steps: list[Step] = []
    start = Anchor(0, 0)
    while start != whole:
        cut = _next_cut(start, cuts, whole)
        end = Anchor(min(cut.source + _REACH, whole.source), min(cut.target + _REACH, whole.target))
        window = search(source[start.source : end.source], target[start.target : end.target])
        found = [_shifted(step, start) for step in window]
        kept = found if end == whole else _until(found, cut)
        steps += kept
        start = Anchor(kept[-1].source.stop, kept[-1].target.stop)
        if progress:
            progress(start.source, whole.source)
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
