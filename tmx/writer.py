"""Write TMX 1.4b, unit by unit, in constant memory.

Specification: https://www.gala-global.org/tmx-14b (LISA OSCAR, 2005). Element and attribute order,
dates and language tags are those that the DTD and OmegaT's schema both take.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self

from tmx.unit import Header, TranslationUnit
from tmx.writing.elements import Elements


@dataclass(frozen=True, slots=True)
class Written:
    """What went into a file, and what had to be left out of it."""

    units: int
    empty: int  # units with an empty segment, which OmegaT would fill in as a translation
    illegal: int  # characters XML 1.0 has no place for, in segments and notes
    bidi: int  # bidi controls in source segments
    foreign: int = 0  # attributes that TMX 1.4b does not know, or not with such a value


def write_tmx(out: BinaryIO, header: Header, units: Iterable[TranslationUnit]) -> Written:
    """Write ``units`` to the binary stream ``out``; raises ``InvalidUnit``."""
    with TmxWriter(out, header) as writer:
        for unit in units:
            writer.write(unit)
    return writer.written


class TmxWriter:
    """A TMX file to a binary stream, which stays open: the header at once, then unit after unit.

    The file is complete when the block ends without an error.
    """

    def __init__(self, out: BinaryIO, header: Header) -> None:
        self._out = out
        self._header = header
        self._elements = Elements(header.source_language)
        self._units = self._empty = 0

    @property
    def written(self) -> Written:
        """What went into the file so far."""
        lost = self._elements.lost
        return Written(self._units, self._empty, lost.illegal, lost.bidi, lost.foreign)

    def write(self, unit: TranslationUnit) -> None:
        """Write a unit, or count it where it has an empty segment; raises ``InvalidUnit``."""
        xml = self._elements.unit(unit)
        if xml:
            self._out.write(xml.encode())
            self._units += 1
        else:
            self._empty += 1

    def __enter__(self) -> Self:
        head = f"<?xml version='1.0' encoding='utf-8'?>\n<tmx version=\"1.4\">\n{self._elements.header(self._header)}"
        self._out.write(f"{head}<body>\n".encode())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._out.write(b"</body>\n</tmx>\n")
