"""Inline elements of a segment: native codes, and the text between them.

Codes are ``bpt`` and ``ept`` (a pair), ``it`` (half of a pair), ``ph`` and ``ut`` (alone); what is
inside is native code, and ``sub`` a text of its own within it. ``hi`` marks text and hides none.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from tmx.errors import InvalidUnit
from tmx.xml import XML, attributes_of, parse

NATIVE = frozenset(("bpt", "ept", "it", "ph", "ut"))
CONTENT = {  # element: what may be inside
    "seg": NATIVE | {"hi"},
    "hi": NATIVE | {"hi"},
    "sub": NATIVE | {"hi"},
    **dict.fromkeys(NATIVE, frozenset(("sub",))),
}
_REQUIRED = {"bpt": "i", "ept": "i", "it": "pos"}

_DECLARATION = re.compile(r"""(<[^<>]*?)\s+xmlns(?::[^\s=]+)?="[^"]*"(?=[^<>]*>)""")


@dataclass(frozen=True, slots=True)
class Code:
    """An inline element: its name, the number that tells it from others, and the native code inside.

    ``number`` is ``x``, which is the same in source and target, else ``i``; an ``ept`` has the
    number of its ``bpt``. ``hi`` has no native code.
    """

    kind: str
    number: str
    content: str


def escape(text: str) -> str:
    """Plain text as markup."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def text_of(markup: str) -> str:
    """What people read of ``markup``: all but native codes and what is inside them; raises ``InvalidUnit``."""
    return visible_text(parse_markup(markup))


def codes(markup: str) -> tuple[Code, ...]:
    """The inline elements of ``markup`` in order, except those inside a ``sub``; raises ``InvalidUnit``."""
    pairs: dict[str, str] = {}
    return tuple(_codes(parse_markup(markup), pairs))


def parse_markup(markup: str) -> etree._Element:
    """A ``seg`` element around ``markup``; raises ``InvalidUnit`` where it is not well-formed."""
    try:
        return parse(f"<seg>{markup}</seg>".encode())
    except (etree.XMLSyntaxError, UnicodeError) as error:
        raise InvalidUnit(f"the markup {markup[:60]!r} is not well-formed XML ({error})") from error


def visible_text(element: etree._Element) -> str:
    """The text of a ``seg`` or ``hi`` element without native codes."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "hi":
            parts.append(visible_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def mend_inline(segment: etree._Element, found: Callable[[etree._Element, str, str], None]) -> None:
    """Make ``segment`` hold what TMX allows there; ``found`` is told each fault before it is mended."""
    while misplaced := [element for element in segment.iterdescendants(etree.Element) if _is_misplaced(element)]:
        for element in misplaced:
            parent = element.getparent()
            place = "" if parent is None else parent.tag
            found(element, f"<{element.tag}> has no place in <{place}>", "its text is kept")
        for element in misplaced:
            element.tag = "misplaced"
        etree.strip_tags(segment, "misplaced")
    numbers = itertools.count(1)
    taken = {element.get("i") for element in segment.iter("bpt", "ept")}
    unpaired: list[str] = []
    for element in segment.iterdescendants(etree.Element):
        for name, _ in attributes_of(element):
            if ("{" in name or ":" in name) and not name.startswith(f"{{{XML}}}"):
                found(element, f"<{element.tag}> has an attribute of another namespace, {name}", "it is left out")
                del element.attrib[name]
        if missing := missing_attribute(element):
            found(element, f"<{element.tag}> without {missing}", "it is filled in")
            free = next(str(number) for number in numbers if str(number) not in taken)
            last = unpaired[-1] if element.tag == "ept" and unpaired else free
            element.set(missing, "begin" if element.tag == "it" else last)
        if element.tag == "bpt":
            unpaired.append(element.get("i") or "")
        elif element.tag == "ept" and element.get("i") in unpaired:
            unpaired.remove(element.get("i") or "")


def missing_attribute(element: etree._Element) -> str:
    """The attribute that an inline element has to have and has not, with a value that TMX allows."""
    name = _REQUIRED.get(str(element.tag), "")
    value = element.get(name) if name else ""
    return name if value is None or (name == "pos" and value not in ("begin", "end")) else ""


def is_encoding(element: etree._Element) -> bool:
    """Whether this is a ``ude`` as TMX has it."""
    maps = element.findall("map")
    text = "".join(map(str, element.itertext())).strip()
    return (
        element.tag == "ude"
        and {"name"} <= set(element.attrib) <= {"name", "base"}
        and all({"unicode"} <= set(code.attrib) <= {"unicode", "code", "ent", "subst"} for code in maps)
        and 0 < len(maps) == sum(1 for _ in element.iterdescendants())
        and not text
    )


def _is_misplaced(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in CONTENT and element.tag not in CONTENT[str(parent.tag)]


def inner_xml(element: etree._Element) -> str:
    """What stands inside ``element``, without declarations of namespaces."""
    whole = outer_xml(element)
    return whole[whole.index(">") + 1 : whole.rindex("<")]


def outer_xml(element: etree._Element) -> str:
    """An element as XML, without declarations of namespaces."""
    whole = etree.tostring(element, encoding="unicode", with_tail=False)
    return _DECLARATION.sub("", whole) if "xmlns" in whole else whole


def _codes(parent: etree._Element, pairs: dict[str, str]) -> Iterator[Code]:
    for element in parent:
        kind = str(element.tag)
        number = element.get("x") or element.get("i") or ""
        if kind == "bpt":
            pairs[element.get("i") or ""] = number
        elif kind == "ept":
            number = pairs.get(number, number)
        if kind == "hi":
            yield Code(kind, number, "")
            yield from _codes(element, pairs)
        else:
            yield Code(kind, number, visible_text(element))
