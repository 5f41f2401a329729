"""Units of XLIFF 2.0 and 2.1: ``unit`` with its ``segment`` elements, in and out."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from tmx.exchange.pairs import Pair, legal
from tmx.exchange.xliff.codes21 import Filling21, original_data, read_segment
from tmx.exchange.xliff.entry import Entry, Place
from tmx.exchange.xliff.layout import SPACE, indented
from tmx.exchange.xliff.markup import Numbers
from tmx.exchange.xliff.remarks import Notes, carried, carried_in, identifier, properties

METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"

_STATES = {"initial", "translated", "reviewed", "final"}
_OTHERS = {  # of XLIFF 1.2
    "new": "initial",
    "needs-translation": "initial",
    "needs-adaptation": "initial",
    "needs-l10n": "initial",
    "signed-off": "reviewed",
}


def entries(unit: etree._Element, place: Place) -> Iterator[Entry]:
    """The segments of a ``unit``."""
    notes = Notes.of(unit.iterfind("{*}notes/{*}note"), "appliesTo")
    data = original_data(unit)
    segments = unit.findall("{*}segment")
    for number, segment in enumerate(segments, 1):
        source, target = segment.find("{*}source"), segment.find("{*}target")
        if source is None:
            continue
        numbers = Numbers()
        original = read_segment(source, place.source_language(source), numbers, data)
        translation = None
        if target is not None:
            translation = read_segment(target, place.target_language(target), numbers, data)
            translation = replace(translation, notes=notes.target)
        yield Entry(
            place,
            replace(original, notes=notes.source),
            translation,
            properties(
                source_file=place.original,
                id=unit.get("name") or unit.get("id"),
                segment=(segment.get("id") or str(number)) if len(segments) > 1 else None,
                state=segment.get("state"),
            )
            + carried_in(unit.iterfind(f"{{{METADATA}}}metadata//{{{METADATA}}}meta"), "type"),
            notes.unit,
        )


def element(pair: Pair, number: int) -> etree._Element:
    """A ``unit`` with one segment; raises ``InvalidUnit`` for markup that is none."""
    state = pair.unit.property("x-state")
    data: dict[str, str] = {}
    segment = etree.Element("segment", state=state if state in _STATES else _OTHERS.get(state, "translated"))
    Filling21(etree.SubElement(segment, "source"), data).fill(pair.source)
    Filling21(etree.SubElement(segment, "target"), data).fill(pair.target)
    unit = etree.Element("unit", {"id": f"u{number}", SPACE: "preserve"})
    if name := identifier(pair.unit):
        unit.set("name", name)
    if props := carried(pair.unit):
        metadata = etree.SubElement(unit, f"{{{METADATA}}}metadata", nsmap={"mda": METADATA})
        group = etree.SubElement(metadata, f"{{{METADATA}}}metaGroup", category="memory")
        for prop in props:
            etree.SubElement(group, f"{{{METADATA}}}meta", type=prop.type).text = legal(prop.text)
        indented(group, 2)
        indented(metadata, 1)
    if notes := list(Notes.of_pair(pair)):
        group = etree.SubElement(unit, "notes")
        for side, text in notes:
            etree.SubElement(group, "note", {"appliesTo": side} if side else {}).text = text
        indented(group, 1)
    if data:
        group = etree.SubElement(unit, "originalData")
        for native, key in data.items():
            etree.SubElement(group, "data", id=key).text = native
        indented(group, 1)
    unit.append(indented(segment, 1))
    return indented(unit, 0)
