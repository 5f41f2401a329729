"""Dates in a text: by names of months or in figures, in the order of any country.

>>> [sorted(date.readings) for date in find_dates("الجمعة 6 تشرين الأول/أكتوبر 2023", "ar")]
[[(10, 6)]]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from aligner.checking.languages import language_code
from aligner.checking.months import month_numbers, month_pattern, spelling
from tmx.matching.numerals import ascii_digits

_FIGURES = re.compile(
    r"(?<![\d.,/-])(?:(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<t>[-/.])(?P<b>\d{1,2})(?P=t)\d{4}"
    r"|(?P<a2>\d{1,2})/(?P<b2>\d{1,2})/\d{2})(?![\d/]|[-.,]\d)"
)
_EAST_ASIAN = re.compile(
    r"(?:\d{4}\s*[年년]\s*)?(?P<m>\d{1,2})\s*[月월](?![间間内以后後前大])(?:\s*(?P<d>\d{1,2})\s*[日일号號])?"
)
# One day or the two ends of a range, in the languages of aligner.checking.months.
_DAY = (
    r"(?P<{0}>\d{{1,2}})(?:\s?(?:st|nd|rd|th|er|º|ª)\b|\.)?"
    r"(?:\s?(?:[-–—&]|to|and|bis|und|au|et|al?|y|по|إلى|الى|حتى|و)\s?(?P<{0}2>\d{{1,2}})(?:(?:st|nd|rd|th)\b|\.)?)?"
)
_OF = r"\s*(?:[-/]|of(?:\s+the)?|de|من(?:\s+شهر)?|شهر)?\s*"
_YEAR = r"\s*[,،.]?\s*(?:(?:of|de|del|عام|سنة|لعام|لسنة)\s*)?(?P<year>\d{4})(?!\d)"
# Before a name that is another word as well, these say that it is the month.
_IN = (
    r"\b(?:in|by|until|till|since|during|early|late|mid|last|im|en|em|bis|seit|depuis|desde|hasta)[\s-]+"
    r"|(?<!\w)(?:في|شهر|منذ|حتى|بحلول|خلال|أوائل|أواخر|مطلع|منتصف|نهاية|بداية)\s+"
)
_DAY_FIRST = {"en-GB", "en-AU", "en-NZ", "en-IE", "en-ZA", "en-IN"}
_REMEMBERED = 4_096  # texts of a batch, which two checks ask for
_MONTHS, _DAYS = range(1, 13), range(1, 32)


@dataclass(frozen=True, slots=True)
class Date:
    """A date at ``start`` to ``end``.

    ``readings`` are pairs of month and day, several where figures leave it open and for the ends of a
    range; the day is 0 where only the month is given. ``in_figures`` says that the month is a number.
    """

    start: int
    end: int
    readings: frozenset[tuple[int, int]]
    in_figures: bool

    @property
    def months(self) -> frozenset[int]:
        """The months that it may be in, 1..12."""
        return frozenset(month for month, _ in self.readings)

    @property
    def days(self) -> frozenset[int]:
        """The days of the month that it may be; none where only the month is given."""
        return frozenset(day for _, day in self.readings if day)

    def agrees(self, other: "Date") -> bool:
        """Whether both may be the same date."""
        return any(
            month == its_month and (day == its_day or not day or not its_day)
            for month, day in self.readings
            for its_month, its_day in other.readings
        )


@lru_cache(_REMEMBERED)
def find_dates(text: str, language: str) -> tuple[Date, ...]:
    """The dates of ``text`` in order, and months by themselves where the name is no other word."""
    plain = ascii_digits(text)
    found = [*_in_figures(plain, language), *_east_asian(plain), *_by_name(plain, language_code(language))]
    return tuple(sorted(found, key=lambda date: date.start))


def _in_figures(text: str, language: str) -> Iterator[Date]:
    for match in _FIGURES.finditer(text):
        if match["y"]:
            orders = [(int(match["m"]), int(match["d"]))]
        else:
            first, second = int(match["a"] or match["a2"]), int(match["b"] or match["b2"])
            orders = [(second, first)]
            if (language.startswith("en") and language not in _DAY_FIRST) or second > _MONTHS[-1]:
                orders.append((first, second))
        if readings := frozenset(order for order in orders if order[0] in _MONTHS and order[1] in _DAYS):
            yield Date(*match.span(), readings, in_figures=True)


def _east_asian(text: str) -> Iterator[Date]:
    for match in _EAST_ASIAN.finditer(text):
        if int(match["m"]) in _MONTHS:
            yield Date(*match.span(), frozenset({(int(match["m"]), int(match["d"] or 0))}), in_figures=True)


def _by_name(text: str, code: str) -> Iterator[Date]:
    names, pattern, known = _month(code), _named(code), month_numbers(code)
    if not (names and pattern and names.search(text)):  # the names alone are found ten times as fast
        return
    for match in pattern.finditer(text):
        month, is_plain = known[spelling(match["m"])]
        days = {int(day) for name in ("d", "d2", "e", "e2") if (day := match[name]) and int(day) in _DAYS}
        if days or match["year"] or match["n"] or match["in"] or is_plain:
            start = match.start("d" if match["d"] else "m")
            yield Date(start, match.end(), frozenset((month, day) for day in days or {0}), in_figures=False)


def named_months(text: str, language: str) -> frozenset[int]:
    """The months, 1..12, of which names are in ``text``, also those that are other words as well."""
    code = language_code(language)
    names, known = _month(code), month_numbers(code)
    return frozenset(known[spelling(match[1])][0] for match in names.finditer(text)) if names else frozenset()


@cache
def _month(code: str) -> re.Pattern[str] | None:
    pattern = month_pattern(code)
    clitics = "(?:[وف]?[بلك]?)" if code == "ar" else ""
    return re.compile(rf"(?<![^\W\d_]){clitics}({pattern})", re.IGNORECASE) if pattern else None


@cache
def _named(code: str) -> re.Pattern[str] | None:
    month = month_pattern(code)
    if not month:
        return None
    clitics = "(?:[وف]?[بلك]?)" if code == "ar" else ""
    return re.compile(
        rf"(?:(?P<in>{_IN})|(?<!\d)(?<!\d[.,:/]){_DAY.format('d')}{_OF})?(?<![^\W\d_]){clitics}"
        rf"(?P<m>{month})\.?(?:\s*[/(-]\s*(?P<n>{month})\)?)?"
        rf"(?:\s*{_DAY.format('e')}(?!\d|[:.,]\d|\s?%)(?!\s*{month}))?(?:{_YEAR})?",
        re.IGNORECASE,
    )
