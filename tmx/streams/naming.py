"""Conditions by name, as people write them: ``min-score=0.5``, ``!match=^http``, ``different``."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from tmx.dates import read_date
from tmx.errors import UnknownFilter
from tmx.streams import filters
from tmx.streams.filters import Condition


@dataclass(frozen=True, slots=True)
class Named:
    """A kind of condition: what is written behind its name, and how one is made of that.

    ``make`` raises ``ValueError``, with the reason, for a value that it cannot use.
    """

    value: str
    meaning: str
    make: Callable[[str], Condition]


def make_condition(text: str, known: dict[str, Named]) -> Condition:
    """The condition that ``text`` names, the opposite where ``!`` stands before it; raises ``UnknownFilter``."""
    name, given, value = text.removeprefix("!").partition("=")
    named = known.get(name)
    if named is None:
        raise UnknownFilter(f"{text}: there is no such filter; choose from {' '.join(map(usage, known.items()))}")
    if bool(given) != bool(named.value):
        raise UnknownFilter(f"{text}: write it as {usage((name, named))}")
    try:
        condition = named.make(value)
    except (ValueError, re.error) as error:
        raise UnknownFilter(f"{text}: {error}; write it as {usage((name, named))}") from error
    holds = condition.holds
    opposite = Condition(f"!{condition.name}", lambda unit: not holds(unit))
    return opposite if text.startswith("!") else replace(condition)


def usage(item: tuple[str, Named]) -> str:
    """How a filter is written."""
    name, named = item
    return f"{name}={named.value}" if named.value else name


def _number(text: str, least: float = 0.0, most: float = float("inf")) -> float:
    number = float(text)
    if not least <= number <= most:
        raise ValueError(
            f"it has to be {least:g} or more" if most == float("inf") else f"it lies in {least:g}..{most:g}"
        )
    return number


def _tags(text: str) -> list[str]:
    return [tag.strip() for tag in text.split(",")]


def _property(text: str) -> Condition:
    kind, _, pattern = text.partition("=")
    return filters.with_property(kind, re.compile(pattern))


FILTERS: dict[str, Named] = {
    "lang": Named("en,ar", "has all these languages", lambda text: filters.in_languages(_tags(text))),
    "min-score": Named(
        "0..1", "x-score is this or more, or there is none", lambda text: filters.scored(_number(text, 0, 1))
    ),
    "after": Named("DATE", "changed, or else created, then or later", lambda text: filters.since(read_date(text))),
    "before": Named("DATE", "changed, or else created, before", lambda text: filters.before(read_date(text))),
    "author": Named("NAME,...", "created or changed by one of these", lambda text: filters.by_author(_tags(text))),
    "prop": Named("TYPE[=REGEX]", "has a prop of the type in which REGEX is found", _property),
    "match": Named("REGEX", "found in a text", lambda text: filters.matching(re.compile(text))),
    "min-length": Named("N", "characters of the shortest text", lambda text: filters.at_least_long(int(_number(text)))),
    "max-length": Named("N", "characters of the longest text", lambda text: filters.at_most_long(int(_number(text)))),
    "min-words": Named("N", "words of the shortest text", lambda text: filters.with_words(int(_number(text)))),
    "max-words": Named("N", "words of the longest text", lambda text: filters.with_words(0, int(_number(text)))),
    "length-ratio": Named(
        "N", "the longest text has at most N times the characters of the shortest",
        lambda text: filters.balanced(_number(text, 1)),
    ),
    "different": Named("", "no two texts are the same", lambda _: filters.different()),
    "letters": Named("0..1", "share of letters in each text", lambda text: filters.lettered(_number(text, 0, 1))),
    "one-to-one": Named("", "x-bead is 1-1, a sentence for a sentence, or none", lambda _: filters.one_to_one()),
}  # fmt: skip
"""The conditions on a unit that need nothing but the unit."""
