"""Units in batches, as columns of the tables of a memory: the objects themselves would take several times the room."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from tmx.errors import InvalidUnit
from tmx.store.rows import UnitRow, extra_of, unit_row
from tmx.store.schema import VARIANTS
from tmx.unit import TranslationUnit

_FIRST = 1_000  # units of the first batch, which the importing process prepares itself: memory it never gives back


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a batch: unit after unit, of each its variants in order; ``counts`` says how many it has."""

    counts: list[int] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def places(self) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
        """The row of the unit of each variant in the batch, and the position of the variant in its unit."""
        counts = np.array(self.counts)
        return (
            np.repeat(np.arange(len(counts), dtype=np.int32), counts),
            np.arange(len(self.texts)) - np.repeat(np.cumsum(counts) - counts, counts),
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """The rows of units, their texts, and what else their variants have."""

    units: list[UnitRow] = field(default_factory=list)
    texts: Texts = field(default_factory=Texts)
    markups: list[str | None] = field(default_factory=list)
    extras: list[str | None] = field(default_factory=list)

    def append(self, unit: TranslationUnit) -> int:
        """Take in a unit, and say how many characters it has."""
        self.units.append(unit_row(unit))
        texts, characters = self.texts, 0
        texts.counts.append(len(unit.variants))
        for variant in unit.variants:
            texts.languages.append(variant.language)
            texts.texts.append(variant.text)
            self.markups.append(variant.markup or None)
            self.extras.append(extra_of(variant))
            characters += len(variant.text)
        return characters


def batches(units: Iterable[TranslationUnit], most: int, characters: int) -> Iterator[Batch]:
    """The units in batches of ``most``, or fewer where they have more than so many characters, and of few at first.

    Raises ``InvalidUnit``.
    """
    limit = min(most, _FIRST)
    batch, size = Batch(), 0
    for unit in units:
        if len(unit.variants) > VARIANTS:
            raise InvalidUnit(f"a unit with {len(unit.variants)} variants; a memory takes {VARIANTS}: split it")
        size += batch.append(unit)
        if len(batch.units) == limit or size > characters:
            yield batch
            limit, batch, size = min(most, 2 * limit), Batch(), 0
    if batch.units:
        yield batch
