"""What a memory is better without: broken characters, empty texts, copies.

A check says why a unit has to go, or nothing; whoever knows more about texts hands in more of them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tmx.streams.identity import DigestSet, pair_digest, written_text
from tmx.streams.languages import source_of
from tmx.unit import Property, TranslationUnit, Variant

Check = Callable[[TranslationUnit], str | None]
"""Why a unit has to go, in a few words that are the same for all such units; or nothing."""

REASON = "x-rejected"
"""The prop that says why a unit was set aside."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A unit with clean texts, or as it was with the reason why it has to go."""

    unit: TranslationUnit
    reason: str | None = None

    def marked(self) -> TranslationUnit | None:
        """The unit with its reason on it, for the file of those set aside; without empty texts, if any is left."""
        filled = tuple(variant for variant in self.unit.variants if variant.text.strip())
        properties = (*self.unit.properties, Property(REASON, self.reason or ""))
        return replace(self.unit, variants=filled, properties=properties) if filled else None


def verdicts(units: Iterable[TranslationUnit], source_language: str, checks: Sequence[Check]) -> Iterator[Verdict]:
    """Each unit, cleaned; the first check that finds something decides."""
    for unit in units:
        cleaned = without_faults(unit, source_language)
        reason = next((reason for check in checks if (reason := check(cleaned))), None)
        yield Verdict(unit, reason) if reason else Verdict(cleaned)


def without_faults(unit: TranslationUnit, source_language: str) -> TranslationUnit:
    """The unit with texts as ``seg`` may hold them, without the empty ones where two others are left."""
    variants = [_cleaned(variant, source_language) for variant in unit.variants]
    filled = [variant for variant in variants if variant.text.strip()]
    kept = tuple(filled if len(filled) > 1 else variants)
    return unit if kept == unit.variants else replace(unit, variants=kept)


def _cleaned(variant: Variant, source_language: str) -> Variant:
    if variant.markup:  # the writer knows where its texts are
        return variant
    text = written_text(variant, source_language)
    return variant if text == variant.text else replace(variant, text=text)


def standard_checks(source_language: str) -> list[Check]:
    """Empty, without a translation, not translated, written before; the last one remembers what it saw."""
    seen = DigestSet()
    return [
        _incomplete,
        lambda unit: "same as the source" if _is_untranslated(unit, source_language) else None,
        lambda unit: None if seen.add(pair_digest(unit, source_language)) else "duplicate",
    ]


def _incomplete(unit: TranslationUnit) -> str | None:
    if not all(variant.text.strip() for variant in unit.variants):
        return "empty segment"
    return "no translation" if len(unit.variants) < 2 else None


def _is_untranslated(unit: TranslationUnit, source_language: str) -> bool:
    """All texts are one text, with a letter in it: a number may well stay as it is."""
    text = source_of(unit, source_language).text
    return any(map(str.isalpha, text)) and all(variant.text == text for variant in unit.variants)
