"""The units of a file, from its pieces."""

import re
from collections.abc import Iterator

from lxml import etree

from tmx.faults import Faults
from tmx.reading.diagnosis import flaw_of
from tmx.reading.mending import Mending
from tmx.reading.parsing import Parser
from tmx.reading.pieces import LIMIT, Part, Piece
from tmx.reading.plain import UNIT, PlainUnits, plain_text
from tmx.reading.recovery import Fragment, fragments
from tmx.unit import TranslationUnit
from tmx.xml import line_of, parse

CLOSING = b"</body></tmx>"
_START = re.compile(rb"<tu[\s/>]")
_HAS_STRAY_TEXT = etree.XPath(
    " or ".join(f"boolean({place}/text()[normalize-space()])" for place in ("body", "body/tu", "body/tu/tuv[seg]"))
)


class Body:
    """Reads pieces; ``wrapper`` are the start tags that stand before the first unit."""

    def __init__(self, wrapper: bytes, parser: Parser, faults: Faults) -> None:
        self._wrapper = wrapper
        self._parser = parser
        self._faults = faults
        self._plain = PlainUnits()
        self.line = 0
        """Of the unit that came last."""

    @property
    def number(self) -> int:
        """Of the unit that came last."""
        return self._parser.number

    def units(self, piece: Piece) -> Iterator[TranslationUnit]:
        """The units of a piece, in order."""
        if piece.part is Part.OVERLONG:
            self._parser.number += 1
            what = f"a unit longer than {LIMIT // 1_000_000} MB"
            self._faults.found(piece.line, self._parser.number, what, "it is left out")
        elif piece.part is Part.UNITS and (text := plain_text(piece.data)):
            yield from self._scanned(text, piece.line)
        else:
            yield from self._read(piece)

    def _scanned(self, text: str, line: int) -> Iterator[TranslationUnit]:
        """The units of a text that begins at a line: those that are plain, and what is between them by libxml2."""
        parser = self._parser
        start = end = 0  # of the last unit
        for match in UNIT.finditer(text):
            unit = self._plain.unit(match)
            if unit is None:
                continue
            if match.start() > end and not (between := text[end : match.start()]).isspace():
                try:
                    root = parse(self._wrapper + between.encode() + CLOSING)
                except etree.XMLSyntaxError:
                    break  # it may end anywhere
                yield from self._parsed(root, line + text.count("\n", start, end))
            line += text.count("\n", start, match.start())
            start, end = match.span()
            parser.number += 1
            if not parser.usual:
                parser.usual = tuple(variant.language for variant in unit.variants)
            self.line = line
            yield unit
        if end < len(text):
            yield from self._read(Piece(Part.UNITS, text[end:].encode(), line + text.count("\n", start, end)))

    def _read(self, piece: Piece) -> Iterator[TranslationUnit]:
        """The units of a piece by libxml2."""
        after = CLOSING if piece.part is Part.UNITS else b""
        try:
            root = parse(self._wrapper + piece.data + after)
        except etree.XMLSyntaxError as error:
            self._explain(piece, after, error)
            yield from self._saved(piece)
        else:
            yield from self._parsed(root, piece.line)

    def _parsed(self, root: etree._Element, line: int) -> Iterator[TranslationUnit]:
        """The units below ``root``, which begins at a line of the file."""
        parser = self._parser
        parser.line = line - 1
        has_stray_text = _HAS_STRAY_TEXT(root)
        for element in root.iterchildren(etree.Element):
            if element.tag != "body":
                parser.misplaced(element, 0)
        for body in root.iterchildren("body"):
            if has_stray_text:
                self._stray_text(body)
            for element in body:
                if element.tag != "tu":
                    parser.misplaced(element, 0)
                    continue
                parser.number += 1
                if has_stray_text:
                    parser.stray_text(element)
                unit = parser.unit(element)
                if unit is not None:
                    self.line = parser.line + line_of(element)
                    yield unit

    def _stray_text(self, body: etree._Element) -> None:
        texts = [(line_of(body), body.text), *((_last_line(unit), unit.tail) for unit in body)]
        for line, text in texts:
            if text and (stray := text.strip()):
                place = self._parser.line + line + text.count("\n", 0, text.index(stray))
                self._faults.found(place, 0, f"text between units, {stray[:40]!r}", "it is left out")

    def _explain(self, piece: Piece, after: bytes, error: etree.XMLSyntaxError) -> None:
        """Raise what is wrong with a piece, unless it can be recovered from."""
        if self._faults.recover:
            return
        data, before = piece.data, self._parser.number
        if piece.part is Part.TAIL and b"</tmx>" not in data:
            unit = before + 1 if _START.search(data) else 0
            what = f"the file ends {'inside this unit' if unit else 'before </tmx>'}, as if it was cut off"
            self._faults.found(piece.line + data.count(b"\n"), unit, what, "the units before are read")
        flaw = flaw_of(self._wrapper + data + after, error)
        offset = max(flaw.offset - len(self._wrapper), 0)
        begun = [match.start() for match in _START.finditer(data, 0, offset)]
        is_inside = begun and begun[-1] > data.rfind(b"</tu>", 0, offset - 1)
        line = piece.line + data.count(b"\n", 0, offset)
        self._faults.found(line, before + len(begun) if is_inside else 0, flaw.what, flaw.done)

    def _saved(self, piece: Piece) -> Iterator[TranslationUnit]:
        """The units of a piece that is not well-formed, one by one."""
        faults, data = self._faults, piece.data
        line, last = piece.line, 0
        for fragment in fragments(data):
            line += data.count(b"\n", last, fragment.start)
            last = fragment.start
            if fragment.is_unit:
                yield from self._saved_unit(fragment, line)
            else:
                text = fragment.data.decode(errors="replace").strip()[:40]
                faults.repaired(line, 0, f"{text!r} stands outside of units: it is left out")
        if piece.part is Part.TAIL and b"</tmx>" not in data:
            what = "the file ends before </tmx>, as if it was cut off: what is whole is read"
            faults.repaired(piece.line + data.count(b"\n"), 0, what)

    def _saved_unit(self, fragment: Fragment, line: int) -> Iterator[TranslationUnit]:
        number = self._parser.number + 1
        mending = Mending(fragment.data)
        root = mending.parsed(self._wrapper, CLOSING) if fragment.is_whole else None
        if root is None:
            self._parser.number = number
            what = f"{mending.failure}: the unit" if fragment.is_whole else "the unit breaks off: it"
            self._faults.repaired(line, number, f"{what} is left out")
            return
        for below, what in mending.done:
            self._faults.repaired(line + below, number, what)
        yield from self._parsed(root, line)


def _last_line(element: etree._Element) -> int:
    """The line of an end tag in what was parsed, from 1."""
    return line_of(element) + etree.tostring(element, with_tail=False).count(b"\n")
