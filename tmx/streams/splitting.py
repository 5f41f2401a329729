"""One memory to several: which part a unit belongs to, and what the part's file is called."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tmx.streams.languages import source_of
from tmx.unit import TranslationUnit

DOCUMENT = ("x-source-file", "file", "x-document", "document", "x-doc", "x-file", "x-filename")
"""Types of the props that name a unit's document: ours, OmegaT's, and what others write."""

Part = tuple[str, TranslationUnit]
"""A unit with the label of its part."""

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 100  # bytes of a label in a name: a file system takes 255 in all


def by_number(units: Iterable[TranslationUnit], size: int) -> Iterator[Part]:
    """Parts of ``size`` units: 0001, 0002 and so on."""
    return ((f"{index // size + 1:04}", unit) for index, unit in enumerate(units))


def by_languages(units: Iterable[TranslationUnit], source_language: str) -> Iterator[Part]:
    """Units of two languages: one of several is in the part of each pair with its source."""
    for unit in units:
        source = source_of(unit, source_language)
        others = [variant for variant in unit.variants if variant is not source]
        if len(others) < 2:
            yield "-".join(variant.language for variant in (source, *others)), unit
            continue
        for other in others:
            yield f"{source.language}-{other.language}", replace(unit, variants=(source, other))


def by_property(units: Iterable[TranslationUnit], kinds: Sequence[str]) -> Iterator[Part]:
    """Units with the same text in the first ``prop`` of ``kinds`` that they have."""
    rest = f"without-{kinds[0]}"
    for unit in units:
        yield next((text for kind in kinds if (text := unit.property(kind))), rest), unit


class Names:
    """Names of files for labels: letters of any script stay, and no two labels share a name."""

    def __init__(self, stem: str) -> None:
        self._stem = _shortened(stem)
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, label: str) -> str:
        """The name for a label, the same each time."""
        name = self._names.get(label)
        if name is None:
            plain = _shortened(_UNSAFE.sub("_", label).strip("._")) or "_"
            name, number = f"{self._stem}.{plain}.tmx", 1
            while name.casefold() in self._taken:
                number += 1
                name = f"{self._stem}.{plain}-{number}.tmx"
            self._taken.add(name.casefold())
            self._names[label] = name
        return name


def _shortened(text: str) -> str:
    return text.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore")
