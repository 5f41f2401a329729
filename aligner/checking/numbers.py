"""The check of numbers: every value on one side is on the other, in digits or in words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from aligner.checking.calendar_dates import Date, find_dates, named_months
from aligner.checking.dates import compare_dates
from aligner.checking.finding import Finding, Severity, Side, Span
from aligner.checking.languages import language_code
from aligner.checking.masks import masked
from aligner.checking.number_words import goes_without, is_read, values_said
from aligner.checking.numerals import Numeral, find_numerals
from tmx import TranslationUnit, Variant

NAME = "numbers"
_MARKER = re.compile(r"\s*[(\[]?\d+(?:\.\d+)*\s?[.)\]:–-]")  # of a list
_PERCENT = re.compile(
    r"[%٪]|per\s?cent|\bpct\b|proze?nt|por\s?c(?:ien|en)to|процент|百分|パーセント|م(?:ئ|ائ)ة|مئوي|مائوي|نسبة",
    re.IGNORECASE,
)
# Languages whose words for per cent are those above.
_KNOWN_PERCENT = {"ar", "en", "de", "fr", "es", "ru", "zh", "ja", "pt", "nl"}
_LONG = 4  # digits
_SMALL = 12  # numbers up to it are often written out, or said by grammar


@dataclass(frozen=True, slots=True)
class _Text:
    """A side, its numerals, and the values that its words name."""

    side: Side
    variant: Variant
    text: str
    numerals: list[Numeral]
    dates: tuple[Date, ...]

    @classmethod
    def of(cls, side: Side, variant: Variant) -> "_Text":
        text = masked(variant.text)
        numerals = find_numerals(text, variant.language)
        dates = find_dates(text, variant.language) if numerals else ()
        return cls(side, variant, text, numerals, dates)

    def excuses(self, values: frozenset[Decimal]) -> bool:
        """Whether words stand for one of the values, or it goes without saying."""
        language = self.variant.language
        return bool(values & values_said(self.text, language)) or any(
            goes_without(value, self.text, language) for value in values
        )


def check_numbers(unit: TranslationUnit) -> Iterator[Finding]:
    """Values that one side alone has, and a per cent that got lost."""
    source, target = _Text.of(Side.SOURCE, unit.source), _Text.of(Side.TARGET, unit.target)
    if not source.numerals and not target.numerals:
        return
    left, right, pairs = _compare(source, target)
    missing, extra = _unexcused(left, target), _unexcused(right, source)
    # What may be left out is missed only where something else is in its place.
    certain = tuple([one for one in some if not one.is_optional] for some in (missing, extra))
    if any(certain) and (all(certain) or not (missing and extra)):
        missing, extra = certain
    if any(certain) or (missing and extra):
        yield _finding(missing, extra)
    else:
        yield from _lost_percents(source, target, pairs)


def _compare(source: _Text, target: _Text) -> tuple[list[Numeral], list[Numeral], list[tuple[Numeral, Numeral]]]:
    """What neither side finds on the other, and the pairs of what they do."""
    left, right = _outside_dates(source, target)
    pairs = _take_pairs(left, right, _are_equal)
    pairs += _take_pairs(left, right, _have_equal_digits)
    if left and right:
        left, right = _match_parts(left, right)
    digits = ["".join(one.digits for one in some) for some in (left, right)]
    if digits[0] == digits[1] and len(digits[0]) >= _LONG:
        return [], [], pairs  # a telephone number in other groups, 12:00 for 1200
    return left, right, pairs


def _match_parts(left: list[Numeral], right: list[Numeral]) -> tuple[list[Numeral], list[Numeral]]:
    """What is left when 1.2.3 or 10:30 may be found in parts, and 12 345 as the two numbers 12 and 345."""
    parts = _without_value_in_parts(left), _without_value_in_parts(right)
    _take_pairs(*parts, _are_equal)
    for some, others in (parts, parts[::-1]):
        for one in [one for one in some if one.parts]:
            found = [next((other for other in others if _are_equal(part, other)), None) for part in one.parts]
            if all(found):
                some.remove(one)
                for other in {id(other): other for other in found if other}.values():
                    others.remove(other)
    return _whole(left, parts[0]), _whole(right, parts[1])


def _without_value_in_parts(numerals: list[Numeral]) -> list[Numeral]:
    return [part for one in numerals for part in ((one,) if one.plain else one.parts)]


def _whole(numerals: list[Numeral], rest: list[Numeral]) -> list[Numeral]:
    """The numerals that are left, or of which a part is: a version is told as a whole."""
    return [one for one in numerals if one in rest or (not one.plain and any(part in rest for part in one.parts))]


def _outside_dates(source: _Text, target: _Text) -> tuple[list[Numeral], list[Numeral]]:
    """The numerals but for those that the check of dates has compared: days, and months in figures."""
    compared = compare_dates(source.dates, target.dates)
    covered: tuple[list[tuple[Date, frozenset[int]]], ...] = ([], [])
    for pair in (*compared.same, *compared.different):
        for date, found in zip(pair, covered, strict=True):
            days = date.days if all(one.days for one in pair) else frozenset[int]()
            found.append((date, days | date.months if date.in_figures else days))
    left, right = (
        [one for one in _split(text.numerals, found) if not any(_is_in(one, *date) for date in found)]
        for text, found in zip((source, target), covered, strict=True)
    )
    return left, right


def _split(numerals: list[Numeral], dates: list[tuple[Date, frozenset[int]]]) -> list[Numeral]:
    """Numerals with their parts in place of those that are dates (6.10.2023)."""
    whole = [one for one in numerals if not any(date.start <= one.start < date.end for date, _ in dates)]
    return whole + _in_parts([one for one in numerals if one not in whole])


def _is_in(one: Numeral, date: Date, values: frozenset[int]) -> bool:
    return date.start <= one.start < date.end and int(one.digits) in values


def _in_parts(numerals: list[Numeral]) -> list[Numeral]:
    return [part for one in numerals for part in one.parts or (one,)]


def _are_equal(one: Numeral, other: Numeral) -> bool:
    return bool(one.values & other.values)


def _have_equal_digits(one: Numeral, other: Numeral) -> bool:
    """Equal but for a word that multiplies one of them, and that may not be known in the other's language."""
    return bool(one.plain & other.plain) and not (one.is_scaled and other.is_scaled)


