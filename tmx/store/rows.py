"""Units as rows of the store, and back; nothing of a unit is lost."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, NamedTuple

from tmx.unit import Note, Property, SegType, TranslationUnit, Variant

_PLACE = ("file", "prev", "next", "x-context-pre", "x-context-post")
_NOTHING = ((), (), ())
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class UnitRow(NamedTuple):
    """The columns of ``unit`` from the digest on, but the name of the document and not its number."""

    digest: int
    document: str
    segtype: str | None
    created: int | None
    changed: int | None
    author: str | None
    score: float | None
    extra: str | None


def hash_of(text: str) -> int:
    """64 bits, as the signed integer that SQLite takes."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True)


def unit_row(unit: TranslationUnit) -> UnitRow:
    """The row of a unit.

    Its digest is that of languages, texts, markup and place: two units that agree in these are the
    same unit, however often they are exported and imported again.
    """
    place, known = _properties(unit) if unit.properties else ([], {})
    for variant in unit.variants:
        place += (variant.language.lower(), variant.markup or variant.text)
        if variant.properties:
            own, others = _properties(variant)
            place += own
            known = others | known
    return UnitRow(
        hash_of("\0".join(place)),
        known.get("x-source-file") or known.get("file", ""),
        unit.segtype,
        _seconds(unit.created),
        _seconds(unit.changed),
        (unit.attribute("changeid") or unit.attribute("creationid") or None) if unit.attributes else None,
        _score(known["x-score"]) if "x-score" in known else None,
        extra_of(unit),
    )


def _properties(item: TranslationUnit | Variant) -> tuple[list[str], dict[str, str]]:
    """The texts that tell where the item stands, and the first text of each type."""
    place = [prop.text for prop in item.properties if prop.type in _PLACE]
    return place, {prop.type: prop.text for prop in reversed(item.properties)}


def extra_of(item: TranslationUnit | Variant) -> str | None:
    """What a unit or variant has besides what columns hold."""
    if not (item.properties or item.notes or item.attributes):
        return None
    return _ENCODER.encode(
        (
            [(prop.type, prop.text, *prop.attributes) for prop in item.properties],
            [(note.text, *note.attributes) for note in item.notes],
            item.attributes,
        )
    )


def unit_from(columns: Sequence[Any], variants: Sequence[Variant]) -> TranslationUnit:
    """The unit of the columns segtype, created, changed, extra."""
    segtype, created, changed, extra = columns
    properties, notes, attributes = _unpacked(extra)
    return TranslationUnit(
        tuple(variants),
        properties,
        SegType(segtype) if segtype else None,
        _moment(created),
        _moment(changed),
        notes,
        attributes,
    )


def variant_from(language: str, text: str, markup: str | None, extra: str | None) -> Variant:
    """The variant of these columns."""
    properties, notes, attributes = _unpacked(extra)
    return Variant(language, text, properties, notes, markup or "", attributes)


def _unpacked(extra: str | None) -> tuple[Any, Any, Any]:
    if extra is None:
        return _NOTHING
    properties, notes, attributes = json.loads(extra)
    return (
        tuple(Property(kind, text, _pairs(rest)) for kind, text, *rest in properties),
        tuple(Note(text, _pairs(rest)) for text, *rest in notes),
        _pairs(attributes),
    )


def _pairs(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in rows)


def _score(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
