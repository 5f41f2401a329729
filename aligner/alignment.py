"""What an alignment is: beads over two sequences of segments."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

_DOUBTFUL = 0.5  # of the text of a side


@dataclass(frozen=True, slots=True)
class Extent:
    """Consecutive segments of one side, from code point ``start`` of the first to ``end`` of the last.

    ``end`` is None where the last one is whole. An empty run is no text.
    """

    segments: range
    start: int = 0
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """Text that translates each other: what becomes a translation unit.

    ``score`` as in ``Bead``; ``shape`` is that of the bead it is, or is a part of.
    """

    source: Extent
    target: Extent
    score: float
    shape: str
    is_moved: bool = False

    @property
    def is_paired(self) -> bool:
        """Whether both sides have text."""
        return bool(self.source.segments) and bool(self.target.segments)


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments that translate each other; consecutive, and on one side none for a null bead.

    ``score`` is the probability, in 0..1, that these very segments are each other's translation; 0
    for a null bead. ``ends`` are those that the texts begin and end here, whether or not they are one bead.
    ``evidence`` is the log-odds that the texts of the bead, whatever its shape, brought to the path, any number.
    ``is_moved``: the target stands elsewhere than its neighbours' do. ``parts`` cover the bead where
    it was refined below the sentence, else there are none.
    """

    source: range
    target: range
    score: float
    is_moved: bool = False
    parts: tuple[Unit, ...] = ()
    ends: tuple[float, float] = (1.0, 1.0)
    evidence: float = 0.0

    @property
    def is_null(self) -> bool:
        """Whether one side is empty."""
        return not self.source or not self.target

    @property
    def shape(self) -> str:
        """The bead type, for example ``2-1``."""
        return f"{len(self.source)}-{len(self.target)}"

    def units(self) -> tuple[Unit, ...]:
        """Its parts, or the bead as one unit."""
        return self.parts or (self.whole(),)

    def whole(self) -> Unit:
        """The bead as one unit."""
        return Unit(Extent(self.source), Extent(self.target), self.score, self.shape, self.is_moved)

    def __str__(self) -> str:
        return f"{list(self.source)}:{list(self.target)}:{self.score:.4f}"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads in the order of the source, covering every segment of both sides once.

    Those that are not moved rise on both sides. ``source_share`` and ``target_share`` say how much
    of each side's text, in 0..1, found a partner: each segment by its probability, weighted by its
    characters. ``source`` and ``target`` are the segments, empty strings where vectors were aligned.
    """

    beads: tuple[Bead, ...]
    source_share: float
    target_share: float
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Bead]:
        return iter(self.beads)

    def __len__(self) -> int:
        return len(self.beads)

    @property
    def is_doubtful(self) -> bool:
        """Whether so little of a side found a partner that the texts are hardly translations of each other."""
        return min(self.source_share, self.target_share) < _DOUBTFUL

    def at_least(self, score: float) -> "Alignment":
        """The same alignment without the beads below ``score``; see ``where``."""
        return self.where(lambda unit: unit.score >= score)

    def where(self, passes: Callable[[Unit], bool]) -> "Alignment":
        """The same alignment without the beads that do not pass: their segments become null beads.

        A bead of which only a part does not is kept whole, without parts.
        """
        kept: list[Bead] = []
        for bead in self.beads:
            if bead.is_null or (bead.parts and all(map(passes, bead.parts))):
                kept.append(bead)
            elif passes(bead.whole()):
                kept.append(replace(bead, parts=()))
            else:
                kept += [Bead(range(index, index + 1), bead.target[:0], 0.0) for index in bead.source]
                kept += [Bead(bead.source[len(bead.source) :], range(index, index + 1), 0.0) for index in bead.target]
        return replace(self, beads=tuple(kept))

    def units(self) -> Iterator[Unit]:
        """What the beads consist of; null beads, too."""
        return (unit for bead in self.beads for unit in bead.units())

    def pairs(self) -> Iterator[Bead]:
        """The beads with text on both sides."""
        return (bead for bead in self.beads if not bead.is_null)
