"""Units that come more than once: the first of them, or the best, in the order they came in."""

from collections.abc import Callable, Iterable, Iterator
from math import isnan
from types import TracebackType
from typing import Self

import numpy as np

from tmx.streams.identity import DigestSet
from tmx.streams.spool import Spool
from tmx.unit import TranslationUnit

Key = Callable[[TranslationUnit], int]
"""The same 64 bits for units of which one is enough."""


def first_of_each(units: Iterable[TranslationUnit], key: Key) -> Iterator[TranslationUnit]:
    """The units without those whose key came before; in one pass, at 9 bytes a unit."""
    seen = DigestSet()
    return (unit for unit in units if seen.add(key(unit)))


def score_of(unit: TranslationUnit) -> float:
    """The ``x-score`` in 0..1; a unit without one was not made by an aligner, and counts as 1."""
    try:
        score = float(unit.property("x-score") or 1)
    except ValueError:
        return 1.0
    return 1.0 if isnan(score) else min(max(score, 0.0), 1.0)


def rank(unit: TranslationUnit) -> int:
    """The higher the better: by score, then by the day and time of the last change."""
    moment = unit.changed or unit.created
    seconds = max(int(moment.timestamp()), 0) if moment else 0
    return (round(score_of(unit) * 1_000_000) << 40) + seconds


class Best:
    """The best unit for each key, found in a first pass, taken in a second; a context manager.

    What it has to know of the units is in a temporary file, so that memory hardly grows with them.
    """

    def __init__(self, key: Key, rank: Callable[[TranslationUnit], int] = rank) -> None:
        self._key, self._rank = key, rank
        self._spool = Spool(columns=2)

    def add(self, unit: TranslationUnit) -> None:
        """Take in the next unit of the first pass."""
        self._spool.append(self._key(unit), self._rank(unit))

    def of(self, units: Iterable[TranslationUnit]) -> Iterator[TranslationUnit]:
        """The best of the same units, coming again in the same order; of equals, the first."""
        return (unit for unit, chosen in zip(units, self._chosen(), strict=True) if chosen)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spool.__exit__(kind, error, trace)

    def _chosen(self) -> bytes:
        """One byte for each unit of the first pass."""
        chosen = np.zeros(len(self._spool), np.bool_)
        for places, rows in self._spool.parts():
            order = np.lexsort((-places, rows[:, 1], rows[:, 0]))
            keys = rows[order, 0]
            is_last = np.append(keys[1:] != keys[:-1], True)[: len(keys)]
            chosen[places[order[is_last]]] = True
        return chosen.tobytes()
