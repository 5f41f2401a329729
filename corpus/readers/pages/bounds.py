"""pdfminer.six with bounds on what a hostile file can make it do.

pdfminer unpacks streams of any size, runs a form as often as a page asks for it, follows references in
circles, and counts through any range of codes. Here every stream is unpacked up to a limit, the work has a
budget that grows with the file, and ranges are measured before anybody counts through them.
"""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any, BinaryIO

from pdfminer.cmapdb import CMapParser, UnicodeMap
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFNoValidXRef, PDFXRefStream
from pdfminer.pdffont import PDFFont, PDFSimpleFont
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    PDFObjRef,
    PDFStream,
    dict_value,
    list_value,
    resolve1,
    stream_value,
)

from corpus.readers.pages.streams import BoundedStream, Budget, TooMuchWork

_RUN, _LOOKUP, _PAGE = 150, 5, 1000  # units that a form, an object and a page cost; a byte of content is one
GLYPH = 25
"""Units of work that a sign on a page costs."""
_LONGEST = 2_000_000  # bytes of a string or a line
_MOST_CODES = 1_000_000  # that a font may list
_MOST_TABLES = 1000  # of contents, one for each time the file was saved
_MOST_TOKENS = 30_000  # of an object, lists and all; pdfminer takes a second for three times as many
_DEEPEST = 200  # lists inside one another
_DEEPEST_CHAIN = 100  # references that lead to references
_NESTED = re.compile(rb"(?:(?:\[|<<)\s*+){%d}" % _DEEPEST)
_START = re.compile(rb"startxref\s+(\d{1,10})\s")


class BoundedParser(PDFParser):
    """A parser whose streams are bounded."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self._pieces = 0  # of the file, read for one line or string
        self._taken = 0  # of one object
        super().__init__(BytesIO(data))
        self.source, self.budget = data, budget

    def push(self, *objs: tuple[int, Any]) -> None:
        """Take an object; streams become bounded ones."""
        super().push(*((position, self._bounded(thing)) for position, thing in objs))

    def start_type(self, pos: int, type: str) -> None:  # noqa: A002 - pdfminer's name for it
        """Begin a list or dictionary; raises ``TooMuchWork`` where it is inside too many others."""
        if len(self.context) > _DEEPEST:
            raise TooMuchWork("lists in it nest too deep")
        super().start_type(pos, type)

    def fillbuf(self) -> bool:
        """Read on; raises ``TooMuchWork`` within a string that does not end."""
        self._pieces += 1
        if len(getattr(self, "_curtoken", b"")) > _LONGEST or self._pieces * self.BUFSIZ > _LONGEST:
            raise TooMuchWork("a string or a line in it does not end")
        return bool(super().fillbuf())

    def nextline(self) -> tuple[int, bytes]:
        """Read a line."""
        self._pieces = 0
        return super().nextline()

    def nexttoken(self) -> tuple[int, Any]:
        """Read a token."""
        self._pieces = 0
        self._taken += 1
        if self._taken > _MOST_TOKENS:
            raise TooMuchWork("a list in it does not end")
        return super().nexttoken()

    def nextobject(self) -> Any:
        """Read an object."""
        self._taken = 0
        return super().nextobject()

    def _bounded(self, thing: Any) -> Any:
        if type(thing) is not PDFStream:
            return thing
        data = thing.rawdata or b""
        self.budget.spend(len(data) // 10)
        stream = BoundedStream(thing.attrs, data, thing.decipher)
        stream.budget = self.budget
        return stream


class BoundedDocument(PDFDocument):
    """A document whose tables of contents and references do not go in circles."""

    def __init__(self, parser: BoundedParser) -> None:
        self._chain, self._starts = 0, set[int]()
        self._source, self._budget = parser.source, parser.budget
        super().__init__(parser)
        counted = sum(number for table in self.xrefs if isinstance(table, PDFXRefStream) for _, number in table.ranges)
        if counted > len(self._source) * _MOST_TABLES:
            raise TooMuchWork("it counts more objects than it can hold")
        self.catalog.pop("PageLabels", None)

    def getobj(self, objid: int) -> object:
        """An object by its number."""
        self._budget.spend(_LOOKUP)
        found = super().getobj(objid)
        self._chain = self._chain + 1 if isinstance(found, PDFObjRef) else 0
        if self._chain > _DEEPEST_CHAIN:
            raise TooMuchWork("its references go in circles")
        return found

    def find_xref(self, parser: PDFParser) -> int:
        """Where the newest table of contents is; pdfminer's own search takes the square of a long line."""
        found = _START.match(self._source, max(self._source.rfind(b"startxref"), 0))
        if not found or int(found[1]) >= len(self._source):
            raise PDFNoValidXRef("no table of contents")
        return int(found[1])

    def read_xref_from(self, parser: PDFParser, start: int, xrefs: list[Any]) -> None:
        """Read a table of contents and those before it, each once."""
        if start in self._starts or len(self._starts) >= _MOST_TABLES:
            return
        self._starts.add(start)
        super().read_xref_from(parser, start, xrefs)


