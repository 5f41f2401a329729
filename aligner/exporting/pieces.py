"""A text cut wherever we or a client cut it, and what of these pieces each asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from aligner.alignment import Extent
from aligner.exporting.cutting import plain_sentences
from corpus import split_sentences
from tmx import Variant

_WORD_ENDS = re.compile(r"[^\W\d_]{3}[.?!]+[\"'”’»)]*$")  # what is shorter may be an abbreviation


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text in pieces: ``spans`` of characters, trimmed.

    ``sentences`` are ours, as runs of pieces; ``asked`` these and those of OmegaT's own rules, which
    break inside a quotation and not after ``؟``.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    sentences: tuple[range, ...]
    asked: tuple[range, ...]

    @classmethod
    def of(cls, side: Variant) -> "Pieces":
        """The pieces of a text."""
        ours = _spans(side.text, split_sentences(side.text, side.language))
        theirs = _spans(side.text, plain_sentences(side.text, side.language))
        sure = [span for span in theirs if _WORD_ENDS.search(side.text[: span[1]])]
        spans = _pieces(side.text, [end for _, end in (*ours, *sure)])
        sentences, asked = _runs(ours, spans), _runs(theirs, spans)
        return cls(side.text, tuple(spans), tuple(sentences), tuple(dict.fromkeys([*sentences, *asked])))

    def texts(self) -> list[str]:
        """The text of each piece."""
        return [self.text[start:end] for start, end in self.spans]

    def slice(self, extent: Extent) -> str:
        """The text of an extent over pieces."""
        first, last = self.spans[extent.segments[0]][0], self.spans[extent.segments[-1]]
        return self.text[first + extent.start : last[1] if extent.end is None else last[0] + extent.end].strip()


def _spans(text: str, parts: Sequence[str]) -> list[tuple[int, int]]:
    spans, place = [], 0
    for part in parts:
        start = text.index(part, place)
        place = start + len(part)
        spans.append((start, place))
    return spans


def _pieces(text: str, ends: Sequence[int]) -> list[tuple[int, int]]:
    cuts = pairwise(sorted({0, *ends, len(text)}))
    pieces = [(first, text[first:last]) for first, last in cuts]
    spans = [(first + len(piece) - len(piece.lstrip()), first + len(piece.rstrip())) for first, piece in pieces]
    return [(start, end) for start, end in spans if start < end]


def _runs(spans: Sequence[tuple[int, int]], pieces: Sequence[tuple[int, int]]) -> list[range]:
    """The spans that consist of whole pieces, as runs of them."""
    starts = {start: number for number, (start, _) in enumerate(pieces)}
    ends = {end: number + 1 for number, (_, end) in enumerate(pieces)}
    return [range(starts[start], ends[end]) for start, end in spans if start in starts and end in ends]
