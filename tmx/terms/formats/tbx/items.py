"""What is said of a concept, a language or a term: one data category each, however the file has it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tmx.terms.formats.lost import Tally
from tmx.terms.formats.tbx.parsing import Node
from tmx.terms.formats.tbx.vocabulary import CORE, GROUPS, LANGUAGES, TERMS, TYPED, element_of
from tmx.terms.formats.texts import unindented
from tmx.unit import Property

ATTRIBUTES = frozenset(("xml:lang", "target", "datatype"))
"""Attributes of an item that are attributes in a file; the others are its neighbours in a group."""
_STRUCTURE = LANGUAGES | TERMS | {"term", "termGrp"}
_SILENT = frozenset(("type", "module"))  # the type is the item's kind; the module follows from it


@dataclass(slots=True)
class Item:
    """A data category, its text, and what belongs to it (``xml:lang``, ``source``, ``date``...)."""

    kind: str
    element: str
    text: str
    attributes: dict[str, str] = field(default_factory=dict)

    def property(self, *, of_term: bool) -> Property:
        """The item as a property; it says its element where that is not the usual one."""
        usual = element_of(self.kind, of_term=of_term)
        element = {} if self.element == usual else {"element": self.element}
        return Property(self.kind, self.text, tuple((self.attributes | element).items()))


def items_of(node: Node, tally: Tally, *, of_term: bool) -> Iterator[Item]:
    """The items directly in an entry, a language or a term."""
    for child in node.children:
        if child.name in GROUPS:
            if item := _grouped(child, tally, of_term=of_term):
                yield item
        elif child.name not in _STRUCTURE and (item := _item(child, tally, of_term=of_term)):
            yield item


def _grouped(group: Node, tally: Tally, *, of_term: bool) -> Item | None:
    """The first item of a group, and the others as what belongs to it."""
    found = [item for child in group.children if (item := _item(child, tally, of_term=of_term))]
    if not found:
        return None
    main, *others = found
    for other in others:
        for key, value in {other.kind: other.text, **other.attributes}.items():
            if main.attributes.setdefault(key, value) != value:
                tally["details"] += 1
    return main


def _item(node: Node, tally: Tally, *, of_term: bool) -> Item | None:
    tally["details"] += len(node.children)  # nothing has a place inside a text
    is_typed = node.space in CORE and node.name in TYPED
    kind = (node.attributes.get("type", "").strip() if is_typed else "") or node.name
    attributes = {}
    for name, value in node.attributes.items():
        if name in ATTRIBUTES:
            attributes[name] = value
        elif name not in _SILENT:
            tally["details"] += 1
    text = unindented(node.text)
    if not text and not attributes:
        return None
    return Item(kind, node.name if is_typed else element_of(kind, of_term=of_term), text, attributes)
