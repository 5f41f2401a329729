"""The units that terms are extracted from, out of memories and files of any format."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from aligner.cli.tm.arguments import pair_of
from aligner.cli.tm.sources import opened
from aligner.cli.tmx.files import shown
from aligner.terminology.extraction.candidate import Unit
from tmx.exchange import Languages
from tmx.exchange.errors import UnknownLanguages
from tmx.exchange.languages import variants
from tmx.store import Memory
from tmx.unit import TranslationUnit

_STORE = b"SQLite format 3\0"


def units_of(paths: Iterable[Path], source: str | None, target: str | None) -> tuple[list[Unit], Languages]:
    """The pairs of all files in one language pair, by default that of the first; raises ``TmxError``."""
    named = Languages(source, target) if source and target else None
    found: list[Unit] = []
    languages = named
    for path in paths:
        if is_store(path):
            with Memory.open(path) as memory:
                languages = languages or pair_of(memory, source, target)
                found += _pairs(memory.numbered(), languages, path.name)
        else:
            file, context = opened(path, None, named, recover=True)
            with context as units:
                rest = iter(units)
                seen: list[TranslationUnit] = []
                while languages is None and (unit := next(rest, None)) is not None:
                    seen.append(unit)
                    languages = _languages(unit, source, target)
                if languages:
                    found += _pairs(enumerate(chain(seen, rest), 1), languages, file.name)
    if languages is None:
        raise UnknownLanguages(
            f"{', '.join(map(shown, paths))}: no unit has two languages; name others with --source-lang, --target-lang"
        )
    return found, languages


def is_store(path: Path) -> bool:
    """Whether a file is a memory, and not an exchange format."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_STORE)) == _STORE


def _languages(unit: TranslationUnit, source: str | None, target: str | None) -> Languages | None:
    """The languages of a unit, those that are named among them; nothing where it has not two."""
    tags = [variant.language for variant in unit.variants]
    for one in [source] if source else tags:
        for other in [target] if target else tags:
            if one != other and variants(unit, Languages(one, other)):
                return Languages(one, other)
    return None


def _pairs(units: Iterable[tuple[int, TranslationUnit]], languages: Languages, name: str) -> Iterator[Unit]:
    for number, unit in units:
        pair = variants(unit, languages)
        if pair and pair[0].text.strip() and pair[1].text.strip():
            document = unit.property("x-source-file") or unit.property("file") or name
            yield Unit(pair[0].text, pair[1].text, number, document)
