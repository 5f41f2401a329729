"""PDFs written by hand, to be odd or hostile."""

import zlib
from collections.abc import Iterable

Part = bytes | tuple[bytes, bytes]  # an object, or the dictionary and the data of a stream

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def pdf(parts: Iterable[Part], trailer: bytes = b"") -> bytes:
    """A PDF of objects numbered from 1; the first is its root."""
    data = b"%PDF-1.7\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        body = part if isinstance(part, bytes) else stream(*part)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table)
    return data + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, start)


def stream(dictionary: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (dictionary, len(data), data)


def packed(data: bytes) -> tuple[bytes, bytes]:
    return b"/Filter/FlateDecode", zlib.compress(data, 9)


def with_pages(contents: Iterable[bytes], resources: bytes = b"/Font<</F 3 0 R>>", more: Iterable[Part] = ()) -> bytes:
    """A PDF with one page for each content; object 3 is a font, and ``more`` follow from object 4."""
    contents, more = list(contents), list(more)
    first = 4 + len(more)
    kids = b" ".join(b"%d 0 R" % number for number in range(first, first + 2 * len(contents), 2))
    parts: list[Part] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 600 800]/Resources<<%s>>>>" % (kids, len(contents), resources),
        FONT,
        *more,
    ]
    for number, content in enumerate(contents):
        parts.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % (first + 2 * number + 1))
        parts.append((b"", content))
    return pdf(parts)


def lines(texts: Iterable[tuple[float, float, float, str]]) -> bytes:
    """Content that draws texts, each at x, y and in a size."""
    drawn = (b"/F %f Tf 1 0 0 1 %f %f Tm (%s) Tj" % (size, x, y, text.encode("cp1252")) for x, y, size, text in texts)
    return b"BT " + b"\n".join(drawn) + b" ET"
