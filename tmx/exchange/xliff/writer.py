"""Write XLIFF 1.2 and 2.1, unit by unit, in constant memory.

Specifications: https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html (2008) and
https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html (2018). A ``file``
begins where units come from another source file than those before them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count, groupby
from typing import Any, BinaryIO

from lxml import etree

from tmx.exchange.languages import Languages
from tmx.exchange.pairs import Exported, Pair, Pairs, legal
from tmx.exchange.xliff import units12, units21
from tmx.exchange.xliff.layout import indented
from tmx.unit import Header, TranslationUnit

_XLIFF12 = "urn:oasis:names:tc:xliff:document:1.2"
_XLIFF20 = "urn:oasis:names:tc:xliff:document:2.0"  # and of 2.1
_UNKNOWN = "memory"  # stands for the name of a file, which 1.2 insists on


def write_xliff12(out: BinaryIO, header: Header, languages: Languages, units: Iterable[TranslationUnit]) -> Exported:
    """Write ``units`` as XLIFF 1.2; one without a state is translated. Raises ``InvalidUnit``."""
    pairs = Pairs(units, languages)
    groups = groupby(pairs, lambda pair: (_source_file(pair), pair.source.language, pair.target.language))
    numbers = count(1)
    with _document(out, _XLIFF12, {"version": "1.2"}) as xml:
        for (original, source, target), group in groups:
            with xml.element("file", _file12(original, source, target, header)):
                xml.write("\n", _head(header))
                with xml.element("body"):
                    xml.write("\n")
                    for pair in group:
                        xml.write(units12.element(pair, next(numbers)))
            xml.write("\n")
        if not pairs.counts().units:
            empty = etree.Element("file", _file12("", languages.source, languages.target, header))
            empty.extend([_head(header), etree.Element("body")])
            xml.write(empty)
    return pairs.counts()


def write_xliff21(out: BinaryIO, languages: Languages, units: Iterable[TranslationUnit]) -> Exported:
    """Write ``units`` as XLIFF 2.1; one without a state is translated. Raises ``InvalidUnit``.

    2.1 has two languages for all of a document; what country a unit is for is lost. And it has no
    document without a unit: one without is not valid.
    """
    pairs = Pairs(units, languages)
    files, numbers = count(1), count(1)
    root = {"version": "2.1", "srcLang": languages.source, "trgLang": languages.target}
    with _document(out, _XLIFF20, root) as xml:
        for original, group in groupby(pairs, _source_file):
            attributes = {"id": f"f{next(files)}"} | ({"original": original} if original else {})
            with xml.element("file", attributes):
                xml.write("\n")
                for pair in group:
                    xml.write(units21.element(pair, next(numbers)))
            xml.write("\n")
    return pairs.counts()


@contextmanager
def _document(out: BinaryIO, namespace: str, attributes: dict[str, str]) -> Iterator[Any]:
    """A file with its root; elements without a namespace inside are in that of the root."""
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{namespace}}}xliff", attributes, nsmap={None: namespace}):
            xml.write("\n")
            yield xml
    out.write(b"\n")


def _source_file(pair: Pair) -> str:
    return legal(pair.unit.property("x-source-file"))


def _file12(original: str, source: str, target: str, header: Header) -> dict[str, str]:
    return {
        "original": original or _UNKNOWN,
        "source-language": source,
        "target-language": target,
        "datatype": "plaintext",
        "tool-id": header.tool,
    }


def _head(header: Header) -> etree._Element:
    head = etree.Element("header")
    etree.SubElement(
        head, "tool", {"tool-id": header.tool, "tool-name": header.tool, "tool-version": header.tool_version}
    )
    return indented(head, 0)
