"""Which two languages, and which two variants of a unit these are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from tmx.exchange.errors import UnknownLanguages
from tmx.languages import is_language
from tmx.unit import Header, TranslationUnit, Variant

_REMEDY = "name them with --source-lang and --target-lang"


@dataclass(frozen=True, slots=True)
class Languages:
    """Source and target, as BCP 47 tags."""

    source: str
    target: str


def require(languages: Languages | None, name: str) -> Languages:
    """``languages``, or an error that says how to name them."""
    if languages is None:
        raise UnknownLanguages(f"{name}: nothing in it says which languages these are; {_REMEDY}")
    return languages


def position(wanted: str, tags: Iterable[str]) -> int | None:
    """Which of ``tags`` is ``wanted``: the same tag, else the first of the same language, whatever the country."""
    exact, *folded = (tag.strip().lower().replace("_", "-") for tag in (wanted, *tags))
    if exact in folded:
        return folded.index(exact)
    language = exact.split("-")[0]
    return next((index for index, tag in enumerate(folded) if tag.split("-")[0] == language), None)


def variants(unit: TranslationUnit, languages: Languages) -> tuple[Variant, Variant] | None:
    """The source and the target variant, or nothing where the unit lacks one."""
    source = position(languages.source, (variant.language for variant in unit.variants))
    if source is None:
        return None
    others = [*unit.variants[:source], *unit.variants[source + 1 :]]
    target = position(languages.target, (variant.language for variant in others))
    return None if target is None else (unit.variants[source], others[target])


def chosen(
    units: Iterable[TranslationUnit], header: Header, languages: Languages | None = None
) -> tuple[Languages, Iterator[TranslationUnit]]:
    """``languages``, or those of the first unit with two, source as in ``header``; and all units again.

    Units are taken from the iterable until one has two languages: go on with the iterator that comes back.
    """
    rest = iter(units)
    if languages is not None:
        return languages, rest
    seen = []
    for unit in rest:
        seen.append(unit)
        if len(unit.variants) > 1:
            tags = [variant.language for variant in unit.variants]
            source = position(header.source_language, tags) or 0
            languages = Languages(tags.pop(source), tags[0])
            break
    source_language = header.source_language if is_language(header.source_language) else "und"  # or *all*
    return languages or Languages(source_language, "und"), chain(seen, rest)
