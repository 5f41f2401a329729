"""Filters by name, wherever units are written: those of ``tmx.streams.naming``, and every check as one.

A filter says what stays. ``check=numbers`` is passed by units in which that check finds no error.
"""

from collections import Counter
from collections.abc import Sequence

from aligner.alignment import Alignment, Unit
from aligner.units import pair_of
from corpus import Bitext
from tmx.streams.filters import Condition
from tmx.streams.naming import FILTERS, Named, make_condition


def _checked(name: str) -> Condition:
    from aligner.checking import Choice, make_checks, rejection  # 0.1 s, and seldom needed

    judge = rejection(make_checks(Choice((name,))))
    return Condition(f"check {name}", lambda unit: judge(unit) is None)


_ALL = FILTERS | {"check": Named("NAME", "a check of loom tm check finds no error", _checked)}


def conditions(texts: Sequence[str] | None) -> tuple[Condition, ...]:
    """The conditions that are named, in order; raises ``tmx.errors.UnknownFilter``."""
    return tuple(make_condition(text, _ALL) for text in texts or ())


def filter_alignment(
    bitext: Bitext, alignment: Alignment, wanted: Sequence[Condition]
) -> tuple[Alignment, Counter[str]]:
    """The alignment without the beads that fail a condition, and how many each one stopped first."""

    def failed(unit: Unit) -> str | None:
        made = pair_of(bitext, unit)
        return next((condition.name for condition in wanted if not condition.holds(made)), None)

    kept = alignment.where(lambda unit: failed(unit) is None)
    left = {(bead.source, bead.target) for bead in kept.pairs()}
    stopped: Counter[str] = Counter({condition.name: 0 for condition in wanted})
    for bead in alignment.pairs():
        if (bead.source, bead.target) not in left and (name := failed(bead.whole())):
            stopped[name] += 1
    return kept, stopped
