"""Units with the same source: which of them a client will use.

OmegaT keeps the last unit it reads for a source text, unless the props ``file``, ``prev`` and
``next`` bind a unit to one place. So of several translations of one source the best comes last
and unbound, and serves everywhere; the others are bound to where they were found.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tmx.characters import clean
from tmx.unit import Property, TranslationUnit


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit was found: the source file's name, and the source texts before and after it."""

    file: str
    previous: str
    following: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that competes with others for the same source: the higher ``rank`` wins."""

    unit: TranslationUnit
    rank: float
    place: Place


def resolve_duplicates(candidates: Iterable[Candidate]) -> list[TranslationUnit]:
    """One unit for each pair of texts, in order, the best of each source behind its rivals."""
    rivals: dict[str, dict[str, Candidate]] = defaultdict(dict)
    for candidate in candidates:
        key = clean(candidate.unit.source.text, is_source=True).text
        same = rivals[key].get(candidate.unit.target.text)
        if same is None or candidate.rank > same.rank:
            # The first place in the order is kept: a dict does not move a key it has.
            rivals[key][candidate.unit.target.text] = candidate
    units: list[TranslationUnit] = []
    for translations in rivals.values():
        *others, best = sorted(translations.values(), key=lambda candidate: candidate.rank)
        units += [_bind(other) for other in others]
        units.append(best.unit)
    return units


def _bind(candidate: Candidate) -> TranslationUnit:
    """The unit for its place only; its own props go to the target, for OmegaT takes no binding beside others."""
    place, unit = candidate.place, candidate.unit
    props = (("file", place.file), ("prev", place.previous), ("next", place.following))
    bound = tuple(Property(kind, text) for kind, text in props if text)
    if not bound:
        return unit
    source, target, *others = unit.variants
    target = replace(target, properties=(*unit.properties, *target.properties))
    return replace(unit, properties=bound, variants=(source, target, *others))
