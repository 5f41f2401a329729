"""Web pages: the article with its structure, without what stands around it.

A page of a news site carries menus, counters, share buttons, lists of related articles and comments; ``article``
tells them from the text, and what was left out is said. A page without such things loses nothing.

Plain text that was saved from such a page keeps all its lines: nothing in it tells a counter from a figure, or a
"Share" that is a button from one that is a heading. What has no translation stays unpaired.
"""

from lxml import etree
from lxml.html import HtmlElement

from corpus.document import Document
from corpus.errors import UnreadableDocument
from corpus.readers.markup import BREAKING, Markup
from corpus.readers.source import Builder, Source
from corpus.readers.web.article import article
from corpus.readers.web.charset import decode_page
from corpus.readers.web.parsing import parse_html

_LARGEST = 20_000_000  # bytes of a page
_TAGS = 300_000  # of a page, start and end; each takes a microsecond and some hundred bytes


def read(source: Source) -> Document:
    """The article of a page, or all of its text where it is none.

    Raises ``UnreadableDocument`` for what is too large or nests too deep, and ``UndecodableText``.
    """
    tags = source.data.count(b"<")
    if len(source.data) > _LARGEST or tags > _TAGS:
        raise UnreadableDocument(
            f"{source.name}: a page of {len(source.data) / 1e6:,.0f} MB and {tags:,} tags is more than can be read; "
            "split it into several"
        )
    decoded = decode_page(source)
    root = parse_html(decoded.text, source.name)
    builder, remarks = Builder(), []
    if root is not None:
        _, others = article(root)
        for run in others:
            run.clear()
        _settle_languages(root)
        Markup(builder).add(root)
        if others:
            remarks.append(f"left out as menus, buttons and the like around the text: {len(others)} lines")
    return builder.document(source, encoding=decoded.encoding, guessed=decoded.guessed, remarks=tuple(remarks))


def _settle_languages(root: HtmlElement) -> None:
    """Put ``lang`` where it is looked for: on the block, where it stands on all that is in the block."""
    for element in reversed(list(root.iter(etree.Element))):
        language = element.get("lang") or element.get("xml:lang")
        if not language:
            continue
        element.set("lang", language)
        block = element.getparent()
        alone = block is not None and len(block) == 1 and not f"{block.text or ''}{element.tail or ''}".strip()
        if alone and element.tag not in BREAKING and not block.get("lang"):
            block.set("lang", language)
