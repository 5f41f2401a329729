"""Numbers in signs that are no digits: Chinese and Roman ones."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

_DIGITS = {
    sign: value
    for value, signs in enumerate(("〇零", "一", "二两兩双", "三", "四", "五", "六", "七", "八", "九"))
    for sign in signs
}
_TENS = {"十": 10, "百": 100, "千": 1_000}
_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_RUN = re.compile(f"[{''.join([*_DIGITS, *_TENS, *_SCALES])}]+")
_ROMAN = re.compile(r"\bM{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?=\b|e\b|er\b|ème\b)")
_LETTERS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1_000}


def chinese(text: str) -> Iterator[Decimal]:
    """Values of the runs of Chinese numerals, and of each digit in them: 三十五 names 3, 5 and 35."""
    for run in _RUN.findall(text):
        digits = [_DIGITS[sign] for sign in run if sign in _DIGITS]
        yield from map(Decimal, digits)
        yield Decimal("".join(map(str, digits))) if len(digits) == len(run) else _sum(run)


def _sum(run: str) -> Decimal:
    total = group = digit = 0
    for sign in run:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _TENS:
            group += max(digit, 1) * _TENS[sign]
            digit = 0
        else:
            total += max(group + digit, 1) * _SCALES[sign]
            group = digit = 0
    return Decimal(total + group + digit)


def roman(text: str) -> Iterator[Decimal]:
    """Values of the Roman numerals in capitals; the English I is one of them."""
    for numeral in filter(None, _ROMAN.findall(text)):
        values = [_LETTERS[sign] for sign in numeral]
        yield Decimal(sum(-one if one < after else one for one, after in pairwise([*values, 0])))
