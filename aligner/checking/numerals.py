"""Numbers written in digits: where they stand, and what values they may have.

Digits of any script count. Whether a comma or a point parts decimals or thousands is seldom said, so
a numeral has several readings: 1.234 is a thousand or a bit more than one.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from aligner.checking.languages import language_code
from aligner.checking.scales import scale
from tmx.matching.numerals import ascii_digits

_SPACES = " \u00a0\u2009\u202f"
_NUMERAL = re.compile(
    rf"(?<![\d.,])\d{{1,3}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:[.,٫]\d+)?"  # 10 000
    r"|(?:(?<![\w.,])\.)?\d+(?:[.,٫٬'’،:]\d+)*"  # .05 as well
)
_DIGITS = re.compile(r"\d+")
_PERCENT = re.compile(
    r"\s?(?:[%٪％]|p(?:er|our|or)\s?c(?:ie)?nt[os]?\b|pct\b|Prozent\b|(?:في\s|ب)ال?م(?:ئ|ائ)ة)", re.IGNORECASE
)
_PERCENT_BEFORE = re.compile(r"(?:[%٪]|百分之|百分の)\s?$")
_IN_NAME = re.compile(r"[A-Za-z\u0c00-\u0c65]$|[^\W\d_][-‐‑]$")  # H1N1, COVID-19; Telugu writes ౦ for ం
_DECADE = re.compile(r"['’]?s\b|-?(?:luvu|tal)")  # 1400-luvulla is in the 15th century
_HIJRI = re.compile(r"\s?(?:هـ|ه|AH)(?![^\W\d_])")
_HIJRI_YEAR = Decimal("0.970224")  # of a solar one
_AFTERNOON = re.compile(r"\s?p\.?\s?m\b", re.IGNORECASE)
_CENTURY = re.compile(r"\s?世[纪紀]")  # 20 世纪 50 年代 are the 1950s
_RANGE = re.compile(r"\s?(?:[-–—~]|to|or|and|bis|à|إلى|الى|[أا]و|و|至|到)\s?\d[\d.,٫٬]*")
# [3], (2), and the ’1‘ of the United Nations: references and marks of a list.
_REFERENCE = re.compile(r"\[\d+\]|[(‘’'«]\d{1,2}[)‘’'»]")
_SHORT_YEAR = re.compile(r"['’]$|(?<!\d)\d{4}\s?[-–/]\s?$")  # '98, 1998/99


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in digits from ``start`` to ``end``.

    ``plain`` are the values it may have by itself, ``values`` with the million that follows; both are
    empty where it is no single number (1.2.3, 10:30). ``parts`` are the numbers in it, where they are
    several. A part of a name or a reference (COVID-19, [3]) may be left out in translation.
    ``written`` is the numeral in ASCII digits.
    """

    start: int
    end: int
    written: str
    values: frozenset[Decimal]
    plain: frozenset[Decimal]
    is_scaled: bool = False
    is_percent: bool = False
    is_optional: bool = False
    parts: "tuple[Numeral, ...]" = ()

    @property
    def digits(self) -> str:
        """Its ASCII digits alone."""
        return "".join(_DIGITS.findall(self.written))


def find_numerals(text: str, language: str) -> list[Numeral]:
    """The numerals of ``text`` in order; it is best masked first (``aligner.checking.masks``)."""
    return [_numeral(text, match, language) for match in _NUMERAL.finditer(text)]


def _numeral(text: str, match: re.Match[str], language: str) -> Numeral:
    start, end = match.span()
    written = ascii_digits(match.group())
    before, after = text[max(start - 8, 0) : start], text[end : end + 24]
    plain = _readings(written)
    if _DECADE.match(after):  # the 1930s are الثلاثينيات
        plain |= {value % 100 or value // 100 + 1 for value in plain}
    elif _HIJRI.match(after):
        plain |= {value * _HIJRI_YEAR // 1 + shift for value in plain for shift in (621, 622, 623)}
    elif language_code(language) == "th" and len(written) == 4:
        plain |= {value - 543 for value in plain}
    elif _AFTERNOON.match(after):
        plain |= {value + 12 for value in plain}
    elif len(written) == 2 and _SHORT_YEAR.search(before):
        plain |= {value + century for value in plain for century in (1900, 2000)}
    factor = scale(after, language)
    values = {value * factor for value in plain}
    if further := _RANGE.match(after):  # 14 to 22 million
        values |= {value * scale(after[further.end() :], language) for value in plain}
    whole = Numeral(
        start,
        end,
        written,
        frozenset(values),
        plain,
        is_scaled=factor != 1,
        is_percent=bool(_PERCENT.match(after) or _PERCENT_BEFORE.search(before)),
        is_optional=bool(
            _IN_NAME.search(before)
            or _CENTURY.match(after)
            or "24/7" in (written + after[:2], before[-3:] + written)
            or _REFERENCE.fullmatch(text[max(start - 1, 0) : end + 1])
        ),
    )
    return replace(whole, parts=_parts(whole, match.group())) if len(written) > len(whole.digits) else whole


def _parts(whole: Numeral, written: str) -> tuple[Numeral, ...]:
    pieces = [(match.start(), ascii_digits(match.group())) for match in _DIGITS.finditer(written)]
    is_clock = len(pieces) == 2 and ":" in written and int(pieces[0][1]) <= 24
    return tuple(
        replace(
            whole,
            start=whole.start + start,
            end=whole.start + start + len(digits),
            written=digits,
            values=_clock(Decimal(digits)) if is_clock and not number else frozenset({Decimal(digits)}),
            plain=frozenset({Decimal(digits)}),
            is_scaled=False,
            is_optional=whole.is_optional or (is_clock and number == 1 and not int(digits)),
        )
        for number, (start, digits) in enumerate(pieces)
    )


def _clock(hour: Decimal) -> frozenset[Decimal]:
    return frozenset({hour, (hour + 12) % 24, hour or Decimal(12)})


def _readings(written: str) -> frozenset[Decimal]:
    written = f"0{written}" if written.startswith(".") else written
    groups = _DIGITS.findall(written)
    signs = re.sub(r"\d", "", written)
    whole = Decimal("".join(groups))
    if not signs:
        return frozenset({whole})
    inner, last = signs[:-1], signs[-1]
    fraction = {whole.scaleb(-len(groups[-1]))} if last in ".,٫،" else set()
    if inner:
        is_thousands = _are_thousands(groups) and set(signs) <= {last}
        has_fraction = len({*inner}) == 1 and last not in inner and _are_thousands(groups[:-1])
        return frozenset({whole} if is_thousands else fraction if has_fraction else ())
    if last in ":،٫":
        return frozenset(fraction)
    return frozenset({whole} | fraction if _are_thousands(groups) else fraction)


def _are_thousands(groups: list[str]) -> bool:
    """Whether digits are grouped as by thousands separators, as in India too (1,00,000)."""
    first, *rest = groups
    return (
        0 < len(first) <= 3
        and first != "0"
        and bool(rest)
        and len(rest[-1]) == 3
        and all(len(group) in (2, 3) for group in rest)
    )
