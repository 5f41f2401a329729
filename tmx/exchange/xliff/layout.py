"""White space between elements, for people; never inside a text, where it would be text."""

from lxml import etree

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def indented(element: etree._Element, level: int) -> etree._Element:
    """``element`` at ``level``, each of its children on a line of its own; those are left as they are inside."""
    inner, outer = f"\n{'  ' * (level + 1)}", f"\n{'  ' * level}"
    if len(element):
        element.text = inner
        for child in element:
            child.tail = inner
        element[-1].tail = outer
    element.tail = "\n"
    return element
