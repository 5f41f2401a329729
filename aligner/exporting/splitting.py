"""Units of several source sentences taken apart, so that each sentence is found by itself.

A client that segments by sentence never asks for two sentences at once. The method is that of
``aligner.refining``: the clauses of both sides are aligned, and where the path passes between two
source sentences, so does a cut on the other side. A sentence without a part of the target to itself
stays where it is: no unit ever says that it has the whole translation of more.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from aligner.align import Options, prepare
from aligner.alignment import Bead, Extent, Unit
from aligner.encoder import Encoder
from aligner.exporting.pairs import Pair, with_properties, with_texts
from aligner.exporting.pieces import Pieces
from aligner.refining.clauses import profile_clauses
from aligner.refining.granularity import Granularity, refine

_BATCH = 256  # units looked at together, whose words tell what is common
_LARGEST = 16  # pieces of a unit; what has more is hardly a translation sentence by sentence


@dataclass(frozen=True, slots=True)
class Split:
    """A unit, and the units of what clients ask for that it holds.

    ``is_one_by_one``: its sentences were found to translate each other in pairs, all of them.
    """

    pair: Pair
    parts: tuple[Pair, ...] = ()
    is_one_by_one: bool = False


def split_pairs(pairs: Iterable[Pair], encoder: Encoder | None) -> Iterator[Split]:
    """All of ``pairs`` in order, those of several source sentences with their parts.

    A part's score is that of the unit times the probability of its cuts. Without an encoder nothing
    is taken apart: that both sides have as many sentences says too little.
    """
    batch: list[Pair] = []
    for pair in pairs:
        batch.append(pair)
        if len(batch) == _BATCH:
            yield from _split(batch, encoder)
            batch = []
    yield from _split(batch, encoder)


def _split(batch: Sequence[Pair], encoder: Encoder | None) -> Iterator[Split]:
    found: dict[int, Split] = {}
    if encoder:
        cut = {number: sides for number, pair in enumerate(batch) if (sides := _cut(pair))}
        refined = _refine([(batch[number], sides) for number, sides in cut.items()], encoder)
        found = {
            number: _taken_apart(batch[number], cut[number], units) for number, units in zip(cut, refined, strict=True)
        }
    for number, pair in enumerate(batch):
        yield found.get(number, Split(pair))


def _cut(pair: Pair) -> tuple[Pieces, Pieces] | None:
    """Both sides in pieces, where the source has several; not of a unit with codes."""
    if pair.has_codes:
        return None
    source, target = map(Pieces.of, pair.unit.variants)
    several = len(source.spans) > 1 and len(source.spans) + len(target.spans) <= _LARGEST
    return (source, target) if several else None


def _refine(held: Sequence[tuple[Pair, tuple[Pieces, Pieces]]], encoder: Encoder) -> list[tuple[Unit, ...]]:
    """The parts of each unit, with the numbers of pieces from its own first one."""
    if not held:
        return []
    beads: list[Bead] = []
    own: list[str] = []
    other: list[str] = []
    for pair, (source, target) in held:
        runs = range(len(own), len(own) + len(source.spans)), range(len(other), len(other) + len(target.spans))
        beads.append(Bead(runs[0], runs[1], pair.score, ends=(pair.score, pair.score)))
        own += source.texts()
        other += target.texts()
    searcher = prepare(own, other, encoder, Options())
    refined = refine(
        beads, profile_clauses(beads, (searcher.source, searcher.target), encoder), searcher, Granularity.CLAUSE
    )
    return [tuple(_moved(part, bead) for part in bead.parts) for bead in refined]


def _moved(unit: Unit, bead: Bead) -> Unit:
    return replace(unit, source=_from(unit.source, bead.source.start), target=_from(unit.target, bead.target.start))


def _from(extent: Extent, first: int) -> Extent:
    return replace(extent, segments=range(extent.segments.start - first, extent.segments.stop - first))


def _taken_apart(pair: Pair, sides: tuple[Pieces, Pieces], units: Sequence[Unit]) -> Split:
    whole = range(len(sides[0].spans))
    found = {run: part for run in sides[0].asked if run != whole and (part := _covering(units, run))}
    parts = tuple(_part(pair, sides, run, part) for run, part in found.items())
    targets = [found[run].target for run in sides[0].sentences if run in found]
    one_by_one = targets == [Extent(run) for run in sides[1].sentences] and len(targets) == len(sides[0].sentences)
    return Split(pair, parts, one_by_one)


def _covering(units: Sequence[Unit], run: range) -> Unit | None:
    """Units whose source is just a run of pieces, as one; what is inside is no cut of it."""
    first = next((unit for unit in units if unit.source.segments.start == run.start and unit.source.start == 0), None)
    last = next((unit for unit in units if unit.source.segments.stop == run.stop and unit.source.end is None), None)
    if first is None or last is None or not first.target.segments or not last.target.segments:
        return None
    segments = range(first.target.segments.start, last.target.segments.stop)
    target = Extent(segments, first.target.start, last.target.end)
    return replace(first, source=Extent(run), target=target, score=min(first.score, last.score))


def _part(pair: Pair, sides: tuple[Pieces, Pieces], run: range, unit: Unit) -> Pair:
    source, target = sides[0].slice(Extent(run)), sides[1].slice(unit.target)
    own = sides[0].sentences
    known = len(pair.segments) == len(own) and run in own
    segments = (pair.segments[own.index(run)],) if known else ()
    texts = sides[0].texts()
    made = with_properties(
        with_texts(pair.unit, source, target),
        score=f"{unit.score:.4f}",
        source_segments=" ".join(map(str, segments)),
        target_segments="",
        split=unit.shape,
    )
    before = texts[run.start - 1] if run.start else pair.before
    after = texts[run.stop] if run.stop < len(texts) else pair.after
    return Pair(made, unit.score, pair.file, segments, (), before, after)
