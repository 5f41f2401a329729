"""What one unit says: which runs of words on the other side may translate a term, and how likely.

A word speaks for the term where it pairs with a word of it (``aligner.counterparts``), against it
where it pairs with another word of the source. A run of words weighs what its words weigh together.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.counterparts import Pairing, pairings
from aligner.encoder import FloatArray
from aligner.explanation import SpanEncoder
from aligner.terminology.occurrences import Occurrence
from aligner.terminology.wording import Wording
from tmx.matching.spans import Span

_LEAST = 0.15  # cosine from which on a pair of words speaks for the term
_WEAK = 0.25  # cosine below which a pair with another word says little
_LEFT = 0.12  # what a word that nothing claims is worth where a word of the term found nothing
_LIGHT = -0.02  # what a function word inside a run costs
_JOINT = -0.05  # and a hyphen
_RUNS = 12  # of a unit


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row, from ``start`` to ``end`` in code points of a target; ``key`` has their stems."""

    start: int
    end: int
    key: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """All words and marks of a target: where they are, what each says for the term, and which carry meaning.

    ``open`` says how little a word belongs to another word of the source, in 0..1. ``lonely`` words of the
    term found no partner; ``left`` are those that may be one.
    """

    spans: tuple[Span, ...]
    texts: tuple[str, ...]
    weights: FloatArray
    heavy: tuple[bool, ...]
    open: tuple[float, ...]
    left: tuple[bool, ...]
    lonely: int


def weigh(occurrences: Sequence[Occurrence], source: Wording, target: Wording, encoder: SpanEncoder) -> list[Tokens]:
    """What the model says of each word of the targets."""
    bare = [(source.bare(one.source.text), target.bare(one.target.text)) for one in occurrences]
    spans = [
        tuple((bisect_left(places, start), bisect_left(places, end)) for start, end in one.spans)
        for one, ((_, places), _) in zip(occurrences, bare, strict=True)
    ]
    units = [(one, other, each) for ((one, _), (other, _)), each in zip(bare, spans, strict=True)]
    return [
        _weighed(occurrence.target.text, paired, each, places)
        for occurrence, paired, each, (_, (_, places)) in zip(
            occurrences, pairings(units, encoder), spans, bare, strict=True
        )
    ]


def _weighed(target: str, paired: Pairing, spans: Sequence[Span], letters: Sequence[int]) -> Tokens:
    weights = np.full(len(paired.found), _LIGHT, np.float32)
    places = list(paired.places)
    weights[places], claims, left, lonely = _weights(paired, spans)
    # A word begins where the one before it ends, so that it has its clitics again.
    found = tuple((letters[start - 1] + 1 if start else 0, letters[end - 1] + 1) for start, end in paired.found)
    found = tuple((end - len(target[start:end].lstrip()), end) for start, end in found)
    texts = tuple(target[start:end] for start, end in found)
    for index, text in enumerate(texts):
        if not any(map(str.isalnum, text)):
            weights[index] = _JOINT if text in "-‐‑'’" else -np.inf
    heavy, free = (np.zeros(len(texts), bool) for _ in range(2))
    heavy[places], free[places] = True, left
    unclaimed = np.ones(len(texts))
    unclaimed[places] = 1 - claims
    return Tokens(found, texts, weights, tuple(heavy.tolist()), tuple(unclaimed.tolist()), tuple(free.tolist()), lonely)


def _weights(paired: Pairing, spans: Sequence[Span]) -> tuple[FloatArray, FloatArray, npt.NDArray[np.bool_], int]:
    """Of each word of the target that can be paired: its weight, the claim of others, whether it is left.

    Last, how many words of the term have no partner.
    """
    own = np.array([any(start < last and first < end for first, last in spans) for start, end in paired.source], bool)
    size = len(paired.target)
    mine = paired.cosines[own].max(axis=0) if own.any() else np.zeros(size, np.float32)
    others = paired.cosines[~own].max(axis=0) if not own.all() else np.zeros(size, np.float32)
    weights = np.minimum(mine - _LEAST, 2 * mine - others - _LEAST)
    left, claims = np.zeros(size, bool), np.zeros(size, np.float32)
    partners = {column: row for row, column in paired.links.items()}
    for column in range(size):
        row = partners.get(column)
        cosine = 0.0 if row is None else float(paired.cosines[row, column])
        if row is not None and own[row]:
            weights[column] = cosine - _LEAST / 2
        elif row is not None and cosine >= _WEAK:
            weights[column] = min(weights[column], -cosine / 2)
            claims[column] = min(cosine, 1.0)
        else:
            left[column] = others[column] < _WEAK
    rows = np.flatnonzero(own).tolist()
    paired_well = [row in paired.links and bool(paired.cosines[row, paired.links[row]] >= _LEAST) for row in rows]
    return np.asarray(weights, np.float32), claims, left, paired_well.count(False)


def runs(tokens: Tokens, wording: Wording, bonus: Mapping[str, float], longest: int) -> list[Run]:
    """The runs of at most ``longest`` words that weigh most; ``bonus`` is what a stem adds to the weight of a word."""
    keys = [wording.stem(text) for text in tokens.texts]
    ends = [heavy and not wording.is_light(text) for text, heavy in zip(tokens.texts, tokens.heavy, strict=True)]
    if not any(ends):
        ends = list(tokens.heavy)
    found: list[Run] = []
    for first in (place for place, is_end in enumerate(ends) if is_end):
        total, lonely = 0.0, tokens.lonely
        for last in range(first, min(first + longest, len(keys))):
            weight = float(tokens.weights[last]) + tokens.heavy[last] * tokens.open[last] * bonus.get(keys[last], 0.0)
            if lonely and tokens.left[last] and weight < _LEFT:
                lonely -= 1
                weight = _LEFT
            total += weight
            if total == -np.inf:
                break
            if ends[last] and total > 0:
                key = tuple(stem for key in keys[first : last + 1] for stem in key.split())
                found.append(Run(tokens.spans[first][0], tokens.spans[last][1], key, total))
    return sorted(found, key=lambda run: -run.score)[:_RUNS]
