"""Read TMX 1.1 to 1.4b, unit by unit, in constant memory.

Takes what tools write, plain or gzip, in UTF-8, UTF-16 or the encoding that the file names. Never
resolves entities, never touches the network.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from lxml import etree

from tmx.errors import UnreadableMemory
from tmx.faults import Faults, Repair
from tmx.languages import ALL
from tmx.reading.body import CLOSING, Body
from tmx.reading.diagnosis import flaw_of
from tmx.reading.head import read_header, start_of_root, wrapper_of
from tmx.reading.mending import Mending
from tmx.reading.parsing import Parser
from tmx.reading.pieces import Part, Piece, pieces
from tmx.reading.source import utf8_chunks
from tmx.unit import Header, TranslationUnit
from tmx.xml import parse


def read_tmx(path: Path, *, recover: bool = False) -> Iterator[TranslationUnit]:
    """The units of a file; with ``recover`` those that can be had of a broken one (``TmxReader`` says how).

    Raises ``UnreadableMemory`` with line and unit.
    """
    with TmxReader(path, recover=recover) as reader:
        yield from reader


class TmxReader:
    """A TMX file: its header at once, its units one by one.

    Strict by default: what is wrong raises ``UnreadableMemory``, one line with file, line, unit and
    remedy. With ``recover`` it is mended or left out, and ``repairs`` grows as that happens; what
    raises then is only a file that is no TMX at all.

    A stream is read from where it is, once, and is not closed.
    """

    def __init__(self, source: Path | BinaryIO, *, name: str = "", recover: bool = False) -> None:
        self._source = source
        named = source if isinstance(source, Path) else getattr(source, "name", "TMX")
        self._faults = Faults(name or str(named), recover)
        self._parser = Parser(self._faults)
        self._stack = ExitStack()
        self._body: Body | None = None
        self._units: Iterator[TranslationUnit] = iter(())
        self.header: Header
        """Known as soon as the block is entered."""

    @property
    def line(self) -> int:
        """Where the unit that came last begins, from 1; before the first, 0."""
        return self._body.line if self._body else 0

    @property
    def number(self) -> int:
        """Which unit of the file came last, from 1; units that were left out count. Before the first, 0."""
        return self._body.number if self._body else 0

    @property
    def repairs(self) -> list[Repair]:
        """What recovery did so far."""
        return self._faults.repairs

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            parts = pieces(self._chunks(self._open(stack)))
            self._body = body = self._read_head(next(parts))
            self._units = chain.from_iterable(map(body.units, parts))
            if not self.header.source_language:
                self._guess_source_language()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def __iter__(self) -> Iterator[TranslationUnit]:
        return self._units

    def _open(self, stack: ExitStack) -> BinaryIO:
        if not isinstance(self._source, Path):
            return self._source
        try:
            return stack.enter_context(self._source.open("rb"))
        except OSError as error:
            raise self._unreadable(error) from error

    def _chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        try:
            yield from utf8_chunks(stream, self._faults)
        except OSError as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: OSError) -> UnreadableMemory:
        return UnreadableMemory(f"{self._faults.name}: cannot be read ({error.strerror or error}); name a TMX file")

    def _read_head(self, piece: Piece) -> Body:
        data, faults, parser = piece.data, self._faults, self._parser
        start = start_of_root(data, faults)
        if piece.part is Part.OVERLONG:
            faults.fatal(piece.line, 0, "no unit begins in the first 10 MB; this is not TMX")
        line = piece.line + data.count(b"\n", 0, start)
        data = data[start:] + (CLOSING if piece.part is Part.HEAD else b"")
        try:
            root = parse(data)
        except etree.XMLSyntaxError as error:
            root = self._mended_head(data, line, error)
        parser.line = line - 1
        self.header = read_header(root, parser, faults)
        parser.source_language = self.header.source_language or ALL
        body = root.find("body")
        if body is None:
            faults.found(line, 0, "a <tmx> without a <body>", "it has no units")
        return Body(wrapper_of(root if body is None else body), parser, faults)

    def _mended_head(self, data: bytes, line: int, error: etree.XMLSyntaxError) -> etree._Element:
        faults, mending = self._faults, Mending(data)
        if b"</tmx>" not in data:
            faults.fatal(line + data.count(b"\n"), 0, "the file ends before its first unit, as if it was cut off")
        if not faults.recover:
            flaw = flaw_of(data, error)
            faults.found(line + data.count(b"\n", 0, flaw.offset), 0, flaw.what, flaw.done)
        root = mending.parsed(b"", b"")
        if root is None:
            faults.fatal(line, 0, f"{mending.failure}; repair the header by hand")
        for below, what in mending.done:
            faults.repaired(line + below, 0, what)
        return root

    def _guess_source_language(self) -> None:
        first = next(self._units, None)
        self.header = replace(self.header, source_language=first.source.language if first else ALL)
        self._units = chain((first,), self._units) if first else self._units
