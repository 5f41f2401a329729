"""Translation memories as documents: a unit is a row, a language a column.

Only the texts are read here; it is ``tmx`` that reads memories as memories.
"""

from operator import itemgetter

from corpus.document import Document, Kind
from corpus.language import primary
from corpus.readers.declared import standard_tag
from corpus.readers.elements import elements, language, local, text_of
from corpus.readers.source import Builder, Source

_CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))


def read(source: Source) -> Document:
    """The segments of all units, without their inline codes; the header's source language is the first column.

    Raises ``UnreadableDocument``.
    """
    builder = Builder()
    first, columns, rows = "", dict[str, int](), 0
    for element in elements(source, "tmx", ("header", "tu"), outer=("body",)):
        if local(element) == "header":
            first = primary(standard_tag(element.get("srclang", "")))
            continue
        texts: list[tuple[int, str, str]] = []
        for variant in element.iterfind("{*}tuv"):
            tag = standard_tag(language(variant) or variant.get("lang", ""))
            if tag not in columns:
                is_first = 0 not in columns.values() and first in ("", primary(tag))
                columns[tag] = 0 if is_first else max(columns.values(), default=0) + 1
            texts += ((columns[tag], tag, text_of(segment, _CODES)) for segment in variant.iterfind("{*}seg"))
        for column, tag, text in sorted(texts, key=itemgetter(0)):
            builder.add(text, Kind.CELL, cell=(0, rows, column), language=tag)
        rows += 1
    return builder.document(source)
