"""Inline elements of XLIFF 2.0 and 2.1 as those of TMX, and back."""

import re
from collections.abc import Mapping

from lxml import etree

from tmx.exchange.pairs import legal
from tmx.exchange.xliff.filling import Filling
from tmx.exchange.xliff.markup import Markup, Numbers, literal, local
from tmx.inline import escape
from tmx.unit import Variant

# What points at other parts of the file, which the element does not take along.
_POINTERS = frozenset(("dataRef", "dataRefStart", "dataRefEnd", "subFlows", "subFlowsStart", "subFlowsEnd", "copyOf"))
_HEX = re.compile("0*((?:10|[0-9A-Fa-f])?[0-9A-Fa-f]{1,4})")
_TYPES = {"fmt", "ui", "quote", "link", "image", "other"}

OriginalData = Mapping[str, str]


def read_segment(element: etree._Element, language: str, numbers: Numbers, data: OriginalData) -> Variant:
    """The content of a ``source`` or ``target``; ``data`` is the native code of its unit."""
    if not len(element):
        return Variant(language, element.text or "")
    starts = {code.get("id") for code in element.iter("{*}sc")}
    ends = {code.get("startRef") for code in element.iter("{*}ec")}
    markup = Markup()
    _walk(element, markup, numbers, {key for key in starts & ends if key}, data)
    return markup.variant(language)


def original_data(unit: etree._Element) -> OriginalData:
    """The native codes of a unit, by their identifiers."""
    return {data.get("id", ""): _with_code_points(data) for data in unit.iterfind("{*}originalData/{*}data")}


def _walk(element: etree._Element, out: Markup, numbers: Numbers, paired: set[str], data: OriginalData) -> None:
    out.text(element.text)
    for child in element:
        _code(child, out, numbers, paired, data)
        out.text(child.tail)


def _code(code: etree._Element, out: Markup, numbers: Numbers, paired: set[str], data: OriginalData) -> None:
    name, key, kind = local(code), code.get("startRef") or code.get("id") or "", code.get("type")
    content = _native(code, data)
    if name == "cp":
        out.text(_code_point(code))
    elif name == "pc":
        number = out.pair(code)
        out.code("bpt", content, i=number, x=numbers.of(key), type=kind)
        _walk(code, out, numbers, paired, data)
        out.code("ept", _native_end(code, data), i=number)
    elif name == "ph":
        out.code("ph", content, x=numbers.of(key), type=kind)
    elif name == "sc" and key in paired:
        out.code("bpt", content, i=out.pair(key), x=numbers.of(key), type=kind)
    elif name == "ec" and key in paired:
        out.code("ept", content, i=out.pair(key))
    elif name in ("sc", "ec"):
        out.code("it", content, pos="begin" if name == "sc" else "end", x=numbers.of(key), type=kind)
    elif name == "mrk":
        out.open("hi", type=kind)
        _walk(code, out, numbers, paired, data)
        out.close("hi")
    elif name not in ("sm", "em", ""):
        _walk(code, out, numbers, paired, data)


def _native(code: etree._Element, data: OriginalData) -> str:
    """The native code of an element: what it refers to, else the element itself, but for codes that come in two."""
    reference = code.get("dataRef") or code.get("dataRefStart") or ""
    if reference in data:
        return escape(data[reference])
    return literal(code, without=_POINTERS) if local(code) == "ph" or _is_bare(code) else ""


def _native_end(code: etree._Element, data: OriginalData) -> str:
    return escape("</pc>" if _is_bare(code) else data.get(code.get("dataRefEnd", ""), ""))


def _is_bare(code: etree._Element) -> bool:
    return local(code) == "pc" and not (code.get("dataRefStart") or code.get("dataRefEnd"))


def _with_code_points(data: etree._Element) -> str:
    return (data.text or "") + "".join(_code_point(point) + (point.tail or "") for point in data.iterfind("{*}cp"))


def _code_point(point: etree._Element) -> str:
    """The character that ``cp`` stands for; mostly there is none that XML, and so TMX, could hold."""
    digits = _HEX.fullmatch(point.get("hex", ""))
    return legal(chr(int(digits[1], 16))) if digits else ""


class Filling21(Filling):
    """Fills elements of XLIFF 2.1; native codes gather in ``data``, from code to identifier, for the unit."""

    span = "pc"
    elements = frozenset(("ph",))

    def __init__(self, element: etree._Element, data: dict[str, str]) -> None:
        super().__init__(element)
        self._data = data

    def code(self, code: etree._Element, parent: etree._Element) -> None:
        """Add one inline element of TMX to ``parent``: an empty one, for 2.1 keeps native code elsewhere."""
        name, kind = local(code), code.get("type", "")
        if name == "hi":
            known = {"type": kind} if kind in ("term", "comment") else {}
            self.content(code, self.put(parent, "mrk", {"id": f"m{self.number(code)}"} | known))
            return
        start = self.start_of(code) if name == "ept" else ""
        common = {"dataRef": self._reference(code), "type": kind if kind in _TYPES else ""}
        if name == "bpt":
            self.put(parent, "sc", {"id": f"b{self.number(code)}"} | common)
        elif start:
            self.put(parent, "ec", {"startRef": f"b{start}"} | common)
        elif name in ("ept", "it"):
            end = "sc" if code.get("pos") == "begin" else "ec"
            self.put(parent, end, {"id": f"i{self.number(code)}", "isolated": "yes"} | common)
        else:
            self.put(parent, "ph", {"id": f"p{self.number(code)}"} | common)

    def _reference(self, code: etree._Element) -> str:
        native = "".join(str(text) for text in code.itertext())
        return self._data.setdefault(native, f"d{len(self._data) + 1}") if native else ""
