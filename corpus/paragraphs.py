"""Where lines and paragraphs begin and end in plain text.

A line is a paragraph: headings, datelines and list items stand on their own. Only in hard-wrapped
text does a line go on in the next one, and there a wrapped line shows itself: the first word of
the next line would not have fitted on it.
"""

import itertools
import re

from corpus.document import Span

_BREAK = re.compile(r"\r\n|\r|\n")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n)|[^\r\n]+$")
# Word's line break (U+000B), form feed, and Unicode's own separators end a paragraph as well.
_ROW = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BLANK = " \t\u00a0\ufeff"
_NARROWEST, _WIDEST = 30, 120  # columns; nobody wraps earlier or later
_FEWEST = 3  # wrapped lines that make a wrapped document
_SHARE = 0.6  # of the lines that another one follows directly
_SLACK = 2  # columns, for trailing white space and hanging punctuation


def lines(text: str) -> list[Span]:
    """Every line without its line break, empty ones too; line counts agree with ``wc -l``."""
    return [
        Span(match.start(), match.end(1) if match[1] is not None else match.end()) for match in _LINE.finditer(text)
    ]


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of ``text``, trimmed of white space, empty ones left out."""
    rows = [trim(text, Span(*match.span())) for match in _ROW.finditer(text)]
    rows = [row for row in rows if row.start < row.end]
    width = max((row.end - row.start for row in rows), default=0)
    pairs = list(itertools.pairwise(rows))
    adjacent = [len(_BREAK.findall(text, above.end, below.start)) == 1 for above, below in pairs]
    full = [
        follows and _would_overflow(text, above, below, width)
        for follows, (above, below) in zip(adjacent, pairs, strict=True)
    ]
    wrapped = _NARROWEST <= width <= _WIDEST and sum(full) >= max(_FEWEST, _SHARE * sum(adjacent))
    joined = rows[:1]
    for row, goes_on in zip(rows[1:], full, strict=True):
        if wrapped and goes_on:
            joined[-1] = Span(joined[-1].start, row.end)
        else:
            joined.append(row)
    return joined


def trim(text: str, span: Span) -> Span:
    """``span`` without white space at its ends."""
    piece = text[span.start : span.end]
    start = span.end - len(piece.lstrip().lstrip(_BLANK))
    return Span(start, max(start, span.start + len(piece.rstrip().rstrip(_BLANK))))


def _would_overflow(text: str, above: Span, below: Span, width: int) -> bool:
    word = text[below.start : below.end].split(maxsplit=1)[0]
    return above.end - above.start + 1 + len(word) > width - _SLACK
