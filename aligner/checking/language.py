"""The check of languages: a side in a script its language is not written in, or in another language."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from aligner.checking.finding import Finding, Severity, Side, Span, sides
from aligner.checking.languages import chief_script, language_code, letters_by_script, usual_script
from aligner.checking.masks import masked
from corpus.language import are_near, probabilities
from tmx import TranslationUnit, Variant

NAME = "language"
# Written in two scripts, so that a tag without one says nothing.
_TWO_SCRIPTS = frozenset(re.findall("[a-z]+", "az bs hbs kk ks ku ky mn pa sd sr tg tk tt ug uz"))
_OTHERS = 0.9  # share of letters in another script
_LEAST = 3  # letters of another script than Latin: names and brands are in Latin letters everywhere
_LEAST_LATIN = 4  # words in small Latin letters
_READ = 200  # characters that the model reads; more take longer and tell no more
_LONG, _LONG_EAST_ASIAN = 60, 20  # letters from which the model's word is taken
# Of 84 languages and varieties in FLORES one side of 85,000 comes to both; of sides in a near language (Persian
# for Arabic, Spanish for French, Dutch for German) 75 to 95 of 100 (benchmarks.checking).
_SURE, _UNLIKELY = 0.8, 0.02


_FOREIGN_TO_ARABIC = re.compile("[پچژگکیہےڑٹڤێۆەڕڵۇۈېۋ]")
_ENGLISH = re.compile(r"\b(?:the|of|and|is|are|was|were|to|that|with|for|this)\b")
# What only a text in the language has, where that is quickly seen: the model takes longer than all else here.
_SIGNS: dict[str, Callable[[str], bool]] = {
    "ar": lambda text: not _FOREIGN_TO_ARABIC.search(text),
    "en": lambda text: len(_ENGLISH.findall(text)) > 1,
}


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What a side is in instead: a script, and a language where it was identified."""

    script: str
    language: str = ""

    def fits(self, variant: Variant) -> bool:
        """Whether that is what the other side should be in."""
        if self.language:
            return self.language == language_code(variant.language)
        return self.script == usual_script(variant.language)


def check_language(unit: TranslationUnit) -> Iterator[Finding]:
    """Sides in another script or language than they say; two that are swapped are one finding."""
    found = {side: _judge(variant) for side, variant, _ in sides(unit)}
    source, target = found[Side.SOURCE], found[Side.TARGET]
    if source and target and source.fits(unit.target) and target.fits(unit.source):
        yield Finding(
            NAME, Severity.ERROR, "source and target are in each other's place", Side.BOTH, fix=_swapped(unit)
        )
        return
    for side, variant, other in sides(unit):
        if (verdict := found[side]) and variant.text != other.text:  # else: same-as-source
            what = f"is in {verdict.language}" if verdict.language else f"is in the script {verdict.script}"
            message = f"the {side} {what}, not in {variant.language}"
            yield Finding(NAME, Severity.ERROR, message, side, (Span(side, 0, len(variant.text)),))


def _judge(variant: Variant) -> _Verdict | None:
    text = masked(variant.text)
    written = chief_script(text)
    if written is None:
        return None
    counts = letters_by_script(text)
    expected, code = usual_script(variant.language), language_code(variant.language)
    if expected and written != expected and code not in _TWO_SCRIPTS:
        is_enough = _small_words(text) >= _LEAST_LATIN if written == "Latn" else counts[written] >= _LEAST
        return _Verdict(written) if is_enough and counts[written] >= _OTHERS * sum(counts.values()) else None
    if sum(counts.values()) < (_LONG_EAST_ASIAN if written == "Hani" else _LONG):
        return None
    if (signs := _SIGNS.get(code)) and signs(text):
        return None
    likely = probabilities(text[:_READ], written)
    best = max(likely, key=lambda language: likely[language])
    # A language that the model does not know is never unlikely.
    unknown = 0.0 if written == "Hani" and code in ("ja", "ko", "zh") else 1.0
    is_other = likely.get(code, unknown) < _UNLIKELY and likely[best] >= _SURE and not are_near(best, code)
    return _Verdict(written, best) if is_other and best != "und" else None


def _small_words(text: str) -> int:
    return sum(word.isalpha() and word.islower() for word in text.split())


def _swapped(unit: TranslationUnit) -> TranslationUnit:
    source = replace(unit.target, language=unit.source.language)
    target = replace(unit.source, language=unit.target.language)
    return replace(unit, variants=(source, target))
