"""The check of dates: another day or month than the other side has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.checking.calendar_dates import Date, find_dates
from aligner.checking.finding import Finding, Severity, Side, Span
from aligner.checking.masks import masked
from aligner.checking.numerals import find_numerals
from tmx import TranslationUnit

NAME = "dates"


@dataclass(frozen=True, slots=True)
class ComparedDates:
    """The dates of both sides: those that may be the same, those that differ, and the rest by itself."""

    same: tuple[tuple[Date, Date], ...]
    different: tuple[tuple[Date, Date], ...]
    single: tuple[tuple[Date, ...], tuple[Date, ...]]


def compare_dates(source: Sequence[Date], target: Sequence[Date]) -> ComparedDates:
    """Pair the dates of two texts: first those with the same day, then those that do not contradict.

    What is left is compared in order of the text only where both sides have as many: a translation
    may say "the same day", or split a range.
    """
    same = []
    rest = list(source), list(target)
    for is_same in (lambda one, other: bool(one.readings & other.readings), Date.agrees):
        for one in tuple(rest[0]):
            other = next((other for other in rest[1] if is_same(one, other)), None)
            if other:
                same.append((one, other))
                rest[0].remove(one)
                rest[1].remove(other)
    if len(rest[0]) == len(rest[1]):
        return ComparedDates(tuple(same), tuple(zip(*rest, strict=True)), ((), ()))
    return ComparedDates(tuple(same), (), (tuple(rest[0]), tuple(rest[1])))


def check_dates(unit: TranslationUnit) -> Iterator[Finding]:
    """Dates that stand in each other's place with another month or another day."""
    texts = masked(unit.source.text), masked(unit.target.text)
    dates = [find_dates(text, side.language) for text, side in zip(texts, unit.variants, strict=True)]
    if not all(dates):
        return
    figures = [
        {int(numeral.digits) for whole in find_numerals(text, side.language) for numeral in (whole.parts or (whole,))}
        for text, side in zip(texts, unit.variants, strict=True)
    ]
    months = [frozenset[int]().union(*(date.months for date in found)) for found in dates]
    for one, other in compare_dates(*dates).different:
        spans = Span(Side.SOURCE, one.start, one.end), Span(Side.TARGET, other.start, other.end)
        is_elsewhere = bool(one.months & months[1] or other.months & months[0])
        if not one.months & other.months and (one.days & other.days or not is_elsewhere):
            what = f"the month differs: {_listed(one.months)} and {_listed(other.months)}"
        # The days of a range, or of two dates in one month, stand anywhere.
        elif not one.days & figures[1] and not other.days & figures[0] and one.days and other.days:
            what = f"the day differs: {_listed(one.days)} and {_listed(other.days)}"
        else:
            continue
        yield Finding(NAME, Severity.ERROR, what, Side.BOTH, spans)


def _listed(numbers: frozenset[int]) -> str:
    return " or ".join(map(str, sorted(numbers)))
