"""The units of a memory as bytes: thousands of files become one without being parsed and written again.

What ``tmx.writer`` wrote has ``<tu`` and ``</tu>`` at the beginning of lines and nowhere else: in texts ``<`` is
escaped. A file that anybody else has saved since is brought into this form first.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from lxml import etree

from tmx import TmxReader, write_tmx
from tmx.streams.identity import digest

_BODY = re.compile(rb"\A<\?xml [^>]*>\n<tmx [^>]*>\n<header\b.*?^<body>\n(.*)</body>\n</tmx>\n\Z", re.M | re.S)
_UNIT = re.compile(rb"<tu[ >].*?^</tu>\n", re.M | re.S)
_SIDE = re.compile(rb'^  <tuv xml:lang="([^"]*)".*?<seg>(.*?)</seg>', re.M | re.S)
_PLACE = re.compile(rb'^  <prop type="(?:file|prev|next|id|path)".*?</prop>', re.M | re.S)


def pieces(path: Path) -> Iterator[bytes]:
    """The units of a TMX file, each from ``<tu`` to the end of its last line; raises ``TmxError``."""
    data = path.read_bytes()
    found = _pieces(data) if _is_xml(data) else []
    return iter(found or _pieces(_rewritten(data, str(path))))


def key_of(piece: bytes) -> int:
    """The same 64 bits for units of the same texts in the same languages, in whatever order, bound to the same place.

    As ``tmx.streams.identity.pair_digest``, of the texts as they are written.
    """
    sides = sorted((tag.lower(), text) for tag, text in _SIDE.findall(piece))
    parts = [part for side in sides for part in side] + _PLACE.findall(piece)
    return digest(*(part.decode() for part in parts))


def _pieces(data: bytes) -> list[bytes]:
    """The units, or none where there is anything else in the body."""
    body = _BODY.match(data)
    found = _UNIT.findall(body[1]) if body else []
    return found if body and sum(map(len, found)) == len(body[1]) else []


def _is_xml(data: bytes) -> bool:
    """Whether the bytes are well formed: somebody may have changed a text by hand."""
    try:
        etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        return False
    return True


def _rewritten(data: bytes, name: str) -> bytes:
    out = BytesIO()
    with TmxReader(BytesIO(data), name=name) as reader:
        write_tmx(out, reader.header, reader)
    return out.getvalue()
