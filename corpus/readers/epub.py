"""Books (EPUB 2 and 3): the chapters in the order they are read in; tables of contents are left out.

The language that a book says it is in is not believed: what makes books says English of any.
"""

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from corpus.document import Document
from corpus.errors import UnreadableDocument
from corpus.readers.containers import Members, members, parse_xml
from corpus.readers.markup import Markup
from corpus.readers.source import Builder, Source

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTERS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
_SCRAMBLED_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*);")


def read(source: Source) -> Document:
    """The blocks of a book; raises ``UnreadableDocument``, also where it is locked (DRM)."""
    with members(source) as archive:
        _refuse_locked(archive, source)
        container = parse_xml(archive.read(_CONTAINER), f"{source.name}, {_CONTAINER}")
        package = next((path for path in (_attribute(file, "full-path") for file in _all(container, "rootfile"))), "")
        if not package:
            raise UnreadableDocument(f"{source.name}: damaged, {_CONTAINER} names no book; save it again")
        root = parse_xml(archive.read(package), f"{source.name}, {package}")
        markup = Markup(Builder())
        names = set(archive.names())
        for chapter in dict.fromkeys(_chapters(root, posixpath.dirname(package))):
            if chapter in names:
                markup.add(_parse(archive.read(chapter), f"{source.name}, {chapter}"))
    return markup.builder.document(source)


def _refuse_locked(archive: Members, source: Source) -> None:
    if _ENCRYPTION not in archive.names():
        return
    methods = _all(parse_xml(archive.read(_ENCRYPTION), f"{source.name}, {_ENCRYPTION}"), "EncryptionMethod")
    if any(_attribute(method, "Algorithm") not in _SCRAMBLED_FONTS for method in methods):
        raise UnreadableDocument(f"{source.name}: locked by its seller (DRM); get a copy that is not")


def _chapters(package: etree._Element, folder: str) -> Iterator[str]:
    """The paths of the chapters in the archive, in the order of the spine."""
    items = {_attribute(item, "id"): item for item in _all(package, "item")}
    contents = {
        _path(folder, _attribute(reference, "href"))
        for reference in _all(package, "reference")
        if _attribute(reference, "type") == "toc"
    }
    for reference in _all(package, "itemref"):
        item = items.get(_attribute(reference, "idref"))
        if item is None or _attribute(item, "media-type") not in _CHAPTERS:
            continue
        path = _path(folder, _attribute(item, "href"))
        if "nav" not in _attribute(item, "properties").split() and path not in contents:
            yield path


def _parse(data: bytes, name: str) -> etree._Element:
    """A chapter; entities of HTML, which XML does not know, become what they stand for."""
    return parse_xml(_ENTITY.sub(_expanded, data), name)


def _expanded(match: re.Match[bytes]) -> bytes:
    text = html.unescape(match[0].decode("ascii"))
    return match[0] if text.startswith("&") else "".join(f"&#{ord(char)};" for char in text).encode("ascii")


def _path(folder: str, reference: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(reference.partition("#")[0])))


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return root.iter(f"{{*}}{name}")


def _attribute(element: etree._Element, name: str) -> str:
    return element.get(name, "")
