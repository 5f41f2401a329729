"""Which variant of a unit is meant: language tags compare as RFC 4647 has it, case and ``_`` aside."""

from functools import lru_cache

from tmx.languages import ALL
from tmx.unit import TranslationUnit, Variant


@lru_cache(1024)
def canonical(tag: str) -> str:
    """A tag in the form that can be compared: ``ar_LY`` is ``ar-ly``."""
    return tag.replace("_", "-").casefold()


def covers(wanted: str, language: str) -> bool:
    """Whether ``wanted`` names ``language`` or a wider one: ``en`` covers ``en-GB``, not the other way."""
    return _closeness(wanted, language) >= _COVERED


def related(wanted: str, language: str) -> bool:
    """Whether both are forms of one language, as ``en-US`` and ``en-GB`` are: clients look no closer."""
    return _closeness(wanted, language) > 0


def variant_in(unit: TranslationUnit, wanted: str) -> Variant | None:
    """The variant in a language: the one with the very tag, else the first that ``wanted`` covers."""
    best = max(unit.variants, key=lambda variant: _closeness(wanted, variant.language), default=None)
    return best if best and covers(wanted, best.language) else None


def source_of(unit: TranslationUnit, source_language: str) -> Variant:
    """The variant that look-ups start from; the unit's own ``srclang`` goes before the header's.

    Where no variant is in that language, or any may be, it is the first.
    """
    wanted = unit.attribute("srclang") or source_language
    if unit.variants[0].language == wanted or wanted == ALL:
        return unit.variants[0]
    return max(unit.variants, key=lambda variant: _closeness(wanted, variant.language))


_SAME, _COVERED, _WIDER, _RELATED = 4, 3, 2, 1


@lru_cache(4096)
def _closeness(wanted: str, language: str) -> int:
    wanted, language = canonical(wanted), canonical(language)
    if language == wanted:
        return _SAME
    if language.startswith(f"{wanted}-"):
        return _COVERED
    if wanted.startswith(f"{language}-"):
        return _WIDER
    return _RELATED if wanted.partition("-")[0] == language.partition("-")[0] else 0
