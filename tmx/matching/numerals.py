"""Numerals: what a number in digits is worth, and how another is written in its manner.

Digits are those of any script. ``1.234`` is a thousand and more in German and one and a bit in
English: the language decides, and where it is not known three digits after a sign are a group.
The signs of languages are those of CLDR.
"""

import re
import unicodedata
from dataclasses import dataclass

_DIGITS = {
    code: str(unicodedata.decimal(chr(code)))
    for code in (*range(0x80, 0x1_1000), *range(0x1_D7CE, 0x1_D800))
    if chr(code).isdecimal()
}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Decimal comma; the group sign of the first is a full stop, of the second a no-break space.
_STOPPED = _words("az bs ca da de el es eu gl hr id is it lo mk nl ps pt ro sl sr tr vi")
_SPACED = _words("af be bg cs et fi fr hu hy ka kk ky lt lv nb nn no pl ru sk sq sv uk uz es-CR pt-AO pt-PT")
_REGIONS = _words("ar-DZ ar-LY ar-MA ar-MR ar-TN")  # as in German, with ASCII digits
_POINTED = _words("de-CH de-LI it-CH es-419 es-DO es-GT es-HN es-MX es-NI es-PA es-PE es-PR es-SV es-US")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([,.٬'’\u00a0\u202f\u2009 ])[0-9]{3})(?:\1[0-9]{3})*(?![0-9])")
_ALWAYS_GROUPS = "٬'’\u00a0\u202f\u2009 "


def ascii_digits(text: str) -> str:
    """``text`` with the decimal digits of every script as ASCII ones; of the same length."""
    return text if text.isascii() else text.translate(_DIGITS)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it is written: ASCII digits before and after the decimal sign, signs, the zero of its script.

    ``decimal`` and ``group`` are empty where the numeral has no such sign.
    """

    integer: str
    fraction: str
    decimal: str
    group: str
    zero: str

    @property
    def value(self) -> str:
        """The number with ASCII digits and a point, ``1234.50``; leading zeros left out."""
        whole = self.integer.lstrip("0") or "0"
        return f"{whole}.{self.fraction}" if self.decimal else whole


def decimal_sign(language: str) -> str:
    """The decimal sign of a language (BCP 47) with ASCII digits, or none where it is not known."""
    return _signs(language)[0] if language else ""


def parse(text: str, language: str = "") -> Numeral:
    """The numeral that ``text`` is, as ``placeables.find`` bounds it, read as in ``language``."""
    return readings(text, language)[0]


def readings(text: str, language: str = "") -> tuple[Numeral, ...]:
    """What the numeral ``text`` can mean: ``1.234`` two things, first what it means in ``language``."""
    digits = ascii_digits(text)
    first = next((char for char in text if char.isdecimal()), "0")
    zero = chr(ord(first) - unicodedata.decimal(first))
    signs = re.sub("[0-9]", "", digits)
    grouped = _GROUPED.match(digits)
    if grouped and not (digits.startswith("0") and len(signs) == 1):
        group, end = grouped[1], grouped.end()
        whole = Numeral(digits[:end].replace(group, ""), digits[end + 1 :], digits[end : end + 1], group, zero)
        if len(signs) > 1 or group in _ALWAYS_GROUPS:
            return (whole,)
        integer, fraction = digits.split(group)
        broken = Numeral(integer, fraction, group, "", zero)
        return (broken, whole) if decimal_sign(language) == group else (whole, broken)
    integer, sign, fraction = digits.partition(signs) if signs else (digits, "", "")
    return (Numeral(integer, fraction, sign, "", zero),)


def written(number: Numeral, like: Numeral, language: str) -> str | None:
    """``number`` in the digits and with the signs of ``like``, a numeral of ``language``.

    Signs that ``like`` does not show are those of the language; None where the two would not go
    together.
    """
    decimal, group = _signs(language, like.zero)
    if number.decimal and like.decimal and like.decimal != decimal and number.group and not like.group:
        return None  # not the manner of the language: nothing says how it groups
    if not number.decimal:
        decimal = ""
    elif like.decimal or like.group:
        # Of two signs one is known: the other is its counterpart, not what the language has.
        decimal = like.decimal or {",": ".", ".": ","}.get(like.group, decimal)
    grouped = bool(number.group)
    if like.group:
        group, grouped = like.group, len(number.integer) > 4 or len(like.integer) == 4 or grouped
    elif len(like.integer) >= max(4, min(len(number.integer), 5)):
        grouped = False  # it has the digits for a group sign, and none
    integer = number.integer
    if like.integer.startswith("0") and len(like.integer) > 1:
        integer = integer.lstrip("0").rjust(len(like.integer), "0")
    if grouped and len(integer) > 3:
        if group == decimal:
            return None
        integer = group.join(re.findall("[0-9]{1,3}", integer[::-1]))[::-1]
    return in_digits(f"{integer}{decimal}{number.fraction}", like.zero)


def in_digits(text: str, zero: str) -> str:
    """``text`` with its ASCII digits in the script that ``zero`` is the zero of."""
    return text if zero == "0" else re.sub("[0-9]", lambda digit: chr(ord(zero) + int(digit[0])), text)


def _signs(language: str, zero: str = "0") -> tuple[str, str]:
    """Decimal and group sign."""
    code, _, _ = language.partition("-")
    if zero in "٠۰":
        return "٫", "٬"
    if language in _SPACED or code in _SPACED:
        return ",", "\u202f" if code == "fr" else "\u00a0"
    if language in _REGIONS or (code in _STOPPED and language not in _POINTED):
        return ",", "."
    return ".", "’" if language in ("de-CH", "de-LI", "it-CH") else ","
