"""What an alignment is: beads over two sequences of segments."""

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments that translate each other; consecutive, and on one side none for a null bead.

    ``score`` is the probability, in 0..1, that the two sides belong together; 0 for a null bead.
    """

    source: range
    target: range
    score: float

    @property
    def is_null(self) -> bool:
        """Whether one side is empty."""
        return not self.source or not self.target

    @property
    def shape(self) -> str:
        """The bead type, for example ``2-1``."""
        return f"{len(self.source)}-{len(self.target)}"

    def __str__(self) -> str:
        return f"{list(self.source)}:{list(self.target)}:{self.score:.4f}"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads in order, covering every segment of both sides once.

    ``source_share`` and ``target_share`` say how much of each side's text, in 0..1, found a
    partner: the scores of its beads, weighted by their characters.
    """

    beads: tuple[Bead, ...]
    source_share: float
    target_share: float

    def __iter__(self) -> Iterator[Bead]:
        return iter(self.beads)

    def __len__(self) -> int:
        return len(self.beads)

    def at_least(self, score: float) -> "Alignment":
        """The same alignment without the beads below ``score``: their segments become null beads."""
        kept: list[Bead] = []
        for bead in self.beads:
            if bead.is_null or bead.score >= score:
                kept.append(bead)
            else:
                kept += [Bead(range(index, index + 1), bead.target[:0], 0.0) for index in bead.source]
                kept += [Bead(bead.source[len(bead.source) :], range(index, index + 1), 0.0) for index in bead.target]
        return replace(self, beads=tuple(kept))

    def pairs(self) -> Iterator[Bead]:
        """The beads with text on both sides."""
        return (bead for bead in self.beads if not bead.is_null)
