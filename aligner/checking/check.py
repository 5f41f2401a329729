"""What a check is, and the two kinds of them: of one unit by itself, and of a unit among the others."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from aligner.checking.finding import Finding, Located
from tmx import TranslationUnit


class Check(Protocol):
    """Something that a unit of two variants, source and target, may have wrong with it."""

    @property
    def name(self) -> str:
        """What users choose it by, and findings are marked with."""
        ...

    def find(self, batch: Sequence[Located]) -> list[tuple[Finding, ...]]:
        """The findings of each unit of a batch, in order."""
        ...


@runtime_checkable
class SurveyCheck(Check, Protocol):
    """A check that has to see the whole memory before it can tell what is wrong in it.

    Without a survey it finds what it can, by what is usual elsewhere, or nothing.
    """

    def survey(self, batch: Sequence[Located]) -> None:
        """Take in the units of a batch; batches come in the same order as to ``find``."""
        ...


@dataclass(frozen=True, slots=True)
class UnitCheck:
    """A check that looks at one unit at a time."""

    name: str
    judge: Callable[[TranslationUnit], Iterator[Finding]]

    def find(self, batch: Sequence[Located]) -> list[tuple[Finding, ...]]:
        """See ``Check``."""
        return [tuple(self.judge(located.unit)) for located in batch]
