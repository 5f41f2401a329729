"""A memory under other language tags, or in two of its languages, source first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from tmx.languages import ALL
from tmx.streams.languages import canonical, source_of, variant_in
from tmx.unit import Attributes, Header, TranslationUnit, Variant


@dataclass(frozen=True, slots=True)
class Choice:
    """Which languages stay, as tags of a memory (``en`` stands for ``en-GB`` as well), and how tags are renamed.

    Without ``source`` and ``target`` all stay, in their order. With one of them, the other is what
    the memory says, or every other one.
    """

    source: str | None = None
    target: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def name(self, tag: str) -> str:
        """What a tag is renamed to, or itself; upper and lower case, ``-`` and ``_`` are alike."""
        return next((new for old, new in self.names.items() if canonical(old) == canonical(tag)), tag)

    def of(self, unit: TranslationUnit, source_language: str) -> TranslationUnit | None:
        """The unit in the languages that stay, or nothing where it lacks one."""
        variants = unit.variants
        if self.source or self.target:
            source = variant_in(unit, self.source) if self.source else source_of(unit, source_language)
            if source is None:
                return None
            rest = replace(unit, variants=tuple(variant for variant in variants if variant is not source))
            if self.target:
                target = variant_in(rest, self.target)
                variants = (source, target) if target else ()
            else:
                variants = (source, *rest.variants)
            if len(variants) < 2:
                return None
        return replace(unit, variants=tuple(map(self._named, variants)), attributes=self._attributes(unit.attributes))

    def _named(self, variant: Variant) -> Variant:
        name = self.name(variant.language)
        return variant if name == variant.language else replace(variant, language=name)

    def _attributes(self, attributes: Attributes) -> Attributes:
        """Without the unit's ``srclang`` where the first variant is the source now."""
        chosen = self.source or self.target
        return tuple(
            (key, self.name(value) if key == "srclang" else value)
            for key, value in attributes
            if key != "srclang" or not chosen
        )


class Converted:
    """The units of a memory in the languages of a choice, and the header that fits them.

    Reads the first units at once: ``srclang`` has to be, letter for letter, the tag that they have.
    After the last unit, ``missing`` counts those left out for want of a language.
    """

    def __init__(self, header: Header, units: Iterable[TranslationUnit], choice: Choice) -> None:
        self.missing = 0
        self._rest = self._chosen(units, header.source_language, choice)
        self._first = next(self._rest, None)
        language = choice.name(header.source_language)
        if self._first and (choice.source or choice.target):
            language = self._first.source.language
        elif self._first and language != ALL:
            found = source_of(self._first, language).language
            language = found if canonical(found) == canonical(language) else language
        self.header = replace(header, source_language=language)

    def __iter__(self) -> Iterator[TranslationUnit]:
        return chain([self._first] if self._first else [], self._rest)

    def _chosen(
        self, units: Iterable[TranslationUnit], source_language: str, choice: Choice
    ) -> Iterator[TranslationUnit]:
        for unit in units:
            chosen = choice.of(unit, source_language)
            if chosen:
                yield chosen
            else:
                self.missing += 1
