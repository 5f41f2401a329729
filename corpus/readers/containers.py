"""Archives and XML that do not trust their maker: what is inside is measured before it is unpacked.

Entities are never expanded, nothing is fetched, and a document that would need hundreds of megabytes is refused.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from corpus.errors import UnreadableDocument
from corpus.readers.source import Source

LARGEST = 100_000_000
"""Bytes of a file, or of all parts of an archive unpacked, beyond which it is refused."""
_LARGEST_TREE, _TAGS = 50_000_000, 1_500_000  # bytes and tags of XML; a tag takes a hundred bytes more
_ENTRY = b"PK\x01\x02"  # in the list of the parts
_MOST = 10_000  # parts of an archive
_RATIO, _SUSPECT = 200, 10_000_000  # times packed, and the bytes from which that is looked at


@dataclass(frozen=True, slots=True)
class Members:
    """The parts of an archive, all of them small enough to be read."""

    source: Source
    archive: zipfile.ZipFile

    def names(self) -> list[str]:
        """The names of the parts, in order."""
        return self.archive.namelist()

    def read(self, name: str) -> bytes:
        """A part, unpacked; raises ``UnreadableDocument`` where it is missing, damaged or locked."""
        try:
            # Not archive.read, which unpacks all that is there and then looks how much there should have been.
            with self.archive.open(name) as part:
                return part.read(self.archive.getinfo(name).file_size)
        except KeyError as error:
            raise UnreadableDocument(f"{self.source.name}: damaged, it has no {name}; save it again") from error
        except RuntimeError as error:
            raise UnreadableDocument(f"{self.source.name}: locked with a password; save it without one") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
            raise UnreadableDocument(f"{self.source.name}: damaged at {name} ({error}); save it again") from error


@contextmanager
def members(source: Source) -> Iterator[Members]:
    """The parts of a ZIP archive; raises ``UnreadableDocument`` for a bomb and for damage."""
    _refuse_many(source.data.count(_ENTRY), source)  # before the list of them is read, which takes its time
    try:
        archive = zipfile.ZipFile(BytesIO(source.data))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, struct.error) as error:
        raise UnreadableDocument(f"{source.name}: a damaged archive ({error}); save it again") from error
    with archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
            raise UnreadableDocument(f"{source.name}: packed in a way that no document is; unpack it and save it again")
        _refuse_many(len(parts), source)
        if size > LARGEST or (size > _SUSPECT and size > _RATIO * len(source.data)):
            raise UnreadableDocument(
                f"{source.name}: would unpack to {size / 1e6:,.0f} MB; this is no document that people write"
            )
        yield Members(source, archive)


def _refuse_many(parts: int, source: Source) -> None:
    if parts > _MOST:
        raise UnreadableDocument(f"{source.name}: has {parts:,} parts; this is no document that people write")


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root of an XML document; ``name`` is that of the file, and of the part in it.

    Raises ``UnreadableDocument`` with line and reason where it is not well formed, nests too deep, declares
    entities or has more elements than fit into some hundred megabytes.
    """
    tags = data.count(b"<")
    if tags > _TAGS or len(data) > _LARGEST_TREE:
        raise UnreadableDocument(
            f"{name}: {len(data) / 1e6:,.0f} MB and {tags:,} tags in one document are more than can be read; split it"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(f"{name}: {' '.join(str(error).split())}; save it again") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and declared.entities():  # type: ignore[union-attr]  # the stubs lack it
        raise UnreadableDocument(
            f"{name}: declares entities of its own, which documents have no need of; save it again"
        )
    return root