def _take_pairs(
    left: list[Numeral], right: list[Numeral], are_same: Callable[[Numeral, Numeral], bool]
) -> list[tuple[Numeral, Numeral]]:
    """Take each numeral and the first of the other side that is the same out of the lists."""
    pairs = []
    for one in tuple(left):
        other = next((other for other in right if are_same(one, other)), None)
        if other:
            pairs.append((one, other))
            left.remove(one)
            right.remove(other)
    return pairs


def _unexcused(numerals: list[Numeral], other: _Text) -> list[Numeral]:
    """Those whose value the other side does not name at all: not in words, and nowhere in its digits."""
    if not numerals:
        return []
    named = frozenset[Decimal]().union(*(one.values | one.plain for one in _in_parts(other.numerals)))
    named |= {Decimal(month) for month in named_months(other.text, other.variant.language)}  # 3 月 is March

    def is_named(one: Numeral) -> bool:
        is_exact = one.is_scaled and is_read(other.variant.language)  # three thousand are not 3 million
        values = one.values if is_exact else one.values | one.plain
        return bool(values & named) or other.excuses(values)

    return [
        one
        for one in numerals
        if not is_named(one) and (one.plain or not all(part.is_optional or is_named(part) for part in one.parts))
    ]


def _finding(missing: list[Numeral], extra: list[Numeral]) -> Finding:
    spans = [Span(Side.SOURCE, one.start, one.end) for one in missing]
    spans += [Span(Side.TARGET, one.start, one.end) for one in extra]
    places = [
        f"only in the {side}: {', '.join(one.written for one in some)}"
        for side, some in ((Side.SOURCE, missing), (Side.TARGET, extra))
        if some
    ]
    is_small = all(value <= _SMALL for one in (*missing, *extra) for value in one.plain)
    severity = Severity.WARNING if is_small and len(places) == 1 else Severity.ERROR
    return Finding(NAME, severity, "; ".join(places), Side.BOTH, tuple(spans))


def _lost_percents(source: _Text, target: _Text, pairs: list[tuple[Numeral, Numeral]]) -> Iterator[Finding]:
    if not {language_code(text.variant.language) for text in (source, target)} <= _KNOWN_PERCENT:
        return
    for one, other in pairs:
        for mine, its, text in ((one, other, target), (other, one, source)):
            if mine.is_percent and not its.is_percent and not _PERCENT.search(text.variant.text):
                spans = Span(Side.SOURCE, one.start, one.end), Span(Side.TARGET, other.start, other.end)
                yield Finding(NAME, Severity.WARNING, f"{mine.written} is not in per cent", text.side, spans)
                return
