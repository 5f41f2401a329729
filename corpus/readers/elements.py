"""XML that is read element by element, so that a large file is never a tree in memory."""

import html
from collections.abc import Collection, Iterator
from typing import cast

from lxml import etree

from corpus.errors import UnreadableDocument
from corpus.readers.source import Source

Element = etree._Element

_CHUNK = 65_536  # bytes
_MOST = 500_000  # elements and attributes that may be in memory at a time
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LINE_BREAKS = frozenset(("lb", "x-lb", "xlf:lb", "br", "x-br", "x-html-br"))


def elements(source: Source, root: str, wanted: Collection[str], *, outer: Collection[str] = ()) -> Iterator[Element]:
    """Each element of one of the ``wanted`` names (whatever its namespace) as it ends, below ``root``.

    It is emptied afterwards, so what is to be read of it is to be read at once; the attributes of its ancestors
    stay. ``outer`` elements, which hold those, are emptied as well. Raises ``UnreadableDocument`` with line and
    reason where the file is not well formed, nests too deep, declares entities or has another root.
    """
    data = source.data.lstrip()
    if b"<!ENTITY" in data[:_CHUNK].replace(b"\0", b""):
        raise _with_entities(source.name)
    names = [f"{{*}}{name}" for name in (*wanted, *outer)]
    parser = etree.XMLPullParser(
        ("end",), tag=names, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    kept = 0  # elements and attributes in memory, roughly
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            kept += sum(data.count(char, start, start + _CHUNK) for char in (b"<", b"="))
            for _, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
                if local(element) in wanted:
                    _check(element.getroottree(), source.name, root)
                    yield element
                _forget(element)
                kept = 0
            if kept > _MOST:
                raise UnreadableDocument(
                    f"{source.name}: more than {_MOST:,} elements in one; this is no document that people write"
                )
        if data:
            _check(parser.close().getroottree(), source.name, root)
    except (etree.XMLSyntaxError, ValueError) as error:
        # The error itself says what came last, and in an unknown entity's case nothing.
        first = next(iter(parser.feed_error_log), None)
        line, what = (first.line, first.message) if first else (1, str(error))
        raise UnreadableDocument(
            f"{source.name}: line {line}: not well-formed XML ({' '.join(what.split())}); save it again"
        ) from error


def local(element: Element) -> str:
    """The name of an element without its namespace; none for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def language(element: Element) -> str:
    """What ``xml:lang`` says of an element, or none."""
    return element.get(_LANG) or ""


def text_of(element: Element, codes: Collection[str]) -> str:
    """The text of an element without the elements that are ``codes``, and what is in them; a line break is a space."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child, etree._Entity):  # of a DTD that we do not fetch
            parts.append(html.unescape(child.text or ""))
        elif local(child) in codes:
            parts.append(" " if _LINE_BREAKS & {child.get("ctype"), child.get("type"), child.get("subType")} else "")
        elif local(child):
            parts.append(text_of(child, codes))
        parts.append(child.tail or "")
    return "".join(parts)


def _check(tree: etree._ElementTree, name: str, root: str) -> None:
    declared = tree.docinfo.internalDTD
    if declared is not None and declared.entities():  # type: ignore[attr-defined]  # the stubs lack it
        raise _with_entities(name)
    if (found := local(tree.getroot())) != root:
        raise UnreadableDocument(f"{name}: <{found}> where <{root}> is expected; give it the suffix of what it is")


def _with_entities(name: str) -> UnreadableDocument:
    return UnreadableDocument(f"{name}: declares entities of its own, which documents have no need of; save it again")


def _forget(element: Element) -> None:
    """Empty an element, and remove what stands before it and before what it is in."""
    element.clear()
    while (parent := element.getparent()) is not None:
        while element.getprevious() is not None:
            del parent[0]
        element = parent
