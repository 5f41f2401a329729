"""Parse a piece of a file: never an entity, never the network, never a document type."""

import re

from lxml import etree

from tmx.characters import ILLEGAL

XML = "http://www.w3.org/XML/1998/namespace"
LANG = f"{{{XML}}}lang"
REFERENCE = re.compile("&#(?:x([0-9a-fA-F]+)|([0-9]+));")


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


_PARSER, _MENDING_PARSER = _parser(recover=False), _parser(recover=True)


def parse(data: bytes) -> etree._Element:
    """The root of well-formed XML in UTF-8; raises ``etree.XMLSyntaxError``.

    Elements of a default namespace lose it: some tools declare one, TMX has none.
    """
    root = etree.fromstring(data, _PARSER)
    if b"xmlns" in data:
        for element in root.iter(etree.Element):
            if element.prefix is None and element.tag.startswith("{"):
                element.tag = element.tag.partition("}")[2]
    return root


def parse_mended(data: bytes) -> etree._Element | None:
    """The root of what libxml2 makes of XML that is not well-formed, if anything."""
    root: etree._Element | None = etree.fromstring(data, _MENDING_PARSER)
    return root


def line_of(element: etree._Element) -> int:
    """The line of a start tag in what was parsed, from 1."""
    line: int = element.sourceline or 1  # type: ignore[assignment]
    return line


def attributes_of(element: etree._Element) -> list[tuple[str, str]]:
    """Names as lxml has them, and values."""
    return element.items()  # type: ignore[return-value]


def name_of(element: etree._Element, attribute: str) -> str:
    """The name of an attribute as it stands in the file: ``xml:lang``."""
    if not attribute.startswith("{"):
        return attribute
    space, _, local = attribute[1:].partition("}")
    spaces = {XML: "xml"} | {uri: prefix for prefix, uri in element.nsmap.items() if prefix}
    return f"{spaces.get(space, 'ns')}:{local}"


def number_of(reference: re.Match[str]) -> int:
    """The code point in a match of ``REFERENCE``."""
    return int(reference[1], 16) if reference[1] else int(reference[2])


def is_illegal(reference: re.Match[str]) -> bool:
    """Whether a match of ``REFERENCE`` names a character that XML 1.0 has no place for."""
    number = number_of(reference)
    return number > 0x10FFFF or ILLEGAL.match(chr(number)) is not None
