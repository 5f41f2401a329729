"""XLIFF 1.2, 2.0 and 2.1 as documents: a segment is a row, source and target the columns."""

from collections.abc import Iterator

from lxml import etree

from corpus.document import Document, Kind
from corpus.readers.declared import standard_tag
from corpus.readers.elements import elements, language, local, text_of
from corpus.readers.source import Builder, Source

_CODES = frozenset(("bpt", "ept", "it", "ph", "x", "bx", "ex", "sc", "ec", "sm", "em"))
_UNTRANSLATED = frozenset(("new", "needs-translation", "needs-l10n", "needs-adaptation", "initial"))

_Pair = tuple[etree._Element | None, etree._Element | None]


def read(source: Source) -> Document:
    """All segments in order, without inline codes, but for what is not to be translated.

    The target stays out where its state says that it is none.

    Raises ``UnreadableDocument``.
    """
    builder = Builder()
    row = 0
    for unit in elements(source, "xliff", ("trans-unit", "unit"), outer=("header", "group", "file")):
        if any(element.get("translate") == "no" for element in (unit, *unit.iterancestors())):
            continue
        tags = _tags(unit)
        for pair in _segments_1(unit) if local(unit) == "trans-unit" else _segments_2(unit):
            for column, (side, tag) in enumerate(zip(pair, tags, strict=True)):
                if side is not None:
                    text = text_of(side, _CODES)
                    own = standard_tag(language(side)) or tag
                    builder.add(text, Kind.CELL, cell=(0, row, column), language=own)
            row += 1
    return builder.document(source)


def _tags(unit: etree._Element) -> tuple[str, str]:
    """Source and target language: of the file in 1.2, of the document in 2."""
    file = next(unit.iterancestors("{*}file"), None)
    root = unit.getroottree().getroot()
    said = [(file.get(f"{side}-language") if file is not None else None) for side in ("source", "target")]
    return standard_tag(said[0] or root.get("srcLang", "")), standard_tag(said[1] or root.get("trgLang", ""))


def _segments_1(unit: etree._Element) -> Iterator[_Pair]:
    """The segments of a ``trans-unit``: those of ``seg-source`` where the target has the same, else one."""
    source, target = unit.find("{*}source"), unit.find("{*}target")
    if target is not None and target.get("state") in _UNTRANSLATED:
        target = None
    ours, theirs = _marked(unit.find("{*}seg-source")), _marked(target)
    if ours and (target is None or ours.keys() == theirs.keys()):
        for number, segment in ours.items():
            yield segment, theirs.get(number)
    else:
        yield source, target


def _marked(element: etree._Element | None) -> dict[str, etree._Element]:
    if element is None:
        return {}
    return {mark.get("mid", ""): mark for mark in element.iter("{*}mrk") if mark.get("mtype") == "seg"}


def _segments_2(unit: etree._Element) -> Iterator[_Pair]:
    for segment in unit.iterfind("{*}segment"):
        source, target = segment.find("{*}source"), segment.find("{*}target")
        yield source, None if segment.get("state") in _UNTRANSLATED else target
