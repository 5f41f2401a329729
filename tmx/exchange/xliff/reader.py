"""Read XLIFF 1.2, 2.0 and 2.1, unit by unit, in constant memory.

Never resolves entities, never touches the network, and refuses a file that declares entities. Units
say where they stood: in which file, under what identifier, between what texts, and in what state.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from lxml import etree

from tmx.errors import UnreadableMemory
from tmx.exchange.languages import Languages
from tmx.exchange.xliff import units12, units21
from tmx.exchange.xliff.entry import Entry, Place
from tmx.exchange.xliff.markup import local
from tmx.unit import Property, TranslationUnit, Variant

# Once one of these has been read, what came before it inside its parent is not needed any more.
_WHOLE = {"trans-unit", "bin-unit", "unit", "group", "header", "skeleton", "file"}
_READ = [f"{{*}}{kind}" for kind in ("xliff", *_WHOLE)]


def read_xliff(stream: io.BufferedReader, name: str, languages: Languages | None) -> Iterator[TranslationUnit]:
    """A unit for each segment with a translation; ``languages`` stand in where the file does not say them.

    Raises ``UnreadableMemory`` with the line, and ``UnknownLanguages``.
    """
    events = etree.iterparse(
        stream, events=("start", "end"), tag=_READ, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        yield from _in_context(_entries(events, name, languages))
    except etree.XMLSyntaxError as error:
        # The error itself may have no place, and its log goes back to other files.
        first = next(iter(events.error_log.filter_from_errors()), None)
        line, what = (first.line, first.message) if first else (1, error.msg)
        raise UnreadableMemory(f"{name}: line {max(line, 1)}: not well-formed XML ({what}); repair it") from error


def _entries(events: etree.iterparse, name: str, languages: Languages | None) -> Iterator[Entry]:
    root: etree._Element | None = None
    place = Place(name, 0, "", "", "")
    for event, element in events:
        kind = local(element)
        if root is None:
            root = element.getroottree().getroot()
            _check(root, name)
        if event == "start" and kind == "file":
            place = _place(element, root, place, languages)
        elif event == "end" and kind in _WHOLE:
            if kind == "trans-unit":
                yield from units12.entries(element, place)
            elif kind == "unit":
                yield from units21.entries(element, place)
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    if root is None:  # nothing that XLIFF has
        _check(events.root, name)


def _check(root: etree._Element, name: str) -> None:
    if local(root) != "xliff":
        raise UnreadableMemory(
            f"{name}: line {root.sourceline}: <{local(root)}> where <xliff> is expected; is this another format?"
        )
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():  # type: ignore[attr-defined]  # the stubs lack it
        raise UnreadableMemory(f"{name}: line 1: it declares entities, which may hide other files; remove its DOCTYPE")


def _place(file: etree._Element, root: etree._Element, before: Place, languages: Languages | None) -> Place:
    return Place(
        before.name,
        before.number + 1,
        file.get("original", ""),
        file.get("source-language") or root.get("srcLang") or (languages.source if languages else ""),
        file.get("target-language") or root.get("trgLang") or (languages.target if languages else ""),
    )


def _in_context(entries: Iterable[Entry]) -> Iterator[TranslationUnit]:
    """A unit for each entry with text on both sides, with the texts of its neighbours in the same file."""
    before: Entry | None = None
    current: Entry | None = None
    for following in chain(entries, (None,)):
        if current and current.target and current.source.text.strip() and current.target.text.strip():
            around = [entry if entry and entry.place == current.place else None for entry in (before, following)]
            source = _placed(current.source, [entry.source if entry else None for entry in around])
            target = _placed(current.target, [entry.target if entry else None for entry in around])
            yield TranslationUnit((source, target), current.properties, notes=current.notes)
        before, current = current, following


def _placed(variant: Variant, around: list[Variant | None]) -> Variant:
    named = zip(("x-context-pre", "x-context-post"), around, strict=True)
    context = (Property(kind, other.text) for kind, other in named if other and other.text.strip())
    return replace(variant, properties=(*variant.properties, *context))
