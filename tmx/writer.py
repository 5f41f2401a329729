"""Write TMX 1.4b, unit by unit, in constant memory.

Specification: https://www.gala-global.org/tmx-14b (LISA OSCAR, 2005). Element and attribute order,
dates and language tags are those that the DTD and OmegaT's schema both take.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from lxml import etree

from tmx.characters import clean
from tmx.errors import InvalidUnit
from tmx.unit import Header, Property, TranslationUnit, Variant

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Written:
    """What went into a file, and what had to be left out of it."""

    units: int
    empty: int  # units with an empty segment, which OmegaT would fill in as a translation
    illegal: int  # characters XML 1.0 has no place for
    bidi: int  # bidi controls in source segments


def write_tmx(out: BinaryIO, header: Header, units: Iterable[TranslationUnit]) -> Written:
    """Write ``units`` to the binary stream ``out``; raises ``InvalidUnit``."""
    count = empty = illegal = bidi = 0
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("tmx", version="1.4"):
            xml.write("\n")
            xml.write(_header(header))
            with xml.element("body"):
                xml.write("\n")
                for unit in units:
                    texts = [
                        clean(variant.text, is_source=variant.language == header.source_language)
                        for variant in unit.variants
                    ]
                    illegal += sum(text.illegal for text in texts)
                    bidi += sum(text.bidi for text in texts)
                    if not all(text.text for text in texts):
                        empty += 1
                        continue
                    xml.write(_unit(unit, [text.text for text in texts]))
                    count += 1
            xml.write("\n")
    return Written(count, empty, illegal, bidi)


def _header(header: Header) -> etree._Element:
    element = etree.Element(
        "header",
        {
            "creationtool": header.tool,
            "creationtoolversion": header.tool_version,
            "segtype": header.segtype,
            "o-tmf": header.tool,
            "adminlang": header.admin_language,
            "srclang": _language(header.source_language),
            "datatype": header.data_type,
        },
    )
    if header.created:
        element.set("creationdate", _date(header.created))
    for prop in header.properties:
        element.append(_property(prop))
    etree.indent(element)
    element.tail = "\n"
    return element


def _unit(unit: TranslationUnit, texts: list[str]) -> etree._Element:
    if not unit.variants:
        raise InvalidUnit("a translation unit without a variant")
    element = etree.Element("tu")
    if unit.created:
        element.set("creationdate", _date(unit.created))
    if unit.changed:
        element.set("changedate", _date(unit.changed))
    if unit.segtype:
        element.set("segtype", unit.segtype)
    for prop in unit.properties:
        element.append(_property(prop))
    for variant, text in zip(unit.variants, texts, strict=True):
        element.append(_variant(variant, text))
    etree.indent(element)
    element.tail = "\n"
    return element


def _variant(variant: Variant, text: str) -> etree._Element:
    element = etree.Element("tuv", {_LANG: _language(variant.language)})
    for prop in variant.properties:
        element.append(_property(prop))
    etree.SubElement(element, "seg").text = text
    return element


def _property(prop: Property) -> etree._Element:
    element = etree.Element("prop", type=prop.type)
    element.text = clean(prop.text, is_source=False).text
    return element


def _language(tag: str) -> str:
    if not tag or "_" in tag:
        raise InvalidUnit(f"{tag!r} is no language tag for TMX; use BCP 47 with hyphens, for example ar-LY")
    return tag


def _date(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%SZ")
