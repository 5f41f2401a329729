"""Which reader a file is for: by its first bytes, or else by its suffix."""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from corpus.document import Document
from corpus.errors import MissingLibrary, UnreadableDocument
from corpus.readers.containers import members
from corpus.readers.source import Source

Reader = Callable[[Source], Document]

# What only a text can be, by suffix; and what is to be recognised by its bytes, whatever its name is.
_TEXTS = {
    ".txt": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".po": "po",
    ".pot": "po",
    ".csv": "separated",
    ".tsv": "separated",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".tmx": "tmx",
}
_PACKED = {".docx": "docx", ".odt": "odt", ".epub": "epub", ".xlsx": "xlsx", ".pdf": "pdf"}
SUFFIXES = frozenset((*_TEXTS, *_PACKED))
"""Suffixes of files that can be read, lower case; any of them may have ``.gz`` behind it."""

_MIMETYPES = {b"application/vnd.oasis.opendocument.text": "odt", b"application/epub+zip": "epub"}
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD = {_OLE: "an old Word, Excel or PowerPoint file", b"{\\rtf": "a rich text file"}
# Atomic, so that a file of nothing but comments does not take for ever.
_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?>\s++|<\?xml[^>]*+>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>)*+"
    rb"<(?:\w+:)?(xliff|tmx|html)\b",
    re.S | re.I,
)


def find_reader(source: Source) -> Reader:
    """The reader for a file; raises ``UnreadableDocument`` where its bytes and its name contradict each other."""
    module = _module(source)
    try:
        read: Reader = import_module(f"corpus.readers.{module}").read
    except ImportError as error:
        raise MissingLibrary(
            f"{source.name}: reading it needs {error.name}; install it with: pip install 'bitext-loom[formats]'"
        ) from error
    return read


def suffix_of(name: str) -> str:
    """The suffix that tells the format, lower case: that before ``.gz`` in ``x.txt.gz``."""
    path = PurePath(name)
    return PurePath(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def without_suffixes(name: str) -> str:
    """A name without the suffixes of its format: ``x.en`` of ``x.en.txt.gz``."""
    while (suffix := PurePath(name).suffix.lower()) and (suffix in SUFFIXES or suffix == ".gz"):
        name = name[: -len(suffix)]
    return name


def _module(source: Source) -> str:
    suffix = suffix_of(source.name)
    found = _recognise(source)
    if found:
        return found
    if suffix in _PACKED:
        raise UnreadableDocument(
            f"{source.name}: named {suffix}, but it is no {suffix.removeprefix('.').upper()} file; "
            "give it the suffix of what it is, or save it again"
        )
    return _TEXTS.get(suffix, "plain")


def _recognise(source: Source) -> str | None:
    head = source.data[:4096]
    if head.startswith(_OLE) and _ENCRYPTED in source.data:
        raise UnreadableDocument(f"{source.name}: locked with a password; save it without one")
    for magic, what in _OLD.items():
        if head.startswith(magic):
            raise UnreadableDocument(f"{source.name}: {what}; save it as .docx or .txt")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(source)
    root = _ROOT.match(head)
    return root[1].decode("ascii").lower() if root else None


def _packed(source: Source) -> str:
    with members(source) as archive:
        names = set(archive.names())
        kind = next((kind for part, kind in _PARTS.items() if part in names), None)
        if kind is None and "mimetype" in names:
            kind = _MIMETYPES.get(archive.read("mimetype").strip())
    if kind is None:
        raise UnreadableDocument(f"{source.name}: a ZIP archive, but no document; unpack it and name the files in it")
    return kind
