"""What all units say together: for each the run of words that translates a term there.

Expectation maximisation (Dempster, Laird and Rubin, 1977): a run is believed as far as its unit
speaks for it and the other units have the same; what is believed of all units says how usual each
translation is, and so on.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from aligner.terminology.evidence import Run

_SHARP = 0.15  # scores that differ by this are e times as likely
_ROUNDS = 6
_ONCE = 0.5  # how usual a translation is that no unit has yet
_NOTHING = 0.15  # the score of a unit that does not translate the term


def pool(units: Sequence[Sequence[Run]]) -> list[tuple[Run, float] | None]:
    """The run of each unit that is believed most, and how far, in 0..1; none where the term is not translated."""
    usual: dict[tuple[str, ...], float] = defaultdict(float)
    beliefs: list[list[float]] = []
    for _ in range(_ROUNDS):
        beliefs = [_believed(runs, usual) for runs in units]
        usual = defaultdict(float)
        for runs, each in zip(units, beliefs, strict=True):
            for run, belief in zip(runs, each[:-1], strict=True):
                usual[run.key] += belief
    return [_best(runs, each) for runs, each in zip(units, beliefs, strict=True)]


def _believed(runs: Sequence[Run], usual: dict[tuple[str, ...], float]) -> list[float]:
    """How far each run is believed, and in the end that there is none."""
    scores = np.array([*(run.score for run in runs), _NOTHING]) / _SHARP
    odds = np.exp(scores - scores.max()) * np.array([*(usual[run.key] + _ONCE for run in runs), _ONCE])
    return list((odds / odds.sum()).tolist())


def _best(runs: Sequence[Run], beliefs: Sequence[float]) -> tuple[Run, float] | None:
    best = int(np.argmax(beliefs))
    return (runs[best], beliefs[best]) if best < len(runs) else None
