"""HTML to a tree, within bounds."""

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from corpus.errors import UnreadableDocument


def parse_html(text: str, name: str) -> HtmlElement | None:
    """The root of a web page or of a piece of one, mended as browsers do; none where there is nothing in it.

    Raises ``UnreadableDocument`` where it nests too deep or a tag or text in it is too long.
    """
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root: HtmlElement | None = etree.fromstring(text.replace("\0", "").encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    for entry in parser.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            raise UnreadableDocument(f"{name}: line {entry.line}: {entry.message.split(',')[0]}; save the page again")
    return root
