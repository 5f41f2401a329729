"""The beginning of a file, up to the first unit: document type, root, header."""

import re
from xml.sax.saxutils import quoteattr

from lxml import etree

from tmx.faults import Faults
from tmx.inline import is_encoding, outer_xml
from tmx.languages import ALL
from tmx.reading.parsing import Parser
from tmx.unit import Header, Note, Property, SegType
from tmx.xml import attributes_of, line_of, name_of

_FILLING = re.compile(rb"(?:\s++|\xef\xbb\xbf|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
_DOCUMENT_TYPE = re.compile(
    rb"""<!DOCTYPE(?:[^\[>"']++|"[^"]*"|'[^']*')*+(?:\[(?:<!--(?:.*?-->|.*+)|"[^"]*"|'[^']*'|[^\]"'])*+\]\s*+)?+>""",
    re.DOTALL,
)
_LONGEST = 1 << 16  # of a document type; the whole DTD of TMX is a sixth of it
_ROOT = re.compile(rb"<([^\s/>!?]+)")
_DEFAULTS = {"creationtool": "unknown", "creationtoolversion": "unknown", "adminlang": "en", "datatype": "unknown"}
_FIELDS = {*_DEFAULTS, "srclang", "segtype", "o-tmf", "creationdate"}


def start_of_root(data: bytes, faults: Faults) -> int:
    """Where ``<tmx`` is; raises ``UnreadableMemory`` for other files and for a document type with entities."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        faults.fatal(1, 0, "the file is empty")
    start = _after_filling(data, 0)
    line = 1 + data.count(b"\n", 0, start)
    if data.startswith(b"<!DOCTYPE", start):
        document_type = _DOCUMENT_TYPE.match(data, start, start + _LONGEST)
        if not document_type:
            faults.fatal(line, 0, "the document type is not well-formed XML; remove it")
        if b"<!ENTITY" in document_type[0]:
            what = "the document type declares entities, which TMX has no use for and which can be an attack"
            faults.found(line, 0, what, "they are not resolved")
        start = _after_filling(data, document_type.end())
        line = 1 + data.count(b"\n", 0, start)
    root = _ROOT.match(data, start)
    name = root[1].decode(errors="replace")[:40] if root else ""
    if name == "tmx":
        return start
    if data.startswith(b"PK\x03\x04"):
        faults.fatal(1, 0, "this is a ZIP archive, not TMX; unpack it first")
    if name:
        faults.fatal(line, 0, f"<{name}> where <tmx> is expected; this is not TMX")
    found = re.search(rb"<tmx[\s>]", data)
    if not found:
        faults.fatal(line, 0, "this is neither XML nor TMX")
    faults.found(line, 0, "not well-formed XML (something stands before <tmx>)", "it is left out")
    return found.start()


def _after_filling(data: bytes, start: int) -> int:
    """The end of white space, comments and instructions."""
    filling = _FILLING.match(data, start)
    return filling.end() if filling else start


def wrapper_of(root: etree._Element) -> bytes:
    """Start tags for units to be parsed by themselves, with the namespaces that the file declares."""
    spaces = "".join(f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in root.nsmap.items() if prefix)
    return f"<tmx{spaces}><body>".encode()


def read_header(root: etree._Element, parser: Parser, faults: Faults) -> Header:
    """The header; where there is none, or none with ``srclang``, its source language is empty after recovery."""
    element = root.find("header")
    if element is None:
        line = parser.line + line_of(root)
        faults.found(line, 0, "a <tmx> without a <header>", "it is filled in")
        return Header("", _DEFAULTS["creationtool"], _DEFAULTS["creationtoolversion"], data_type=_DEFAULTS["datatype"])
    line = parser.line + line_of(element)
    values = {name_of(element, name): value for name, value in attributes_of(element)}
    language = values.get("srclang", "").strip()
    if not language:
        faults.found(line, 0, "a <header> without srclang", "it is taken from the first unit")
    elif language.lower() == ALL:
        language = ALL
    else:
        language = parser.language(element, language)
    absent = [name for name in (*_DEFAULTS, "segtype", "o-tmf") if not values.get(name, "").strip()]
    if absent:  # clients do without, and read the same into it
        faults.repaired(line, 0, f"a <header> without {', '.join(absent)}: filled in")
    values = _DEFAULTS | {name: value for name, value in values.items() if name not in absent}
    properties: list[Property] = []
    notes: list[Note] = []
    encodings: list[str] = []
    for child in element:
        if child.tag == "ude" and is_encoding(child):
            encodings.append(outer_xml(child))
        else:
            parser.remark(child, properties, notes)
    tool, form = values["creationtool"], values.get("o-tmf", "")
    return Header(
        language,
        tool,
        values["creationtoolversion"],
        parser.segtype(element, values.get("segtype", "")) or SegType.SENTENCE,
        values["adminlang"],
        values["datatype"],
        parser.date(element, "creationdate", values.get("creationdate", "")),
        tuple(properties),
        tuple(notes),
        tuple(encodings),
        "" if form == tool else form,
        tuple((name, value) for name, value in values.items() if name not in _FIELDS),
    )
