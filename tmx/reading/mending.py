"""XML that is made well-formed.

Nothing is guessed about text. What can be mended without loss is: illegal characters, bare ``&``
and ``<``, end tags that are missing or too many, flaws inside of tags.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from html.entities import html5
from itertools import chain

from lxml import etree

from tmx.characters import ILLEGAL
from tmx.inline import CONTENT, escape
from tmx.reading.codepages import decoded
from tmx.reading.diagnosis import flaw_of
from tmx.reading.spans import tag_spans
from tmx.xml import REFERENCE, is_illegal, number_of, parse, parse_mended

Change = Callable[[re.Match[str]], tuple[str, str]]
"""What takes the place of a match, and what is to be said about it."""

_NAMES = "|".join(("tmx", "header", "body", "ude", "map", "tu", "tuv", "note", "prop", *CONTENT))
_ENTITY = "&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)(?:(?P<entity>[A-Za-z][A-Za-z0-9]*);)?"
_BARE = re.compile(rf"{_ENTITY}|<(?!/?(?:{_NAMES})(?=[\s/>]))")
_PAIR = re.compile(f"{REFERENCE.pattern}{REFERENCE.pattern}")  # of surrogates, perhaps
_TAG = re.compile(
    rf"""<(?P<end>/?)(?P<name>{_NAMES})(?=[\s/>])(?:[^<>"']|"[^"<]*"|'[^'<]*')*?(?P<empty>/?)>""".encode(), re.DOTALL
)
_PARENTS = {"tuv": "tu", "seg": "tuv"}
_DEEPEST = 256  # that libxml2 goes
_MAY_CLOSE = {"tmx", "header", "body", "tu", "tuv", "seg", "note", "prop", "hi"}


@dataclass(slots=True)
class Mending:
    """XML that is made well-formed, step by step."""

    data: bytes
    failure: str = ""
    """What could not be mended."""
    _is_balanced: bool = True
    _done: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def done(self) -> list[tuple[int, str]]:
        """What was done, with the line where it first was, from 0."""
        return [(line, what if count == 1 else f"{what}, {count} times") for what, (line, count) in self._done.items()]

    def parsed(self, before: bytes, after: bytes) -> etree._Element | None:
        """The root of ``before``, the data and ``after``; none where nothing helps."""
        for step in (self._decode, self._mend_characters, self._balance, None):
            try:
                return parse(before + self.data + after)
            except etree.XMLSyntaxError as error:
                flaw = flaw_of(before + self.data + after, error)
                self.failure = flaw.what
                if not flaw.is_mendable:
                    return None
                if step:
                    step()
        return self._parsed_without_flaws(before, after) if self._is_balanced else None

    def _decode(self) -> None:
        """Bytes that are not UTF-8, and illegal characters."""
        parts = re.split(b"(?=<tuv[\\s>])", self.data)
        line = 0
        for number, part in enumerate(parts):
            try:
                text = part.decode()
            except UnicodeDecodeError as error:
                text, how = decoded(part)
                self._note(line + part.count(b"\n", 0, error.start), f"bytes that are not UTF-8: {how}")
            parts[number] = self._substitute(ILLEGAL, _drop, text, line).encode()
            line += part.count(b"\n")
        self.data = b"".join(parts)

    def _mend_characters(self) -> None:
        """References to illegal characters, and what should have been escaped."""
        parts: list[bytes] = []
        last = line = 0
        for start, end in tag_spans(self.data):
            line += self.data.count(b"\n", last, start)
            text = self.data[start:end].decode()
            for pattern, change in ((_PAIR, _join), (REFERENCE, _drop_reference), (_BARE, _escape)):
                text = self._substitute(pattern, change, text, line)
            parts += (self.data[last:start], text.encode())
            line += self.data.count(b"\n", start, end)
            last = end
        self.data = b"".join((*parts, self.data[last:]))

    def _substitute(self, pattern: re.Pattern[str], change: Change, text: str, line: int) -> str:
        """``text`` with what ``change`` makes of matches, with a word on each; ``line`` is where it begins."""
        parts: list[str] = []
        last = 0
        for match in pattern.finditer(text):
            new, what = change(match)
            line += text.count("\n", last, match.start())
            if what:
                self._note(line, what)
            parts += (text[last : match.start()], new)
            last = match.end()
        return "".join((*parts, text[last:]))

    def _balance(self) -> None:
        """Add the end tags that are missing, and drop those that end nothing."""
        parts: list[bytes] = []
        opened: list[str] = []
        last = line = 0

        def close(until: str) -> None:
            while opened and opened[-1] != until:
                name = opened.pop()
                if name not in _MAY_CLOSE:  # where a native code ends cannot be told
                    self._is_balanced = False
                else:
                    parts.append(f"</{name}>".encode())
                    self._note(line, f"</{name}> is missing: added")

        for tag in chain.from_iterable(_TAG.finditer(self.data, *span) for span in tag_spans(self.data)):
            name = tag["name"].decode()
            line += self.data.count(b"\n", last, tag.start())
            parts.append(self.data[last : tag.start()])
            last = tag.start()
            if tag["end"] and name not in opened:
                self._note(line, f"{tag[0].decode()} ends nothing: removed")
                last = tag.end()
            elif tag["end"]:
                close(name)
                opened.pop()
            else:
                if _PARENTS.get(name) in opened:
                    close(_PARENTS[name])
                if not tag["empty"]:
                    opened.append(name)
                if len(opened) > _DEEPEST:
                    self._is_balanced = False
                    return
        line += self.data.count(b"\n", last)
        parts.append(self.data[last:])
        close("")
        self.data = b"".join(parts)

    def _parsed_without_flaws(self, before: bytes, after: bytes) -> etree._Element | None:
        """The root as libxml2 mends it, as long as this costs no text: flaws inside of tags."""
        root = parse_mended(before + self.data + after)
        text = unescape(re.sub("<[^<>]*>", "", self.data.decode()))
        if root is None or "".join(map(str, root.itertext())).split() != text.split():
            return None
        if sum(1 for _ in root.iter("seg")) != len(re.findall(rb"<seg[\s/>]", self.data)):
            return None
        self._note(0, f"{self.failure}: mended within its tag")
        return root

    def _note(self, line: int, what: str) -> None:
        first, count = self._done.get(what, (line, 0))
        self._done[what] = (first, count + 1)


def _drop(match: re.Match[str]) -> tuple[str, str]:
    return "", f"U+{ord(match[0]):04X} is no character of XML: removed"


def _drop_reference(match: re.Match[str]) -> tuple[str, str]:
    if is_illegal(match):
        return "", f"U+{number_of(match):04X} is no character of XML: removed"
    return match[0], ""


def _join(pair: re.Match[str]) -> tuple[str, str]:
    high, low = map(number_of, REFERENCE.finditer(pair[0]))
    if high >> 10 != 0xD800 >> 10 or low >> 10 != 0xDC00 >> 10:
        return pair[0], ""
    character = chr(0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF))
    return character, f"{pair[0]} are halves of a character: joined to {character}"


def _escape(bare: re.Match[str]) -> tuple[str, str]:
    new = html5.get(f"{bare['entity']};", bare[0])
    done = "text" if new == bare[0] else f"U+{ord(new[0]):04X}"
    return escape(new), f"{bare[0]} is not escaped: it is read as {done}"
