"""Units of any number of variants as pairs of a source and a target."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tmx import TranslationUnit, Variant
from tmx.languages import ALL
from tmx.streams.languages import related, source_of, variant_in


@dataclass(frozen=True, slots=True)
class Languages:
    """What to take for source and target; without a target every other language.

    Without a source it is the variant nearest to ``usual``, what the memory says of itself, or the first.
    """

    source: str | None = None
    target: str | None = None
    usual: str = ALL


def pairs(unit: TranslationUnit, languages: Languages) -> Iterator[TranslationUnit]:
    """Views of ``unit`` with two variants each, the source first; none where a language is missing.

    Two variants of one language, as of en-GB and en-US, are no pair.
    """
    source = _source(unit, languages)
    if source is None:
        return
    if languages.target:
        others = [variant_in(unit, languages.target)]
    else:
        others = [variant for variant in unit.variants if not related(source.language, variant.language)]
    for target in others:
        if target is not None and target is not source:
            yield replace(unit, variants=(source, target))


def merged(unit: TranslationUnit, pair: TranslationUnit, changed: TranslationUnit) -> TranslationUnit:
    """``unit`` with the variants of ``pair``, one of its views, as they are in ``changed``."""
    new = {id(old): variant for old, variant in zip(pair.variants, changed.variants, strict=True)}
    return replace(unit, variants=tuple(new.get(id(variant), variant) for variant in unit.variants))


def _source(unit: TranslationUnit, languages: Languages) -> Variant | None:
    if not unit.variants:
        return None
    return variant_in(unit, languages.source) if languages.source else source_of(unit, languages.usual)
