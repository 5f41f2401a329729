"""Inline elements of XLIFF 1.2 as those of TMX, and back."""

from lxml import etree

from tmx.exchange.xliff.filling import Filling
from tmx.exchange.xliff.markup import Markup, Numbers, literal, local
from tmx.inline import escape
from tmx.unit import Variant

_BEGINS, _ENDS = ("bpt", "bx"), ("ept", "ex")
_DELIMITERS, _PLACEHOLDERS = {"bold", "italic", "underlined", "link"}, {"image", "pb", "lb"}  # as ctype
_ASSOC = {"p": "preceding", "f": "following", "b": "both"}
_MTYPES = {"abbrev", "abbreviated-form", "abbreviation", "acronym", "name", "phrase", "protected", "term"}


def read_segment(element: etree._Element, language: str, numbers: Numbers) -> Variant:
    """The content of a ``source``, a ``target`` or a segment's ``mrk``."""
    if not len(element):
        return Variant(language, element.text or "")
    begins, ends = ({_key(code) for code in element.iter() if local(code) in names} for names in (_BEGINS, _ENDS))
    markup = Markup()
    _walk(element, markup, numbers, begins & ends)
    return markup.variant(language)


def _walk(element: etree._Element, out: Markup, numbers: Numbers, paired: set[str]) -> None:
    out.text(element.text)
    for child in element:
        _code(child, out, numbers, paired)
        out.text(child.tail)


def _code(code: etree._Element, out: Markup, numbers: Numbers, paired: set[str]) -> None:
    name, key, kind = local(code), _key(code), code.get("ctype")
    content = literal(code) if name in ("g", "x", "bx", "ex") else _native(code, numbers, paired)
    if name == "g":
        number = out.pair(code)
        out.code("bpt", content, i=number, x=numbers.of(key), type=kind)
        _walk(code, out, numbers, paired)
        out.code("ept", escape("</g>"), i=number)
    elif name in ("x", "ph"):
        out.code("ph", content, x=numbers.of(key), type=kind, assoc=(code.get("assoc") or "")[:1])
    elif name in _BEGINS and key in paired:
        out.code("bpt", content, i=out.pair(key), x=numbers.of(key), type=kind)
    elif name in _ENDS and key in paired:
        out.code("ept", content, i=out.pair(key))
    elif name in (*_BEGINS, *_ENDS, "it"):
        is_begin = name in _BEGINS or code.get("pos") == "open"
        out.code("it", content, pos="begin" if is_begin else "end", x=numbers.of(key), type=kind)
    elif name == "mrk" and code.get("mtype") != "seg":
        out.open("hi", type=code.get("mtype"))
        _walk(code, out, numbers, paired)
        out.close("hi")
    elif name:  # a segment's mrk, or an element from elsewhere: its text is text
        _walk(code, out, numbers, paired)


def _native(code: etree._Element, numbers: Numbers, paired: set[str]) -> str:
    """Native code, with the texts for people that are in it."""
    parts = [escape(code.text or "")]
    for child in code:
        if local(child) == "sub":
            inner = Markup()
            _walk(child, inner, numbers, paired)
            parts.append(f"<sub>{inner.inner()}</sub>")
        parts.append(escape(child.tail or ""))
    return "".join(parts)


def _key(code: etree._Element) -> str:
    return code.get("rid") or code.get("id") or ""


class Filling12(Filling):
    """Fills elements of XLIFF 1.2."""

    span = "g"
    elements = frozenset(("x", "bx", "ex"))

    def code(self, code: etree._Element, parent: etree._Element) -> None:
        """Add one inline element of TMX to ``parent``: 1.2 has the same, with other attributes."""
        name, kind = local(code), code.get("type", "")
        if name == "hi":
            self.content(code, self.put(parent, "mrk", {"mtype": _known(kind or "hi", _MTYPES)}))
            return
        if name == "sub":
            self.content(code, self.put(parent, "sub", {}))
            return
        start = self.start_of(code) if name == "ept" else ""
        number = start or self.number(code)
        ctype = kind and _known(kind, _DELIMITERS if name in ("bpt", "it") else _PLACEHOLDERS)
        if name == "bpt":
            element = self.put(parent, "bpt", {"id": number, "rid": number, "ctype": ctype})
        elif start:
            element = self.put(parent, "ept", {"id": number, "rid": number})
        elif name in ("ept", "it"):
            position = "open" if code.get("pos") == "begin" else "close"
            element = self.put(parent, "it", {"id": number, "pos": position, "ctype": ctype})
        else:  # ph, and ut of old files
            assoc = _ASSOC.get(code.get("assoc", ""), "")
            element = self.put(parent, "ph", {"id": number, "ctype": ctype, "assoc": assoc})
        self.content(code, element)


def _known(kind: str, known: set[str]) -> str:
    """``kind`` where the specification lists it, else as an extension."""
    own = "-".join(kind.removeprefix("x-").split())
    return kind if kind in known else f"x-{own or 'other'}"
