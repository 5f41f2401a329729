"""Read TMX, unit by unit, in constant memory.

Takes what TMX 1.1 to 1.4b writers write. Never resolves entities, never touches the network.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from tmx.errors import UnreadableMemory
from tmx.unit import TranslationUnit, Variant

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_INVISIBLE = {"bpt", "ept", "it", "ph", "ut"}  # hold native code; hi holds text


def read_tmx(path: Path) -> Iterator[TranslationUnit]:
    """The units of the file, each variant with its text, inline codes left out.

    Raises ``UnreadableMemory`` with the line.
    """
    try:
        with path.open("rb") as file:
            yield from _units(path, file)
    except etree.XMLSyntaxError as error:
        line = max(error.lineno or 1, 1)
        raise UnreadableMemory(f"{path}: line {line}: not well-formed XML ({error.msg}); repair it") from error
    except OSError as error:
        raise UnreadableMemory(f"{path}: cannot be read ({error.strerror or error})") from error


def _units(path: Path, file: BinaryIO) -> Iterator[TranslationUnit]:
    root = None
    events = etree.iterparse(file, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False)
    for event, element in events:
        if root is None:
            root = element
            if etree.QName(element).localname != "tmx":
                raise UnreadableMemory(f"{path}: line {element.sourceline}: <{element.tag}> where <tmx> is expected")
        if event == "end" and etree.QName(element).localname == "tu":
            yield TranslationUnit(tuple(_variants(path, element)))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


def _variants(path: Path, unit: etree._Element) -> Iterator[Variant]:
    for variant in unit.iterfind("{*}tuv"):
        language = variant.get(_LANG) or variant.get("lang")  # lang: before TMX 1.4
        if not language:
            raise UnreadableMemory(f"{path}: line {variant.sourceline}: a <tuv> without xml:lang; add it")
        segment = variant.find("{*}seg")
        yield Variant(language, "" if segment is None else _text(segment))


def _text(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname not in _INVISIBLE:  # no comment, no entity
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
