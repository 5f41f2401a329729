"""Placeables: what of a text stays in translation or changes by rule, as numbers, dates, addresses, codes.

Two segments that differ in nothing else are one segment to a translator. ``generalise`` gives them
one text, and ``substitution`` writes the values of one into the translation of the other.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from tmx.matching.numerals import ascii_digits, parse


class Kind(StrEnum):
    """What a placeable is."""

    NUMBER = "number"
    PERCENT = "percent"
    RANGE = "range"  # of two numbers, percentages too
    DATE = "date"  # in digits alone
    TIME = "time"
    URL = "url"
    EMAIL = "email"
    CODE = "code"  # also numbers that nothing is counted with: versions, telephone numbers
    TAG = "tag"  # a tag or a variable in the text, as <b>, {0}, %s


@dataclass(frozen=True, slots=True)
class Placeable:
    """A placeable from ``start`` to ``end``, in code points.

    ``value`` is the same for the same thing in another script or style: digits are ASCII, a number
    has a point and no group signs (``1234.5``), a percentage its sign behind it, a range one hyphen,
    a date is ISO 8601 or, where days and months could be confused, its fields in the order of the
    text (``5/12/2021``), a time ``9:30``. Other kinds are as they stand.
    """

    kind: Kind
    start: int
    end: int
    value: str


_MARKS = "\u061c\u200e\u200f"  # Arabic dates have them around the sign
_LETTERS = "A-Za-z\u00aa\u00ba\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff"  # scripts that write no number on to a word
_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0400-\u042f"
_PERCENT_WORDS = (  # those that never inflect
    "per ?cent|[Pp]ercent|pct|[Pp]rozent|pour ?cent|por ?ciento|por ?cento|per ?cento"
    "|في ال(?:مئة|مائة|مية)|بال(?:مئة|مائة|مية)"
)


def _number(name: str) -> str:
    """A pattern of a number in ASCII digits; ``name`` is for the group that holds its group sign."""
    fraction = f"(?:(?!(?P={name}))[.,٫][0-9]+)?"
    return (
        rf"(?:(?<![0-9][.,٫٬])(?:[0-9]{{1,3}}(?P<{name}>[,.٬'’\u00a0\u202f\u2009 ])[0-9]{{3}}(?:(?P={name})[0-9]{{3}})*"
        rf"{fraction}(?![.,٫٬]?[0-9])|[0-9]+[.,٫][0-9]+(?![.,٫٬]?[0-9]))|[0-9]+)"
    )


def _date(*fields: str, name: str) -> str:
    between = rf"[{_MARKS}]*(?P={name})[{_MARKS}]?"
    return rf"{fields[0]}[{_MARKS}]*(?P<{name}>[./-])[{_MARKS}]?{between.join(fields[1:])}"


_DAY, _MONTH, _YEAR = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])", "(?:[12][0-9]{3})"
_SHORT = f"(?:{_YEAR}|[0-9]{{2}})"
_PERCENT = "[%٪‰]"
_IN_WORDS = rf"\s(?:{_PERCENT_WORDS})(?![^\W\d_])"
_PATTERNS = {
    Kind.URL: r"(?:(?:https?|ftp)://|www\.)(?:\([^\s()<>]*\)|[^\s()<>\"«»“”،؛؟])+(?<![.,;:!?'’\]}])",
    Kind.EMAIL: r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}",
    Kind.TAG: (
        r"</?[A-Za-z][^<>]*>|\$?\{\{?[^\s{}]*\}?\}|%\([A-Za-z_]+\)[sdf]|(?<![0-9٪%])%(?:[0-9]+\$)?(?:\.[0-9]+)?[sdif@]"
        rf"(?![{_LETTERS}])"
    ),
    Kind.DATE: (
        rf"(?<![{_LETTERS}0-9])(?:{_date(_YEAR, _MONTH, _DAY, name='d1')}|{_date(_DAY, _MONTH, _SHORT, name='d2')}"
        rf"|{_date(_MONTH, _DAY, _SHORT, name='d3')})(?![0-9]|[./-][0-9])"
    ),
    Kind.TIME: r"(?<![0-9:])(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?!:?[0-9])",
    Kind.CODE: (
        rf"(?<![{_LETTERS}0-9_])(?:"
        # ABC-123, S/RES/1970, CO2; a digit is near, or capitals would be searched again and again
        rf"(?=[{_UPPER}/_-]{{0,24}}[0-9])[{_UPPER}][{_UPPER}0-9]*(?:[-/_][{_UPPER}0-9]+)*(?:\.[0-9]+)*"
        rf"|[0-9]+(?:[-/_][0-9]+)*(?:[-/_](?=[{_UPPER}])[{_UPPER}0-9]+)+"  # 12-AB
        r"|v[0-9]+(?:\.[0-9]+)+|[0-9]+(?:\.[0-9]+){2,}"  # 1.2.3
        r"|\+[0-9](?:[ -]?[0-9]){6,14}|[0-9]+(?:-[0-9]+){2,}|0[0-9]{2,}(?:[ -][0-9]{3,4})*"  # telephone numbers
        rf")(?![{_LETTERS}0-9_]|[.,/_-][A-Za-z0-9])"
    ),
    Kind.RANGE: (
        rf"(?<![{_LETTERS}0-9_])(?:{_number('r1')}(?:\s?{_PERCENT})?[-–—]{_number('r2')})(?:\s?{_PERCENT})?"
        r"(?![0-9]|[-–—/][0-9])"
    ),
    Kind.PERCENT: (
        rf"(?<![{_LETTERS}0-9_])(?:{_PERCENT}\s?{_number('p1')}|{_number('p2')}"
        rf"(?:\s?{_PERCENT}|(?={_IN_WORDS})))"
    ),
    Kind.NUMBER: rf"(?<![{_LETTERS}0-9_]){_number('n1')}",
}
_AFTER = re.compile(_IN_WORDS)
_ANY = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()))
_NUMBER = re.compile(_number("n"))
_STANDS_FOR = {kind: chr(0xE100 + index) for index, kind in enumerate(Kind)}


def find(text: str, language: str = "") -> tuple[Placeable, ...]:
    """The placeables of ``text`` in order; they do not overlap.

    ``language`` (BCP 47) decides what ``1.234`` is worth, and nothing else: without it, a thousand.
    """
    folded = ascii_digits(text)
    return tuple(
        Placeable(kind, *match.span(), _value(kind, match[0], bool(_AFTER.match(folded, match.end())), language))
        for match in _ANY.finditer(folded)
        for kind in (Kind(match.lastgroup or ""),)
    )


def generalise(text: str) -> str:
    """``text`` with a private-use character for each placeable, by its kind."""
    parts: list[str] = []
    last = 0
    for placeable in find(text):
        parts += (text[last : placeable.start], _STANDS_FOR[placeable.kind])
        last = placeable.end
    return "".join((*parts, text[last:]))


def numbers(placeable: Placeable, text: str) -> tuple[tuple[int, int], ...]:
    """Where in ``text`` the numbers of a number, percentage, range, date or time begin and end."""
    within = ascii_digits(text[placeable.start : placeable.end])
    pattern = re.compile("[0-9]+") if placeable.kind in (Kind.DATE, Kind.TIME) else _NUMBER
    return tuple((placeable.start + match.start(), placeable.start + match.end()) for match in pattern.finditer(within))


def _value(kind: Kind, digits: str, in_percent: bool, language: str) -> str:
    """The value of a placeable, given with ASCII digits; ``in_percent`` says that a word after it says so."""
    if kind is Kind.DATE:
        return _date_value(re.findall("[0-9]+", digits))
    if kind is Kind.TIME:
        return digits.removeprefix("0") if digits[1] != ":" else digits
    if kind not in (Kind.NUMBER, Kind.PERCENT, Kind.RANGE):
        return digits
    sign = "‰" if "‰" in digits else "%" if in_percent or kind is Kind.PERCENT or re.search("[%٪]", digits) else ""
    return "-".join(parse(match[0], language).value for match in _NUMBER.finditer(digits)) + sign


def _date_value(fields: list[str]) -> str:
    if len(fields[0]) == 4:
        return "-".join(field.zfill(2) for field in fields)
    first, second = int(fields[0]), int(fields[1])
    if len(fields[2]) == 4 and (first > 12 or second > 12 or first == second):
        return f"{fields[2]}-{min(first, second):02}-{max(first, second):02}"
    return "/".join(field.lstrip("0") or "0" for field in fields)
