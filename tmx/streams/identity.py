"""Which units are the same, and which have been seen."""

from array import array
from bisect import bisect_left
from hashlib import blake2b

from tmx.characters import clean
from tmx.streams.languages import canonical, source_of
from tmx.unit import TranslationUnit, Variant

# What binds a unit to one place in OmegaT: such a unit is an alternative, not a copy.
_BINDING = frozenset(("file", "prev", "next", "id", "path"))


def digest(*parts: str) -> int:
    """8 bytes for a sequence of texts; among 10 million, two are taken for one once in 100,000 cases."""
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "little")


def pair_digest(unit: TranslationUnit, source_language: str) -> int:
    """The same for units that hold the same texts in the same languages, in whatever order.

    Texts count as they are written to a memory with this source language, with their inline codes.
    """
    sides = [(canonical(variant.language), written_text(variant, source_language)) for variant in unit.variants]
    sides.sort()
    return digest(*(part for side in sides for part in side), *_places(unit))


def source_digest(unit: TranslationUnit, source_language: str) -> int:
    """The same for units whose source is the same text, whatever its translation."""
    source = source_of(unit, source_language)
    return digest(canonical(source.language), written_text(source, source_language), *_places(unit))


def written_text(variant: Variant, source_language: str) -> str:
    """The text, or markup, of a variant as a memory with this source language holds it (``tmx.characters``)."""
    text = variant.markup or variant.text
    if text.isprintable() and text == text.strip():  # nothing to clean: a tenth of the time
        return text
    return clean(text, is_source=canonical(variant.language) == canonical(source_language)).text


def _places(unit: TranslationUnit) -> list[str]:
    return [part for prop in unit.properties if prop.type in _BINDING for part in ("", prop.type, prop.text)]


class DigestSet:
    """Digests that have been seen, in 9 bytes each where a ``set`` takes 70.

    Sorted runs, one for each value of the highest 14 bits, so short that it costs little to insert;
    they hold the next 32 bits, and what follows beside them. A ``rough`` set does without that and
    looks at 46 bits: 6 bytes each, where an error now and then does no harm.
    """

    def __init__(self, *, rough: bool = False) -> None:
        self._rough = rough
        self._runs: list[tuple[array[int], array[int]] | None] = [None] * (1 << 14)

    def add(self, one: int) -> bool:
        """Take in a digest; False where it is here already."""
        number, high, low = one >> 50, one >> 18 & 0xFFFFFFFF, 0 if self._rough else one >> 2 & 0xFFFF
        run = self._runs[number]
        if run is None:
            run = self._runs[number] = array("I"), array("H")
        highs, lows = run
        place = bisect_left(highs, high)
        while place < len(highs) and highs[place] == high:
            if self._rough or lows[place] == low:
                return False
            place += 1
        highs.insert(place, high)
        if not self._rough:
            lows.insert(place, low)
        return True

    def __len__(self) -> int:
        return sum(len(run[0]) for run in self._runs if run)
