"""What is wrong with a piece that is not XML, in words for people."""

import re
from dataclasses import dataclass

from lxml import etree

from tmx.characters import ILLEGAL
from tmx.xml import REFERENCE, is_illegal, number_of

_PLACE = re.compile(r"[\s,]+line \d+, column \d+\s*$")
_MISMATCH = re.compile(r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)")
_INVALID_CHARACTER, _UNDEFINED, _NO_QUOTES, _NO_NAME, _BYTES, _LIMIT = 9, 26, 39, 68, 81, 114  # of libxml2


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong and where (an offset in bytes), and what recovery does about it."""

    offset: int
    what: str
    done: str
    is_mendable: bool = True


def flaw_of(data: bytes, error: etree.XMLSyntaxError) -> Flaw:
    """What made ``data`` raise ``error``."""
    code: int = error.code  # type: ignore[attr-defined]
    message = _PLACE.sub("", error.msg or "").partition("\n")[0].strip()
    try:
        text = data.decode()
    except UnicodeDecodeError as undecodable:
        if code in (_INVALID_CHARACTER, _BYTES):
            byte = data[undecodable.start]
            done = "bytes that are not UTF-8 are read in an old encoding of the language"
            return Flaw(undecodable.start, f"byte 0x{byte:02X} is not UTF-8, the file's encoding", done)
        text = data.decode(errors="replace")
    start, place = _place(text, *error.position)
    offset = len(text[:place].encode(errors="replace"))
    if code == _INVALID_CHARACTER and (character := _illegal(text, start, place)):
        done = "halves of a character are joined" if "U+D800" <= character <= "U+DFFF" else "it is removed"
        return Flaw(offset, f"{character} is no character of XML", done)
    if code == _UNDEFINED:
        return Flaw(offset, f"not well-formed XML ({message})", "names that HTML knows are characters, others are text")
    if code == _NO_NAME and "Entity" in message:
        return Flaw(offset, "not well-formed XML (a bare & in text, for &amp;)", "it is text")
    if code == _NO_NAME and "StartTag" in message:
        return Flaw(offset, "not well-formed XML (a bare < in text, for &lt;)", "it is text")
    if code == _NO_QUOTES:
        return Flaw(offset, "not well-formed XML (an attribute without quotes)", "what is whole is read")
    if mismatch := _MISMATCH.match(message):
        what = f"not well-formed XML (<{mismatch[1]}> is not closed before </{mismatch[3]}>)"
        if mismatch[1] == "tu":  # noticed at the end of the next unit, or of all
            opened = text.find("<tu", _place(text, int(mismatch[2]), 1)[0]) + len("<tu>")
            offset = len(text[:opened].encode())
        return Flaw(offset, what, "what is whole is read")
    if message.startswith(("Extra content", "XML declaration allowed")):
        return Flaw(offset, "something stands after </tmx>", "it is left out, all but units")
    if code == _LIMIT:
        deep = "depth" in message
        what = "elements are nested more than 256 deep" if deep else "a text is longer than 10 MB"
        return Flaw(offset, what, "the unit is left out", is_mendable=False)
    return Flaw(offset, f"not well-formed XML ({message})", "what is whole is read")


def _place(text: str, line: int, column: int) -> tuple[int, int]:
    """Where the line starts, and the place in it, from what libxml2 counts from 1."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start, min(start + max(column, 1) - 1, len(text))


def _illegal(text: str, start: int, place: int) -> str:
    """The name of the last illegal character of a line before a place."""
    names = [(match.start(), f"U+{ord(match[0]):04X}") for match in ILLEGAL.finditer(text, start, place + 1)]
    for match in REFERENCE.finditer(text, start, place + 1):
        if is_illegal(match):
            names.append((match.start(), f"U+{number_of(match):04X}"))
    return max(names, default=(0, ""))[1]