class BoundedResources(PDFResourceManager):
    """Fonts that list no more codes than there are."""

    def get_font(self, objid: object, spec: Mapping[str, Any]) -> PDFFont:
        """A font; its own tables of characters are not read, only what the file says of them."""
        spec = dict(spec)
        for name in ("W", "W2"):
            if name in spec and _widest(list_value(spec[name])) > _MOST_CODES:
                del spec[name]
        descriptor = dict(dict_value(spec.get("FontDescriptor")))
        if descriptor.pop("FontFile2", None) is not None:
            spec["FontDescriptor"] = descriptor
        if isinstance(resolve1(spec.get("ToUnicode")), PDFStream):
            _MeasuringParser(BytesIO(stream_value(spec["ToUnicode"]).get_data())).run()
        font = super().get_font(objid, spec)
        if isinstance(font, PDFSimpleFont) and font.unicode_map and "Encoding" not in spec:
            font.cid2unicode = {}  # the numbers of its shapes are its own, and no letters of any standard
        return font


class _MeasuringParser(CMapParser):
    """Reads a map of codes as pdfminer does, only to see how many there are."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(UnicodeMap(), stream)
        self.codes = 0

    def do_keyword(self, pos: int, token: Any) -> None:
        if token in (self.KEYWORD_ENDBFRANGE, self.KEYWORD_ENDCIDRANGE):
            ends = [thing for _, thing in self.popall() if isinstance(thing, bytes)]
            # The end of a range stands behind its start, wherever ranges begin in the list.
            pairs = pairwise(ends)
            self.codes += max((_distance(first, last) for first, last in pairs), default=0)
            if self.codes > _MOST_CODES:
                raise TooMuchWork("a font in it lists more letters than there are")
        else:
            super().do_keyword(pos, token)


class BudgetedDevice(PDFTextDevice):
    """A device that knows what may still be spent on it."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(BoundedResources())
        self.budget = budget


class BoundedInterpreter(PDFPageInterpreter):
    """Runs pages as long as there is a budget."""

    device: BudgetedDevice

    @property
    def budget(self) -> Budget:
        """That of the device, which every interpreter of a form shares."""
        return self.device.budget

    def execute(self, streams: Sequence[object]) -> None:
        """Run contents; raises ``TooMuchWork`` where they open list in list."""
        contents = [stream_value(stream).get_data() for stream in streams]
        if any(map(_NESTED.search, contents)):
            raise TooMuchWork("lists in it nest too deep")
        self.budget.spend(_RUN + sum(map(len, contents)))
        super().execute(streams)

    def process_page(self, page: Any) -> None:
        """Run a page."""
        self.budget.spend(_PAGE)
        super().process_page(page)


def _widest(widths: Sequence[object]) -> int:
    """The most codes that one range in a list of widths may span."""
    numbers = [value for value in map(resolve1, widths) if isinstance(value, int)]
    return max((last - first for first, last in pairwise(numbers)), default=0)


def _distance(first: bytes, last: bytes) -> int:
    return int.from_bytes(last[-4:], "big") - int.from_bytes(first[-4:], "big")
