"""Markdown: CommonMark, tables and raw HTML; what is read is what a browser would show of it.

Code stays, each line a paragraph: what of it is not to be translated is for people to say. Left out are front
matter, comments and the addresses of links and pictures; the description of a picture stays.
"""

import re
from collections.abc import MutableMapping, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from corpus.decoding import decode
from corpus.document import Document
from corpus.errors import UnreadableDocument
from corpus.readers.markup import Markup
from corpus.readers.source import Builder, Source
from corpus.readers.web.parsing import parse_html

_LARGEST = 5_000_000  # bytes; a megabyte takes a second or two
_DEEPEST = 100  # levels, of which a list takes two; what is beyond is left out by the parser
_FRONT = re.compile(
    r"\A\ufeff?(?:---\s*\n(?=[\w-]+\s*:).*?\n(?:---|\.\.\.)|\+\+\+\s*\n.*?\n\+\+\+)[ \t]*(?:\n|\Z)", re.S
)


def read(source: Source) -> Document:
    """The blocks of a Markdown file; raises ``UnreadableDocument`` and ``UndecodableText``."""
    decoded = decode(source.data, source.name, source.encoding)
    text = _FRONT.sub("", decoded.text.replace("\r\n", "\n").replace("\r", "\n"), count=1)
    if len(source.data) > _LARGEST:
        raise UnreadableDocument(
            f"{source.name}: Markdown of more than {_LARGEST / 1e6:.0f} MB; "
            "split it, or name it .txt to read it as plain text"
        )
    tokens, environment = _PARSER.parse(text), dict[str, Any]()
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise UnreadableDocument(f"{source.name}: lists or quotations more than {_DEEPEST // 2} deep; make it flatter")
    builder = Builder()
    root = parse_html(_PARSER.renderer.render(tokens, _PARSER.options, environment), source.name)
    if root is not None:
        Markup(builder).add(root)
    return builder.document(source, encoding=decoded.encoding, guessed=decoded.guessed)


def _picture(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    environment: MutableMapping[str, Any],
) -> str:
    """The description of a picture, as text."""
    return escape(renderer.renderInlineAsText(tokens[index].children, options, environment))


_PARSER = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
_PARSER.add_render_rule("image", _picture)
