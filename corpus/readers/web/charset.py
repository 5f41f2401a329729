"""Which encoding a web page is in: what it says of itself is believed only where its bytes do not say otherwise.

Against the standard of browsers, valid UTF-8 goes before a declaration, and Arabic before one of Latin-1: pages
that were saved, converted or served by a wrongly set server declare what they no longer are.
"""

import codecs
import re

from corpus.decoding import Decoded, decode
from corpus.errors import UndecodableText
from corpus.readers.source import Source

_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.I)
_HEAD = 4096  # bytes; browsers look no further than 1024
_TAG = re.compile(rb"<[^<>]*>")
_SAFE = re.compile("cp[0-9]|iso8859|koi8|mac|gb|big5|euc|shift_jis|tis")
_LATIN = ("ascii", "iso8859-1")
_ARABIC = ("cp1256", "iso8859_6")


def decode_page(source: Source) -> Decoded:
    """The text of a page; raises ``UndecodableText``."""
    if source.encoding or b"\0" in source.data or _is_utf8(source.data):
        return decode(source.data, source.name, source.encoding)
    declared = _declared(source.data)
    text = _in(declared, source.data) if declared else None
    if text is not None and declared != "cp1252":
        return Decoded(text, declared, guessed=False)
    guess = _guess(source)
    return guess if text is None or guess.encoding in _ARABIC else Decoded(text, declared, guessed=False)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes) -> str:
    """The codec that a page names, if it is one for text and we have it; Latin-1 is Windows-1252 on the web."""
    match = _DECLARED.search(data[:_HEAD])
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else ""
    except LookupError:
        return ""
    return "cp1252" if name in _LATIN else name if _SAFE.match(name) else ""


def _in(codec: str, data: bytes) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _guess(source: Source) -> Decoded:
    """What the text looks like without the tags, which look English."""
    try:
        codec = decode(_TAG.sub(b" ", source.data), source.name).encoding
        return Decoded(source.data.decode(codec), codec, guessed=True)
    except (UndecodableText, UnicodeDecodeError):
        return decode(source.data, source.name)
