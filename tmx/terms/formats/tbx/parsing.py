"""TBX as a stream of elements: the header, then each entry when it has ended, and nothing else in memory.

Expat and not libxml2, for it knows the line of each element, whatever the size of the file. It reads
no document type and no external entity by itself; entities that a file declares are refused.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from tmx.characters import ILLEGAL
from tmx.errors import UnreadableGlossary
from tmx.terms.formats.lost import Tally
from tmx.terms.formats.tbx.vocabulary import CODES, ENTRIES, HEADERS, MARKS, ROOTS

_XML = "http://www.w3.org/XML/1998/namespace"
_DEEPEST, _LONGEST = 50, 10_000_000  # elements in each other, and characters of an entry
_SYNTAX, _NOTHING, _INVALID, _UNCLOSED, _PARTIAL, _MISMATCH, _AFTER, _UNDEFINED, _BAD_REFERENCE = (
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_SYNTAX,
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_INVALID_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_TAG_MISMATCH,
        expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT,
        expat.errors.XML_ERROR_UNDEFINED_ENTITY,
        expat.errors.XML_ERROR_BAD_CHAR_REF,
    )
)
_ENTITY = re.compile(rb"&[^;\s]{1,40};")
_AROUND = ROOTS | {"text", "body", "back"}  # what holds the header and the entries


@dataclass(slots=True)
class Node:
    """An element: local name, namespace, attributes (``xml:lang``), its own text, its children."""

    name: str
    space: str
    attributes: dict[str, str]
    line: int
    texts: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text outside of its children, as it stands in the file."""
        return "".join(self.texts)

    def first(self, name: str) -> "Node | None":
        """The first child of a name."""
        return next((child for child in self.children if child.name == name), None)


class TbxParser:
    """Parses chunks of UTF-8; what is left out of texts goes to the tally."""

    def __init__(self, name: str, tally: Tally) -> None:
        self._name, self._tally = name, tally
        self._stack: list[Node] = []
        self._depth = self._size = 0
        self._root = ""
        self._done: list[Node] = []
        self._chunk, self._before = b"", 0
        self._parser = parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = self._declared
        parser.SkippedEntityHandler = self._skipped

    def parse(self, chunks: Iterable[bytes]) -> Iterator[Node]:
        """The header, where there is one, and the entries; raises ``UnreadableGlossary``."""
        try:
            for chunk in chunks:
                self._before += len(self._chunk)
                self._chunk = chunk
                self._parser.Parse(chunk, False)
                yield from self._taken()
            self._parser.Parse(b"", True)
            yield from self._taken()
        except expat.ExpatError as error:
            yield from self._taken()
            self.fail(error.lineno, *self._explained(error))

    def fail(self, line: int, what: str, remedy: str, identifier: str = "") -> NoReturn:
        """Raise ``UnreadableGlossary`` with the place; the concept is by default the one that is being parsed."""
        identifier = identifier or (self._stack[0].attributes.get("id", "") if self._stack else "")
        concept = f": concept {identifier[:40]}" if identifier else ""
        raise UnreadableGlossary(f"{self._name}: line {line}{concept}: {what}; {remedy}")

    def _taken(self) -> list[Node]:
        done, self._done = self._done, []
        return done

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        space, _, name = full.rpartition(" ")
        line = self._parser.CurrentLineNumber
        if not self._root:
            self._root = name
            if name not in ROOTS:
                what = f"this is not TBX, it has <{name[:40]}> where <martif> or <tbx> is expected"
                self.fail(line, what, "name its format")
        self._depth += 1
        if self._depth > _DEEPEST:
            self.fail(line, f"elements are nested more than {_DEEPEST} deep", "this is no glossary that people write")
        if self._stack or name not in _AROUND:
            named = {_named(key): value for key, value in attributes.items()} if attributes else attributes
            self._stack.append(Node(name, space, named, line))

    def _end(self, _: str) -> None:
        self._depth -= 1
        if not self._stack:
            return
        node = self._stack.pop()
        if not self._stack:
            self._size = 0
            if node.name in HEADERS | ENTRIES:
                self._done.append(node)
            else:
                self._tally["rows"] += 1
        elif node.name in MARKS | CODES:
            self._tally["details"] += 1
            if node.name in MARKS:
                self._stack[-1].texts.append(node.text)
        else:
            self._stack[-1].children.append(node)

    def _text(self, text: str) -> None:
        if self._stack:
            self._size += len(text)
            if self._size > _LONGEST:
                line = self._parser.CurrentLineNumber
                self.fail(line, "an entry longer than 10 MB", "this is no glossary that people write")
            self._stack[-1].texts.append(text)

    def _declared(self, name: str, *_: object) -> None:
        what = (
            f"the document type declares the entity {name[:40]!r}, which TBX has no use for and which can be an attack"
        )
        self.fail(self._parser.CurrentLineNumber, what, "remove the document type")

    def _skipped(self, name: str, _: bool) -> None:
        self.fail(self._parser.CurrentLineNumber, *_undefined(f"&{name[:40]};"))

    def _explained(self, error: expat.ExpatError) -> tuple[str, str]:
        """What is wrong, in words for people, and the remedy."""
        at = max(self._parser.ErrorByteIndex - self._before, 0)
        around = self._chunk[at : at + 4].decode(errors="replace")[:1]
        if not self._root and error.code in (_SYNTAX, _INVALID):
            return "this is neither XML nor TBX", "name its format"
        if error.code == _INVALID and around == "\ufffd" and self._chunk[at : at + 3] != b"\xef\xbf\xbd":
            return f"byte 0x{self._chunk[at]:02X} is not UTF-8, the file's encoding", "save it as UTF-8"
        if error.code == _INVALID and around and ILLEGAL.match(around):
            return f"U+{ord(around):04X} is no character of XML", "remove it"
        if error.code == _INVALID and self._chunk[at - 1 : at] in (b"&", b"<"):
            sign, name = ("&", "&amp;") if self._chunk[at - 1 : at] == b"&" else ("<", "&lt;")
            return f"not well-formed XML (a bare {sign} in text)", f"write {name}"
        if error.code == _UNDEFINED:
            entity = _ENTITY.match(self._chunk, at)
            return _undefined(entity[0].decode(errors="replace") if entity else "an entity")
        if error.code == _BAD_REFERENCE:
            return "a reference to a character that XML has no place for", "remove it"
        if error.code == _MISMATCH:
            opened = f"<{self._stack[-1].name}> of line {self._stack[-1].line}" if self._stack else "an element"
            return f"not well-formed XML ({opened} is not closed)", "close it"
        if error.code == _NOTHING and not self._root:
            return "there is no XML in it", "name a TBX file"
        if error.code in (_NOTHING, _UNCLOSED, _PARTIAL):
            return "the file ends before it is complete, as if it was cut off", "get it again"
        if error.code == _AFTER:
            return f"something stands after </{self._root}>", "remove it"
        return f"not well-formed XML ({expat.ErrorString(error.code)})", "repair the file"


def _named(attribute: str) -> str:
    space, _, name = attribute.rpartition(" ")
    return f"xml:{name}" if space == _XML else name


def _undefined(what: str) -> tuple[str, str]:
    return f"not well-formed XML ({what} that XML does not know)", "write the character itself"
