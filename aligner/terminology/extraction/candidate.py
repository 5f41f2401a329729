"""What extraction finds: a source and a target term, how sure that is, and where to look."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A pair of texts that translate each other; ``number`` and ``document`` say where it is."""

    source: str
    target: str
    number: int = 0
    document: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A term in one language as it stands in the texts, without clitics, and other forms of it, the commonest first."""

    text: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A translation of a term.

    ``score`` (0..1) is how likely a terminologist keeps the pair: a term, its translation, and both
    whole (``scoring``). ``count`` units show it, ``share`` of those in which the source term is
    translated by a term at all. ``example`` is the place of a unit that shows it.
    """

    source: Form
    target: Form
    score: float
    count: int
    share: float
    source_count: int
    target_count: int
    is_entity: bool
    example: int
