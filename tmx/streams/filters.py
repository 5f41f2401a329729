"""Conditions on a unit, to be combined: each has a name and a test.

A unit that lacks what is asked for does not meet the condition, except that one without a score
was not made by an aligner, and nothing doubts it (``deduplication.score_of``).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from unicodedata import category

from tmx.matching.keys import match_key
from tmx.matching.stems import words
from tmx.streams.deduplication import score_of
from tmx.streams.languages import variant_in
from tmx.unit import TranslationUnit


@dataclass(frozen=True, slots=True)
class Condition:
    """A test that a unit passes or not, with the name it has in a count."""

    name: str
    holds: Callable[[TranslationUnit], bool]


class Filter:
    """The units that meet every condition; or with ``invert`` the others.

    ``stopped`` counts, by name, the units that failed a condition and none before it.
    """

    def __init__(self, conditions: Sequence[Condition], *, invert: bool = False) -> None:
        self._conditions = conditions
        self._invert = invert
        self.stopped: Counter[str] = Counter({condition.name: 0 for condition in conditions})

    def of(self, units: Iterable[TranslationUnit]) -> Iterator[TranslationUnit]:
        """What passes, in order."""
        for unit in units:
            failed = next((condition for condition in self._conditions if not condition.holds(unit)), None)
            if failed:
                self.stopped[failed.name] += 1
            if (failed is not None) == self._invert:
                yield unit


def in_languages(languages: Sequence[str]) -> Condition:
    """Has a variant in each of the languages; ``en`` is met by ``en-GB``."""
    return Condition(
        f"lang {','.join(languages)}", lambda unit: all(variant_in(unit, language) for language in languages)
    )


def scored(least: float) -> Condition:
    """Has an ``x-score`` of ``least`` or more, or none."""
    return Condition(f"min-score {least:g}", lambda unit: score_of(unit) >= least)


def since(moment: datetime) -> Condition:
    """Changed, or else created, at ``moment`` (in UTC) or later."""
    return Condition(f"after {moment:%Y-%m-%d}", lambda unit: (day := _day(unit)) is not None and day >= moment)


def before(moment: datetime) -> Condition:
    """Changed, or else created, before ``moment`` (in UTC)."""
    return Condition(f"before {moment:%Y-%m-%d}", lambda unit: (day := _day(unit)) is not None and day < moment)


def _day(unit: TranslationUnit) -> datetime | None:
    return unit.changed or unit.created


def by_author(names: Sequence[str]) -> Condition:
    """Created or last changed by one of these, upper and lower case alike."""
    wanted = {name.casefold() for name in names}
    return Condition(
        f"author {','.join(names)}",
        lambda unit: any(unit.attribute(kind).casefold() in wanted for kind in ("creationid", "changeid")),
    )


def with_property(kind: str, pattern: re.Pattern[str]) -> Condition:
    """Has a ``prop`` of the type, on the unit or a variant, in which ``pattern`` is found."""

    def holds(unit: TranslationUnit) -> bool:
        properties = chain(unit.properties, *(variant.properties for variant in unit.variants))
        return any(prop.type == kind and pattern.search(prop.text) for prop in properties)

    return Condition(f"prop {kind}={pattern.pattern}", holds)


def matching(pattern: re.Pattern[str]) -> Condition:
    """``pattern`` is found in the text of a variant."""
    return Condition(
        f"match {pattern.pattern}", lambda unit: any(pattern.search(variant.text) for variant in unit.variants)
    )


def at_least_long(characters: int) -> Condition:
    """No text is shorter."""
    return Condition(
        f"min-length {characters}", lambda unit: all(len(variant.text) >= characters for variant in unit.variants)
    )


def at_most_long(characters: int) -> Condition:
    """No text is longer."""
    return Condition(
        f"max-length {characters}", lambda unit: all(len(variant.text) <= characters for variant in unit.variants)
    )


def balanced(ratio: float) -> Condition:
    """The longest text has at most ``ratio`` times the characters of the shortest."""

    def holds(unit: TranslationUnit) -> bool:
        lengths = [len(variant.text) for variant in unit.variants]
        return bool(lengths) and max(lengths) <= ratio * min(lengths)

    return Condition(f"length-ratio {ratio:g}", holds)


def with_words(least: int, most: int | None = None) -> Condition:
    """Every text has ``least`` to ``most`` words; in scripts without spaces, two characters count as one."""

    def holds(unit: TranslationUnit) -> bool:
        counts = [len(words(match_key(variant.text))) for variant in unit.variants]
        return all(count >= least and (most is None or count <= most) for count in counts)

    return Condition(f"min-words {least}" if most is None else f"max-words {most}", holds)


def different() -> Condition:
    """No two texts are the same, but for case, marks and forms of letters (``tmx.matching.keys``)."""

    def holds(unit: TranslationUnit) -> bool:
        return len({match_key(variant.text) for variant in unit.variants}) == len(unit.variants)

    return Condition("different", holds)


def lettered(share: float) -> Condition:
    """Of the characters of each text but white space, at least ``share`` are letters or their marks."""

    def holds(unit: TranslationUnit) -> bool:
        for variant in unit.variants:
            seen = [char for char in variant.text if not char.isspace()]
            if sum(category(char)[0] in "LM" for char in seen) < share * len(seen):
                return False
        return True

    return Condition(f"letters {share:g}", holds)


def one_to_one() -> Condition:
    """An aligner made it of one sentence on each side, or no aligner made it."""
    return Condition("one-to-one", lambda unit: unit.property("x-bead") in ("", "1-1"))
