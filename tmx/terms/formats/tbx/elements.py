"""From an item to the element, or the group of elements, that says it."""

from collections.abc import Mapping

from tmx.characters import legal
from tmx.inline import escape
from tmx.languages import is_language
from tmx.terms.formats.lost import Tally
from tmx.terms.formats.tbx.items import ATTRIBUTES
from tmx.terms.formats.tbx.vocabulary import element_of
from tmx.terms.formats.texts import one_line, unindented

_MAIN = {"descrip": "descripGrp", "admin": "adminGrp", "termNote": "termNoteGrp", "transac": "transacGrp"}
_NEIGHBOUR = {"descrip": "admin", "admin": "adminNote", "termNote": "admin", "transac": "transacNote"}
_ALONE = frozenset(("note", "ref", "xref"))


class Elements:
    """Elements of one file; what they have to give up goes to the tally."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def item(self, kind: str, text: str, attributes: Mapping[str, str], *, of_term: bool = False) -> str:
        """One data category; nothing, counted, where there is nothing to say."""
        if not kind.strip() or not (text.strip() or attributes.keys() - {"element"}):
            self._tally["details"] += 1
            return ""
        element = attributes.get("element") or element_of(kind, of_term=of_term)
        if element not in _MAIN.keys() | _ALONE or (element == "termNote" and not of_term):
            element = "admin"
        others = {key: value for key, value in attributes.items() if key not in ATTRIBUTES | {"element"}}
        if element in _ALONE:
            self._tally["details"] += len(others)
            return self._element(element, kind, text, attributes)
        if not others and element != "transac":
            return self._element(element, kind, text, attributes)
        held = dict(attributes)
        responsible = element == "transac" and "responsibility" in others
        target = {"target": held.pop("target")} if responsible and "target" in held else {}
        inside = [self._element(element, kind, text, held)]
        for key, value in others.items():
            name = key if key == "note" or (key == "date" and element == "transac") else _NEIGHBOUR[element]
            inside.append(self._element(name, key, value, target if key == "responsibility" else {}))
        return f"<{_MAIN[element]}>{''.join(inside)}</{_MAIN[element]}>"

    def term(self, text: str) -> str:
        """The ``term`` itself."""
        return f"<term>{self.text(text, is_term=True)}</term>"

    def text(self, text: str, *, is_term: bool = False) -> str:
        """A text as the inside of an element."""
        kept, illegal = legal(text)
        fitted = one_line(kept) if is_term else unindented(kept)
        self._tally["illegal"] += illegal
        self._tally["flattened"] += fitted != kept.strip(" \t\r\n")
        return escape(fitted)

    def quoted(self, text: str) -> str:
        """A text as the value of an attribute."""
        kept, illegal = legal(text)
        self._tally["illegal"] += illegal
        return '"' + escape(kept).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;") + '"'

    def _element(self, name: str, kind: str, text: str, attributes: Mapping[str, str]) -> str:
        typed = "" if kind == name else f" type={self.quoted(kind)}"
        for key in sorted(ATTRIBUTES & attributes.keys()):
            if key == "xml:lang" and not is_language(attributes[key]):
                self._tally["details"] += 1
            else:
                typed += f" {key}={self.quoted(attributes[key])}"
        return f"<{name}{typed}>{self.text(text)}</{name}>"
