"""Bytes to text: byte order mark, then strict UTF-8, then UTF-16, then a reported guess."""

import codecs
import re
from dataclasses import dataclass
from itertools import islice

from corpus.errors import UndecodableText

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTAINERS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip container (a Word, OpenDocument or EPUB file?)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x1f\x8b", "a gzip file"),
)
# Controls that no text has; \x1a ends old DOS files and \x1c-\x1f occur in catalogue records.
_BINARY = re.compile(r"[\x00-\x06\x0e-\x19\x7f]")
_SAMPLE = 1_000_000  # bytes
_REMEDY = "save it as plain text in UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the codec that read it, and whether the codec is a guess."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Decode the bytes of the file ``name``, with ``encoding`` where the user names one.

    Raises ``UndecodableText`` for binary content, for bytes that ``encoding`` (or any) does not
    fit, and for an encoding that Python does not know.
    """
    for magic, kind in _CONTAINERS:
        if data.startswith(magic):
            raise UndecodableText(f"{name}: this is {kind}, not text; {_REMEDY}")
    if encoding is not None:
        decoded = Decoded(_strict(data, name, encoding), encoding, guessed=False)
    else:
        decoded = _detect(data, name)
    most = 2 + len(decoded.text) // 200
    if sum(1 for _ in islice(_BINARY.finditer(decoded.text), most + 1)) > most:
        raise UndecodableText(f"{name}: binary content (more than {most} control characters); {_REMEDY}")
    return decoded


def _detect(data: bytes, name: str) -> Decoded:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, name, codec), codec.removesuffix("-sig"), guessed=False)
    if b"\x00" in data:
        return _detect_utf16(data, name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", guessed=False)
    except UnicodeDecodeError as error:
        return _guess(data, name, error)


def _detect_utf16(data: bytes, name: str) -> Decoded:
    """UTF-16 without a mark: line breaks and spaces show which byte is the high one."""
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if (text.count(" ") + text.count("\n")) * 40 > len(text):
            return Decoded(text, codec, guessed=True)
    raise UndecodableText(f"{name}: binary content (zero bytes); {_REMEDY}")


def _guess(data: bytes, name: str, error: UnicodeDecodeError) -> Decoded:
    line = data.count(b"\n", 0, error.start) + 1
    place = f"line {line}, byte {error.start}"
    intact = data.decode("utf-8", "ignore")
    beyond_ascii = len(intact) - len(intact.encode("ascii", "ignore"))
    if beyond_ascii > 4 * (len(data) - len(intact.encode())):
        raise UndecodableText(f"{name}: broken UTF-8 at {place}; repair it or name the --encoding")
    from charset_normalizer import from_bytes  # 0.1 s, and seldom needed

    sample = _sample(data, error.start)
    best = from_bytes(sample, preemptive_behaviour=False).best()
    codec = best.encoding if best else ""
    if codec != "cp1256" and _is_iso_arabic(sample):
        codec = "iso8859_6"
    try:
        return Decoded(data.decode(codec or "ascii"), codec, guessed=True)
    except UnicodeDecodeError as other:
        message = f"{name}: neither UTF-8 ({place}) nor any encoding we know; name the --encoding"
        raise UndecodableText(message) from other


def _sample(data: bytes, place: int) -> bytes:
    """The lines around the first byte that is no UTF-8: enough to tell an encoding by, and soon looked at."""
    if len(data) <= _SAMPLE:
        return data
    start = max(0, place - _SAMPLE // 2)
    lines = data[start : start + _SAMPLE].splitlines(keepends=True)
    return b"".join(lines[1:-1]) or data[start : start + _SAMPLE]


def _is_iso_arabic(data: bytes) -> bool:
    """Whether it is text in ISO 8859-6, which short texts hide from statistics but few others can be read in.

    Half of its code points are unused, so bytes of Thai, Greek or Cyrillic do not decode; bytes of
    Western European text may, to words of Latin and Arabic letters mixed.
    """
    try:
        text = data.decode("iso8859_6")
    except UnicodeDecodeError:
        return False
    words = [word for word in text.split() if any(char >= "\u0600" for char in word)]
    return max(map(len, words), default=0) > 2 and not any(
        char.isascii() and char.isalpha() for word in words for char in word
    )


def _strict(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError as error:
        raise UndecodableText(f"{name}: unknown encoding {encoding!r}; try utf-8, cp1256 or utf-16") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UndecodableText(
            f"{name}: not {encoding} at line {line}, byte {error.start} ({error.reason}); "
            "repair it or name another --encoding"
        ) from error
