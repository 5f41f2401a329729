"""Where in an OmegaT project a unit goes: how far it can be trusted decides what OmegaT does with it."""

AUTO = "auto"

# OmegaT takes the number off the percentage of a match, so that a match shows about its probability.
_BANDS = ((0.9, ""), (0.8, "penalty-10"), (0.6, "penalty-30"), (0.0, "penalty-50"))


PENALTIES = tuple(folder for _, folder in _BANDS if folder)
"""The folders whose matches OmegaT shows with a penalty."""


def band(score: float, auto_from: float) -> str:
    """The folder in ``tm`` for a unit of this score: filled in by itself, only shown, or shown with a penalty.

    >>> [band(score, 0.9) for score in (0.95, 0.85, 0.7, 0.2)], band(0.95, 1.1)
    (['auto', 'penalty-10', 'penalty-30', 'penalty-50'], '')
    """
    if score >= auto_from:
        return AUTO
    return next((folder for least, folder in _BANDS if score >= least), _BANDS[-1][1])
