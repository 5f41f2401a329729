"""A unit of a memory in one direction: the two texts, how sure they are, and where they come from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tmx import Property, TranslationUnit, Variant

_OMEGAT = ("file", "prev", "next", "id", "path")  # OmegaT's own props, which bind a unit to a place
_SIDES = {"x-source-": "x-target-", "x-target-": "x-source-"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit of two variants, source first, in the languages of the project, bound to no place.

    ``score`` in 0..1; ``file`` is the source document's name, or none. ``segments`` and ``others``
    are the numbers of the source's and the target's segments there, where they are known; ``before``
    and ``after`` the source texts around, ``others_before`` the target text before.
    """

    unit: TranslationUnit
    score: float
    file: str = ""
    segments: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    before: str = ""
    after: str = ""
    others_before: str = ""

    @property
    def source(self) -> str:
        """The source text."""
        return self.unit.source.text

    @property
    def target(self) -> str:
        """The target text."""
        return self.unit.target.text

    @property
    def has_codes(self) -> bool:
        """Whether a side has inline codes."""
        return any(variant.markup for variant in self.unit.variants)


def pair_of(unit: TranslationUnit, languages: tuple[str, str], assumed: float) -> Pair | None:
    """``unit`` from the first to the second language, or None where one is missing.

    A variant of the very language is preferred to one of its region. ``assumed`` is the score of a
    unit that carries none.
    """
    found = [_find(unit.variants, language) for language in languages]
    if None in found or found[0] == found[1]:
        return None
    first, second = (index for index in found if index is not None)
    source, target = (
        replace(unit.variants[index], language=language)
        for index, language in zip((first, second), languages, strict=True)
    )
    known = unit.properties if first < second else tuple(map(_reversed, unit.properties))
    bound = (*known, *target.properties)  # a unit that is bound to a place has its props at the target
    own = tuple(prop for prop in known if prop.type not in _OMEGAT)
    return Pair(
        replace(unit, variants=(source, target), properties=own),
        _score(_first(bound, "x-score"), assumed),
        _first(known, "file") or _first(bound, "x-source-file"),
        _numbers(_first(bound, "x-source-segments")),
        _numbers(_first(bound, "x-target-segments")),
        _first(known, "prev") or _first(source.properties, "x-context-pre"),
        _first(known, "next") or _first(source.properties, "x-context-post"),
        _first(target.properties, "x-context-pre"),
    )


def with_properties(unit: TranslationUnit, **values: str) -> TranslationUnit:
    """``unit`` with props ``x-name`` set, underscores read as hyphens."""
    named = {f"x-{name.replace('_', '-')}": value for name, value in values.items()}
    kept = tuple(prop for prop in unit.properties if prop.type not in named)
    return replace(unit, properties=(*kept, *(Property(*item) for item in named.items() if item[1])))


def with_texts(unit: TranslationUnit, source: str, target: str) -> TranslationUnit:
    """``unit`` with other texts, without codes and without the contexts of the old ones."""
    variants = tuple(
        Variant(variant.language, text) for variant, text in zip(unit.variants, (source, target), strict=True)
    )
    return replace(unit, variants=variants)


def _find(variants: Sequence[Variant], language: str) -> int | None:
    tags = [variant.language.lower().replace("_", "-") for variant in variants]
    wanted = language.lower()
    exact = (index for index, tag in enumerate(tags) if tag == wanted)
    related = (index for index, tag in enumerate(tags) if tag.split("-")[0] == wanted.split("-")[0])
    return next(exact, None) if wanted in tags else next(related, None)


def _reversed(prop: Property) -> Property:
    """A prop of a unit whose source has become its target: the aligner calls its first variant the source."""
    if prop.type == "x-bead":
        return replace(prop, text="-".join(reversed(prop.text.split("-"))))
    start = prop.type[: len("x-source-")]
    return replace(prop, type=_SIDES.get(start, start) + prop.type[len(start) :])


def _first(properties: Sequence[Property], kind: str) -> str:
    return next((prop.text for prop in properties if prop.type == kind), "")


def _score(text: str, assumed: float) -> float:
    try:
        return min(max(float(text), 0.0), 1.0) if text else assumed
    except ValueError:
        return assumed


def _numbers(text: str) -> tuple[int, ...]:
    numbers = text.split()
    return tuple(map(int, numbers)) if all(number.isdecimal() for number in numbers) else ()
