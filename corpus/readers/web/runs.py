"""A web page as runs of text: what stands between two borders of blocks, and the element it stands in.

Runs are what is kept of a page or left out of it. Their texts are those of the page itself, so that whatever
decides on them cannot change them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from corpus.readers.markup import BREAKING, UNSEEN, is_left_out


@dataclass(slots=True)
class Run:
    """Text in ``element`` without a border in it.

    ``own`` is what of it stands in no link; ``size`` and ``linked`` are characters, of all and of what does.
    """

    element: HtmlElement
    text: str = ""
    own: str = ""
    size: int = 0
    linked: int = 0
    _nodes: list[tuple[HtmlElement, bool]] = field(default_factory=list)  # and whether it is the tail of it
    _pieces: list[tuple[str, bool]] = field(default_factory=list)

    def add(self, node: HtmlElement, text: str, *, is_tail: bool, is_link: bool) -> None:
        """Append the text of ``node``, or the one behind it; ``text`` is there after ``close``."""
        size = len(text.strip())
        self.size += size
        self.linked += size * is_link
        self._pieces.append((text, is_link))
        self._nodes.append((node, is_tail))

    def close(self) -> None:
        """Nothing more is added."""
        self.text = self.own = _joined(text for text, _ in self._pieces) if self.size else ""
        if self.linked:
            self.own = _joined(text for text, is_link in self._pieces if not is_link)
        self._pieces = []

    def clear(self) -> None:
        """Take the text out of the page."""
        for node, is_tail in self._nodes:
            if is_tail:
                node.tail = " "
            else:
                node.text = " "

    def mark(self, sign: str) -> None:
        """Put ``sign`` before the text in the page."""
        node, is_tail = next(
            node for node in self._nodes if ((node[0].tail if node[1] else node[0].text) or "").strip()
        )
        if is_tail:
            node.tail = sign + (node.tail or "")
        else:
            node.text = sign + (node.text or "")

    def above(self) -> Iterator[HtmlElement]:
        """The element and those it stands in, inner ones first."""
        yield self.element
        yield from self.element.iterancestors()


def _joined(pieces: Iterable[str]) -> str:
    return " ".join("".join(pieces).split())


def runs_of(root: HtmlElement, is_apart: Callable[[HtmlElement], bool]) -> list[Run]:
    """The runs of a page in order, those of white space left out; what is apart in a line is one as well."""
    walk = _Walk(is_apart, Run(root))
    walk.inside(root, root, is_link=False)
    walk.close(root)
    return walk.runs


@dataclass(slots=True)
class _Walk:
    is_apart: Callable[[HtmlElement], bool]
    run: Run
    runs: list[Run] = field(default_factory=list)

    def inside(self, element: HtmlElement, block: HtmlElement, *, is_link: bool) -> None:
        if element.text:
            self.run.add(element, element.text, is_tail=False, is_link=is_link)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in UNSEEN and not is_left_out(child):
                self._child(child, block, is_link=is_link or child.tag in ("a", "button"))
            if child.tail:
                self.run.add(child, child.tail, is_tail=True, is_link=is_link)

    def _child(self, child: HtmlElement, block: HtmlElement, *, is_link: bool) -> None:
        if child.tag == "br":
            self.close(block)
        elif child.tag in BREAKING or self.is_apart(child):
            self.close(child)
            self.inside(child, child, is_link=is_link)
            self.close(block)
        else:
            self.inside(child, block, is_link=is_link)

    def close(self, block: HtmlElement) -> None:
        """End the run; the next one stands in ``block``."""
        self.run.close()
        if self.run.text:
            self.runs.append(self.run)
        self.run = Run(block)
