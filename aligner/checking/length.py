"""The check of lengths: a target far too short or too long for its source."""

import math
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from aligner.checking.finding import Finding, Located, Severity, Side
from aligner.checking.languages import language_code
from aligner.checking.reservoir import Reservoir
from tmx import TranslationUnit

NAME = "length"
# Characters per character of the English text, in the 1,012 sentences of FLORES-200 devtest.
_SIZES = {
    0.32: "zh",
    0.43: "ja",
    0.50: "ko",
    0.66: "am",
    0.77: "he",
    0.87: "ar",
    0.94: "fa ps cs gu ne",
    0.97: "bn ckb et hi hr is lt nb sk sl sr sv te th ur",
    1.02: "da kk kn lv mk mr tg uk bg",
    1.06: "af az cy eu fi ha hu pl sw tr ug vi",
    1.09: "be ca gl id ka ms pt ru hy",
    1.13: "nl ro ml so sq ta",
    1.18: "de el es fr it km ga",
    1.25: "my fil tl",
}
_SIZE = {language: size for size, languages in _SIZES.items() for language in languages.split()}
# The spread of the logarithm of the ratio, at so many characters n: the root of WIDE + SHORT / n. Fitted to tico19,
# Tatoeba, two manuals and FLORES in ten languages, which differ by a third either way.
_WIDE, _SHORT = 0.0121, 1.4
# Standard deviations. Something left out is a worse fault than a name spelt out, and shows better.
_SHORT_BY, _LONG_BY, _ABSURD = 3.2, 4.2, 8.0
_LEAST = 20  # characters, as in English: a word or two may be of any length
_SAMPLE = 5_000  # units that tell what is usual
_ENOUGH = 100
_NARROWEST, _WIDEST = 0.75, 1.35  # what a memory may change about the spread
_MAD = 1.4826  # from the median absolute deviation to a standard deviation


Measured = tuple[float, float]
"""The log ratio of a unit beyond that of its languages, and the spread that is usual at its length."""


class LengthCheck:
    """The ratio of characters far off what the memory shows, or the languages where it shows too little."""

    name = NAME

    def __init__(self) -> None:
        """Nothing is known of the memory before the survey."""
        self._samples: dict[tuple[str, str], Reservoir[Measured]] = defaultdict(lambda: Reservoir(_SAMPLE))
        self._usual: dict[tuple[str, str], tuple[float, float]] = {}

    def survey(self, batch: Sequence[Located]) -> None:
        """See ``SurveyCheck``."""
        for located in batch:
            if measured := _measure(located.unit):
                self._samples[_pair(located.unit)].add(measured)
        self._usual.clear()

    def find(self, batch: Sequence[Located]) -> list[tuple[Finding, ...]]:
        """See ``Check``."""
        return [self._judge(located.unit) for located in batch]

    def _judge(self, unit: TranslationUnit) -> tuple[Finding, ...]:
        measured = _measure(unit)
        if measured is None:
            return ()
        pair = _pair(unit)
        if pair not in self._usual:
            self._usual[pair] = _usual(self._samples[pair].items)
        middle, scale = self._usual[pair]
        off = (measured[0] - middle) / (measured[1] * scale)
        if -_SHORT_BY < off < _LONG_BY:
            return ()
        share = math.exp(measured[0] - middle)
        how = f"{share:.1f} times as long" if off > 0 else f"{share:.0%} as long"
        severity = Severity.ERROR if abs(off) >= _ABSURD else Severity.WARNING
        return (Finding(NAME, severity, f"the target is {how} as usual for its source", Side.BOTH),)


def _pair(unit: TranslationUnit) -> tuple[str, str]:
    return language_code(unit.source.language), language_code(unit.target.language)


def _usual(sample: list[Measured]) -> tuple[float, float]:
    """The median log ratio of a memory, and by how much its spread is wider than usual."""
    if len(sample) < _ENOUGH:
        return 0.0, _WIDEST
    middle = median(ratio for ratio, _ in sample)
    scale = _MAD * median(abs(ratio - middle) / spread for ratio, spread in sample)
    return middle, min(max(scale, _NARROWEST), _WIDEST)


def _measure(unit: TranslationUnit) -> Measured | None:
    sizes = [len(variant.text) / _SIZE.get(language_code(variant.language), 1.0) for variant in unit.variants[:2]]
    mean = sum(sizes) / 2
    if not all(sizes) or mean < _LEAST:
        return None
    return math.log(sizes[1] / sizes[0]), math.sqrt(_WIDE + _SHORT / mean)
