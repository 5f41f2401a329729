"""The values that text becomes: a document, its segments, and the two sides of a bitext.

Text is never changed: paragraphs and segments are offsets into ``Document.text``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_UNSPACED = frozenset(("zh", "ja", "yue", "th", "lo", "my", "km", "bo", "dz"))


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of code points in a document's text."""

    start: int
    end: int


class Kind(StrEnum):
    """What a block of a document is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    CUE = "cue"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table cell or subtitle: a range of code points, and its part in the document.

    ``level`` is that of a heading or of a list, from 1. A cell has the number of its table, and its
    ``row`` and ``column`` in it, all from 0; a cell of several paragraphs is several blocks. ``times``
    are those a subtitle is shown between, in milliseconds. ``language`` is a BCP 47 tag where the
    file says so itself, else empty.
    """

    start: int
    end: int
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    times: tuple[int, int] | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded text and where it came from.

    ``encoding`` is the codec that read it; ``guessed`` is true where neither a byte order mark,
    nor valid UTF-8, nor the user decided on it. ``blocks`` are what the format says of its structure,
    in order, none empty and trimmed of white space; plain text has none, and its paragraphs are to be
    found. ``remarks`` are sentences for the user about what the format could not tell.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    guessed: bool = False
    blocks: tuple[Block, ...] = ()
    remarks: tuple[str, ...] = ()

    def slice(self, span: "Span | Segment") -> str:
        """The text of a span, verbatim."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, heading or other unit of translation: offsets, and the ordinal of its paragraph."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Side:
    """One language of a bitext: the segments of ``document`` in that language, in order.

    ``language`` is a BCP 47 tag.
    """

    document: Document
    language: str
    segments: tuple[Segment, ...]

    def __len__(self) -> int:
        return len(self.segments)

    def texts(self) -> Iterator[str]:
        """The text of each segment, verbatim."""
        return (self.document.slice(segment) for segment in self.segments)

    def text(self, run: range, start: int = 0, end: int | None = None) -> str:
        """The text of consecutive segments, with what stands between them in the document.

        Between paragraphs that is one space, and nothing in scripts without spaces. ``start`` and
        ``end`` are code points of the first and the last segment; white space at a cut goes.
        """
        texts: list[str] = []
        last: Segment | None = None
        for here in self.parts(run, start, end):
            if last is not None:
                gap = Span(last.end, here.start)
                texts.append(self.document.slice(gap) if last.paragraph == here.paragraph else self._joint())
            texts.append(self.document.slice(here))
            last = here
        return "".join(texts)

    def parts(self, run: range, start: int = 0, end: int | None = None) -> Iterator[Segment]:
        """Consecutive segments, the first from code point ``start`` and the last to ``end`` of it."""
        for segment in run:
            yield self._part(segment, start if segment == run[0] else 0, end if segment == run[-1] else None)

    def _part(self, segment: int, start: int, end: int | None) -> Segment:
        """A segment, or code points ``start`` to ``end`` of it without white space at a cut."""
        whole = self.segments[segment]
        if start == 0 and end is None:
            return whole
        first, last = whole.start + start, whole.end if end is None else whole.start + end
        text = self.document.text[first:last]
        return Segment(first + len(text) - len(text.lstrip()), last - len(text) + len(text.rstrip()), whole.paragraph)

    def _joint(self) -> str:
        return "" if self.language.split("-")[0] in _UNSPACED else " "


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two sides that are to be aligned; both may lie in one document.

    ``rows`` are the segments of each side that stand in one row of a table, rising on both sides.
    """

    source: Side
    target: Side
    rows: tuple[tuple[range, range], ...] = ()
