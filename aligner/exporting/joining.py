"""Units put together where clients ask for more text than one unit holds.

Two cases, both told by the numbers of the segments: a sentence that the aligner cut at a clause is
asked for as a whole; and OmegaT's own rules do not break after ``؟`` or ``.”``, so that a project
which segments by them asks for a question and its answer in one. Nothing else is put together, and
nothing across a gap on either side.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import prod

from aligner.exporting.cutting import plain_sentences
from aligner.exporting.pairs import Pair, with_properties, with_texts
from aligner.exporting.sources import Sources, join_texts

_LONGEST = 4  # sentences that a client takes for one; more in a row are rare
_SENTENCE_ENDS = re.compile(r"[.!?؟…۔।॥။።։。！？][\"'”’»)\]]*$")

Run = tuple[Pair, ...]
"""Units one after the other."""


def whole_sentences(pairs: Iterable[Pair], sources: Sources) -> Iterator[Pair]:
    """Units put together until they begin and end with a sentence; only those. ``pairs`` as in a document."""
    for whole in _wholes(pairs):
        if len(whole) > 1:
            texts = [pair.source for pair in whole]
            yield from _joined([whole], sources.join(whole[0].file, texts) or join_texts(texts))


def taken_for_one(pairs: Iterable[Pair], sources: Sources) -> Iterator[Pair]:
    """Neighbours that OmegaT's own rules take for one sentence, put together. ``pairs`` as in a document."""
    window: list[Run] = []
    for whole in _wholes(pairs):
        if len(_plain(whole)) > 1:
            window = []
            continue
        if not (window and _are_taken_for_one(window[-1], whole)):
            window = []
        window = [*window, whole][-_LONGEST:]
        for count in range(2, len(window) + 1):
            texts = [pair.source for run in window[-count:] for pair in run]
            yield from _joined(window[-count:], sources.join(whole[0].file, texts))


def _wholes(pairs: Iterable[Pair]) -> Iterator[Run]:
    """Runs that begin and end with a sentence: mostly one unit."""
    run: list[Pair] = []
    for pair in pairs:
        if run and not (_follows(run[-1], pair) and run[-1].segments[-1] == pair.segments[0]):
            yield tuple(run)
            run = []
        run.append(pair)
    if run:
        yield tuple(run)


def _follows(before: Pair, after: Pair) -> bool:
    """Whether nothing stands between two units, on both sides, as far as they tell."""
    if not (before.segments and after.segments and before.others and after.others):
        return False
    steps = after.segments[0] - before.segments[-1], after.others[0] - before.others[-1]
    named = ((after.before, before.source), (after.others_before, before.target))
    in_order = all(step in (0, 1) for step in steps)
    return in_order and all(context in ("", text) for context, text in named)


def _are_taken_for_one(before: Run, after: Run) -> bool:
    first, last = before[-1], after[0]
    if not _follows(first, last) or not _SENTENCE_ENDS.search(first.source):
        return False  # a text that no sign ends is a heading, and a paragraph of its own
    return len(_plain((first, last))) == 1


def _plain(run: Run) -> list[str]:
    return plain_sentences(join_texts([pair.source for pair in run]), run[0].unit.source.language)


def _joined(wholes: Sequence[Run], source: str | None) -> Iterator[Pair]:
    """Runs as one unit with a source text; none without one, where they do not stand together."""
    run = tuple(pair for whole in wholes for pair in whole)
    if source is None or any(pair.has_codes for pair in run):
        return
    target = join_texts([pair.target for pair in run])
    segments, others = _segments(run)
    score = prod(map(_score, wholes))
    unit = with_properties(
        with_texts(run[0].unit, source, target),
        score=f"{score:.4f}",
        bead=_shape(run),
        source_segments=" ".join(map(str, segments)),
        target_segments=" ".join(map(str, others)),
        joined=str(len(run)),
    )
    first, last = run[0], run[-1]
    yield Pair(unit, score, first.file, segments, others, first.before, last.after, first.others_before)


def _score(whole: Run) -> float:
    """At least how sure a run of parts of a bead is: only the cuts at its ends count, which its ends' scores hold.

    Of a whole bead no cut counts, and each of its parts is a lower bound.
    """
    is_bead = {pair.unit.property("x-bead") for pair in whole} == {_shape(whole)}
    return max(pair.score for pair in whole) if is_bead else min(whole[0].score, whole[-1].score)


def _shape(run: Run) -> str:
    segments, others = _segments(run)
    return f"{len(segments)}-{len(others)}"


def _segments(run: Run) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return (
        tuple(dict.fromkeys(number for pair in run for number in pair.segments)),
        tuple(dict.fromkeys(number for pair in run for number in pair.others)),
    )
