"""A unit whose source differs from a query in numbers, dates or names of things: its target with those of the query.

Only where nothing is left to judge: every value that changes stands in the target as often as in the
source, and can change without another word having to. Otherwise a translator has to look.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from tmx.matching import agreement
from tmx.matching.keys import match_keys
from tmx.matching.numerals import ascii_digits, in_digits, parse, readings, written
from tmx.matching.placeables import Kind, Placeable, find, generalise, numbers


@dataclass(frozen=True, slots=True)
class Replacement:
    """What replaced ``before``; ``start`` and ``end`` count code points of the new text."""

    start: int
    end: int
    before: str


@dataclass(frozen=True, slots=True)
class Substitution:
    """The target with the query's values, and where they are, in order."""

    text: str
    replaced: tuple[Replacement, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    """A placeable, or an end of a range, in its text; ``whole`` is the range.

    ``key`` is the same in source and target: of a date its fields in whatever order.
    """

    kind: Kind
    text: str
    start: int
    end: int
    whole: tuple[int, int]
    value: str
    key: str

    @property
    def spelling(self) -> str:
        return self.text[self.start : self.end]

    def fields(self) -> list[str]:
        """The numbers of a date, in ASCII digits."""
        return [ascii_digits(self.text[start:end]) for start, end in self.places()]

    def places(self) -> tuple[tuple[int, int], ...]:
        return numbers(Placeable(self.kind, self.start, self.end, self.value), self.text)


_Key = tuple[Kind, str]


def substitute(query: str, source: str, target: str, languages: tuple[str, str]) -> Substitution | None:
    """``target`` with the values of ``query`` in place of those of ``source``, or None where that is not safe.

    Texts that differ in more than placeables give None; that no segment has inline markup is for
    the caller to see. ``languages`` are those of source and target (BCP 47).
    """
    news, olds = (_values(text, languages[0]) for text in (query, source))
    if [value.kind for value in news] != [value.kind for value in olds]:
        return None
    keys = match_keys([generalise(text) for text in (query, source)])
    if keys[0] != keys[1]:
        return None
    pairs: dict[_Key, list[tuple[_Value, _Value]]] = defaultdict(list)
    for new, old in zip(news, olds, strict=True):
        pairs[old.kind, old.key].append((new, old))
    changed = [key for key, known in pairs.items() if any(new.value != old.value for new, old in known)]
    if not changed:
        return Substitution(target, ())
    claimed = _claimed(pairs.keys(), _values(target, languages[1]), languages[1])
    if claimed is None:
        return None
    edits = []
    for key in changed:
        if len({(new.value, old.value) for new, old in pairs[key]}) > 1 or len(claimed[key]) != len(pairs[key]):
            return None
        for place in claimed[key]:
            text = _written(*pairs[key][0], place, languages)
            if text is None:
                return None
            edits.append((place.start, place.end, text))
    return _edited(target, sorted(edits))


def _values(text: str, language: str) -> list[_Value]:
    return [value for placeable in find(text, language) for value in _parts(placeable, text, language)]


def _parts(placeable: Placeable, text: str, language: str) -> Iterator[_Value]:
    whole, value = (placeable.start, placeable.end), placeable.value
    if placeable.kind in (Kind.NUMBER, Kind.PERCENT, Kind.RANGE):
        sign = value.lstrip("0123456789.-")
        for start, end in numbers(placeable, text):
            one = parse(text[start:end], language).value + sign
            yield _Value(Kind.PERCENT if sign else Kind.NUMBER, text, start, end, whole, one, one)
        return
    key = value
    if placeable.kind is Kind.DATE:
        key = "/".join(map(str, sorted(map(int, value.replace("-", "/").split("/")))))
    yield _Value(placeable.kind, text, *whole, whole, value, key)


def _claimed(known: Container[_Key], found: Sequence[_Value], language: str) -> dict[_Key, list[_Value]] | None:
    """The values of the target by those of the source; None where it has one that the source has not.

    Such a one may depend on a value that changes: ``5 miles (8 km)``, the same year of another era.
    """
    claimed: dict[_Key, list[_Value]] = defaultdict(list)
    for value in found:
        meant = [value.key]
        if value.kind in (Kind.NUMBER, Kind.PERCENT):
            sign = value.value.lstrip("0123456789.")
            meant = [reading.value + sign for reading in readings(value.spelling, language)]
        key = next(((value.kind, one) for one in meant if (value.kind, one) in known), None)
        if key is None:
            return None
        claimed[key].append(value)
    return claimed


def _written(new: _Value, old: _Value, place: _Value, languages: tuple[str, str]) -> str | None:
    """``new`` as it has to stand in the target at ``place``, where ``old`` stands; None where it cannot."""
    language = languages[1]
    if new.kind is Kind.TAG or not agreement.sounds_alike(place.text[: place.start], old.value, new.value, language):
        return None
    zero = _zero(place.spelling)
    if new.kind in (Kind.NUMBER, Kind.PERCENT):
        like = next(one for one in readings(place.spelling, language) if one.value == old.value.rstrip("%‰"))
        number = parse(new.spelling, languages[0])
        is_count = new.kind is Kind.NUMBER
        if is_count and not agreement.fits(place.text, place.whole, like.value, number.value, language):
            return None
        return written(number, like, language)
    if new.kind is Kind.DATE:
        return _dated(new, old, place, zero)
    if new.kind is Kind.TIME:
        if not agreement.fits_time(place.text, place.end):
            return None
        padded = any(ascii_digits(value.spelling).startswith("0") for value in (new, place))
        return in_digits(new.value.zfill(len(new.value) + 1) if padded and new.value[1] == ":" else new.value, zero)
    return in_digits(new.value, zero)


def _zero(spelling: str) -> str:
    """The zero of the script that the digits of ``spelling`` are in."""
    digit = next((char for char in spelling if char.isdecimal()), "0")
    return chr(ord(digit) - int(digit))


def _dated(new: _Value, old: _Value, place: _Value, zero: str) -> str | None:
    """The fields of the new date in the order that those of the old one have in the target."""
    fields, before, after = new.fields(), old.fields(), place.fields()
    if [len(field) > 2 for field in fields] != [len(field) > 2 for field in before]:
        return None
    wanted = [int(field) for field in after]
    orders = [order for order in permutations(range(3)) if [int(before[index]) for index in order] == wanted]
    results = {tuple(int(fields[index]) for index in order) for order in orders}
    if len(results) != 1:
        return None  # 5/5/2021: which is the month?
    padded = any(field.startswith("0") for field in (*after, *(() if _is_padless(after) else fields)))
    date, last = "", place.start
    for (start, end), number in zip(place.places(), results.pop(), strict=True):
        date += place.text[last:start] + in_digits(f"{number:02}" if padded else str(number), zero)
        last = end
    return date


def _is_padless(fields: Sequence[str]) -> bool:
    return any(len(field) == 1 for field in fields)


def _edited(target: str, edits: Sequence[tuple[int, int, str]]) -> Substitution:
    text, last = "", 0
    replaced = []
    for start, end, new in edits:
        text += target[last:start]
        replaced.append(Replacement(len(text), len(text) + len(new), target[start:end]))
        text += new
        last = end
    return Substitution(text + target[last:], tuple(replaced))
