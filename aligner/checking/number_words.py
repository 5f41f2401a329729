"""Numbers said in words: what values a text may name without a digit.

English and Arabic are read in full (``twenty-fifth``, ``خمسة وعشرون``, ``ألفان``), Chinese and Roman
numerals by their signs. Generous on purpose: the values excuse a missing numeral, and an alarm too
many costs a reader more than one too few.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from aligner.checking.counting_signs import chinese, roman
from aligner.checking.languages import language_code
from aligner.checking.number_names import ARABIC, ARABIC_ASIDE, ENGLISH, ENGLISH_ASIDE, FRACTIONS
from tmx.matching.keys import match_key

_DUAL = re.compile(r"\w{2,}(?:ان|ين|تا|تي)$")
_PROCLITICS = re.compile("[وف]?(?:[بلك]?ال|لل|[بلك])?")
_WORD = re.compile(r"[^\W\d_]+")
_HUNDRED, _THOUSAND = 100, 1_000
_READ = frozenset(("ar", "en", "ja", "zh"))


@dataclass(frozen=True, slots=True)
class _Reader:
    """The number words of a language, by match keys."""

    values: Mapping[str, int]
    aside: Mapping[str, tuple[Decimal, ...]]

    @classmethod
    def of(cls, values: Mapping[int, str], aside: Mapping[str, str]) -> "_Reader":
        known = {word: value for value, words in values.items() for word in words.split("/")}
        named = {words: tuple(map(Decimal, numbers.split())) for words, numbers in aside.items()}
        return cls(known, {word: numbers for words, numbers in named.items() for word in words.split("/")})

    def read(self, words: list[str]) -> Iterator[Decimal]:
        """Every value by itself, and what each run of number words comes to."""
        total = group = 0
        for word in [*words, ""]:
            forms = list(_forms(word))
            for form in forms:
                yield from self.aside.get(form, ())
            value = next((self.values[form] for form in forms if form in self.values), None)
            if value is None:
                if word != "and":
                    total = group = 0
                continue
            if value >= _THOUSAND and str(value)[0] == "1":
                if not group:
                    yield Decimal(value) / 2  # half a million
                total, group = total + max(group, 1) * value, 0
            elif value == _HUNDRED and 0 < group < _HUNDRED:
                group *= _HUNDRED
            else:
                if not _has_room(group, value):  # two numbers in a row: the eleventh and the twelfth
                    total = group = 0
                group += value
                yield Decimal(value)
            yield Decimal(total + group)


def _has_room(group: int, value: int) -> bool:
    """Whether ``value`` may be added to what was said before it: units to tens, and in Arabic tens to units."""
    if value < 10:
        return group % 10 == 0 and group % _HUNDRED != 10
    return group % _HUNDRED < 10 if value < _HUNDRED else group < _HUNDRED


@cache
def _reader(code: str) -> _Reader:
    return _Reader.of(ARABIC, ARABIC_ASIDE) if code == "ar" else _Reader.of(ENGLISH, ENGLISH_ASIDE)


def _forms(word: str) -> Iterator[str]:
    """A word, and what is left of an Arabic one without conjunction, preposition and article."""
    yield word
    if word and not word.isascii():
        clitics = _PROCLITICS.match(word)
        ends = {clitics.end() if clitics else 0, int(word[0] in "وفبلك")}
        yield from (word[end:] for end in ends if 0 < end < len(word) - 1)


def values_said(text: str, language: str) -> frozenset[Decimal]:
    """The values that words of ``text`` may name."""
    code = language_code(language)
    found = set(roman(text))
    found |= {Decimal(value) for sign in FRACTIONS.keys() & set(text) for value in FRACTIONS[sign].split()}
    if code in ("ar", "en"):
        found.update(_reader(code).read(_WORD.findall(match_key(text))))
    elif code in ("zh", "ja"):
        found.update(chinese(text))
    return frozenset(found)


def is_read(language: str) -> bool:
    """Whether number words of a language are known here."""
    return language_code(language) in _READ


def goes_without(value: Decimal, text: str, language: str) -> bool:
    """Whether ``text`` may mean ``value`` and have no word for it, or one that is not known here.

    The Arabic dual is two and the singular one; of languages whose number words nobody typed in
    here, those that a style guide writes out are not missed.
    """
    code = language_code(language)
    if code == "ar":
        return value == 1 or (value == 2 and any(map(_DUAL.search, _WORD.findall(match_key(text)))))
    if code in _READ:
        return code != "en" and value == 1
    return value <= 20 or (value <= 100 and value % 10 == 0) or value == _THOUSAND
