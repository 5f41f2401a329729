"""Translation units of XLIFF 1.2: ``trans-unit``, in and out."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from tmx.exchange.pairs import Pair, legal
from tmx.exchange.xliff.codes12 import Filling12, read_segment
from tmx.exchange.xliff.entry import Entry, Place
from tmx.exchange.xliff.layout import SPACE, indented
from tmx.exchange.xliff.markup import Numbers
from tmx.exchange.xliff.remarks import Notes, carried, carried_in, identifier, properties

_STATES = {
    "new",
    "needs-translation",
    "needs-adaptation",
    "needs-l10n",
    "needs-review-translation",
    "needs-review-adaptation",
    "needs-review-l10n",
    "translated",
    "signed-off",
    "final",
}
_OTHERS = {"initial": "new", "reviewed": "signed-off"}  # of XLIFF 2

_Segment = tuple[str | None, etree._Element, etree._Element | None]


def entries(unit: etree._Element, place: Place) -> Iterator[Entry]:
    """The segments of a ``trans-unit``: those of ``seg-source`` where the target has the same, else one."""
    source, target = unit.find("{*}source"), unit.find("{*}target")
    if source is None:
        return
    notes = Notes.of(unit.iterfind("{*}note"), "annotates")
    state, qualifier = (None, None) if target is None else (target.get("state"), target.get("state-qualifier"))
    for segment, ours, theirs in _segments(unit, source, target):
        numbers = Numbers()
        original = read_segment(ours, place.source_language(source), numbers)
        translation = None
        if target is not None and theirs is not None:
            translation = read_segment(theirs, place.target_language(target), numbers)
            translation = replace(translation, notes=notes.target)
        yield Entry(
            place,
            replace(original, notes=notes.source),
            translation,
            properties(
                source_file=place.original,
                id=unit.get("resname") or unit.get("id"),
                segment=segment,
                state=state or ("final" if unit.get("approved") == "yes" else None),
                state_qualifier=qualifier,  # for example leveraged-mt
            )
            + carried_in(unit.iterfind("{*}context-group/{*}context"), "context-type"),
            notes.unit,
        )


def element(pair: Pair, number: int) -> etree._Element:
    """A ``trans-unit``; raises ``InvalidUnit`` for markup that is none."""
    state = pair.unit.property("x-state")
    state = state if state in _STATES or state.startswith("x-") else _OTHERS.get(state, "translated")
    unit = etree.Element("trans-unit", {"id": str(number), SPACE: "preserve"})
    if name := identifier(pair.unit):
        unit.set("resname", name)
    if state == "final":
        unit.set("approved", "yes")
    Filling12(etree.SubElement(unit, "source")).fill(pair.source)
    Filling12(etree.SubElement(unit, "target", state=state)).fill(pair.target)
    if props := carried(pair.unit):
        group = etree.SubElement(unit, "context-group", purpose="information")
        for prop in props:
            etree.SubElement(group, "context", {"context-type": prop.type}).text = legal(prop.text)
        indented(group, 1)
    for side, text in Notes.of_pair(pair):
        etree.SubElement(unit, "note", {"annotates": side} if side else {}).text = text
    return indented(unit, 0)


def _segments(unit: etree._Element, source: etree._Element, target: etree._Element | None) -> Iterator[_Segment]:
    ours, theirs = _marked(unit.find("{*}seg-source")), _marked(target)
    if ours and ours.keys() == theirs.keys():
        for number, segment in ours.items():
            yield number, segment, theirs[number]
    else:
        yield None, source, target


def _marked(element: etree._Element | None) -> dict[str, etree._Element]:
    if element is None:
        return {}
    return {mark.get("mid", ""): mark for mark in element.iter("{*}mrk") if mark.get("mtype") == "seg"}
