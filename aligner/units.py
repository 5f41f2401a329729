"""From an alignment to the units of a translation memory, with where they come from and their score."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from aligner.alignment import Alignment, Extent, Unit
from corpus import Bitext, Side
from tmx import Candidate, Header, Place, Property, SegType, TranslationUnit, Variant, resolve_duplicates

TOOL = "bitext-loom"


def header(bitext: Bitext, alignment: Alignment, version: str, encoder: str, moment: datetime | None = None) -> Header:
    """The header of a memory that holds one alignment, made at ``moment``, or now.

    OmegaT splits units under ``paragraph`` itself where both sides have as many sentences, so it
    is declared as soon as one unit holds several.
    """
    several = any(_segtype(unit) is SegType.PARAGRAPH for unit in alignment.units() if unit.is_paired)
    return Header(
        bitext.source.language,
        TOOL,
        version,
        SegType.PARAGRAPH if several else SegType.SENTENCE,
        created=moment or now(),
        properties=(
            Property("x-encoder", encoder),
            Property("x-source-share", f"{alignment.source_share:.2f}"),
            Property("x-target-share", f"{alignment.target_share:.2f}"),
        ),
    )


def translation_units(bitext: Bitext, alignment: Alignment, moment: datetime | None = None) -> list[TranslationUnit]:
    """A unit for each with text on both sides, made at ``moment`` or now, duplicates resolved (``tmx.duplicates``)."""
    moment = moment or now()
    units = [unit for unit in alignment.units() if unit.is_paired]
    sources = [text_of(bitext.source, unit.source) for unit in units]
    targets = [text_of(bitext.target, unit.target) for unit in units]
    return resolve_duplicates(
        Candidate(
            TranslationUnit(
                (
                    Variant(bitext.source.language, sources[number], _context(sources, number)),
                    Variant(bitext.target.language, targets[number], _context(targets, number)),
                ),
                _properties(bitext, unit),
                _segtype(unit),
                created=moment,
                changed=moment,
            ),
            unit.score,
            Place(_file(bitext.source), _neighbour(sources, number - 1), _neighbour(sources, number + 1)),
        )
        for number, unit in enumerate(units)
    )


def pair_of(bitext: Bitext, unit: Unit) -> TranslationUnit:
    """A unit with what is known of it by itself, without its neighbours."""
    sides = ((bitext.source, unit.source), (bitext.target, unit.target))
    variants = tuple(Variant(side.language, text_of(side, extent)) for side, extent in sides)
    return TranslationUnit(variants, _properties(bitext, unit), _segtype(unit))


def text_of(side: Side, extent: Extent) -> str:
    """The text of an extent, verbatim."""
    return side.text(extent.segments, extent.start, extent.end)


def now() -> datetime:
    """The time, or that of ``SOURCE_DATE_EPOCH`` (reproducible-builds.org), in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)


def _segtype(unit: Unit) -> SegType:
    single = len(unit.source.segments) == 1 == len(unit.target.segments)
    return SegType.SENTENCE if single else SegType.PARAGRAPH


def _properties(bitext: Bitext, unit: Unit) -> tuple[Property, ...]:
    moved = (Property("x-moved", "yes"),) if unit.is_moved else ()
    return (
        Property("x-score", f"{unit.score:.4f}"),
        Property("x-bead", unit.shape),
        Property("x-source-file", _file(bitext.source)),
        Property("x-target-file", _file(bitext.target)),
        Property("x-source-segments", " ".join(map(str, unit.source.segments))),
        Property("x-target-segments", " ".join(map(str, unit.target.segments))),
        *moved,
    )


def _context(texts: Sequence[str], number: int) -> tuple[Property, ...]:
    """The neighbouring texts, under the names that XTM reads."""
    around = (("x-context-pre", _neighbour(texts, number - 1)), ("x-context-post", _neighbour(texts, number + 1)))
    return tuple(Property(kind, text) for kind, text in around if text)


def _neighbour(texts: Sequence[str], number: int) -> str:
    return texts[number] if 0 <= number < len(texts) else ""


def _file(side: Side) -> str:
    return _name(side.document.name)


@lru_cache(64)  # each unit asks
def _name(path: str) -> str:
    return Path(path).name
