"""A unit as an object of JSON, and back, with nothing lost."""

from datetime import UTC, datetime
from typing import Any

from tmx.unit import Attributes, Note, Property, SegType, TranslationUnit, Variant

Object = dict[str, Any]


def object_of(unit: TranslationUnit) -> Object:
    """All of ``unit``; what may be empty is only there where it is not."""
    variants = [
        {"language": variant.language, "text": variant.text} | _filled(markup=variant.markup, **_remarks(variant))
        for variant in unit.variants
    ]
    return {"variants": variants} | _filled(
        segtype=unit.segtype,
        created=unit.created and unit.created.isoformat(),
        changed=unit.changed and unit.changed.isoformat(),
        **_remarks(unit),
    )


def _remarks(of: TranslationUnit | Variant) -> Object:
    return {
        "properties": [
            {"type": prop.type, "text": prop.text} | _filled(attributes=dict(prop.attributes)) for prop in of.properties
        ],
        "notes": [{"text": note.text} | _filled(attributes=dict(note.attributes)) for note in of.notes],
        "attributes": dict(of.attributes),
    }


def _filled(**fields: Any) -> Object:
    return {key: value for key, value in fields.items() if value}


def unit_of(row: Object) -> TranslationUnit:
    """The unit; raises ``KeyError``, ``TypeError``, ``ValueError`` or ``AttributeError`` for what is none."""
    return TranslationUnit(
        tuple(
            Variant(
                text_in(variant, "language"),
                text_in(variant, "text"),
                _properties(variant),
                _notes(variant),
                text_in(variant, "markup") if "markup" in variant else "",
                _attributes(variant),
            )
            for variant in row["variants"]
        ),
        _properties(row),
        SegType(row["segtype"]) if "segtype" in row else None,
        _moment(row, "created"),
        _moment(row, "changed"),
        _notes(row),
        _attributes(row),
    )


def _properties(row: Object) -> tuple[Property, ...]:
    return tuple(
        Property(text_in(prop, "type"), text_in(prop, "text"), _attributes(prop)) for prop in row.get("properties", ())
    )


def _notes(row: Object) -> tuple[Note, ...]:
    return tuple(Note(text_in(note, "text"), _attributes(note)) for note in row.get("notes", ()))


def _attributes(row: Object) -> Attributes:
    attributes = row.get("attributes", {})
    return tuple((key, text_in(attributes, key)) for key in attributes)


def _moment(row: Object, key: str) -> datetime | None:
    if key not in row:
        return None
    moment = datetime.fromisoformat(text_in(row, key))
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def text_in(row: Object, key: str) -> str:
    """A field that must be there and a string; raises ``KeyError`` or ``TypeError``."""
    text = row[key]
    if not isinstance(text, str):
        raise TypeError(f"{key} is no text")
    return text
