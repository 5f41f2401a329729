"""Spans of several findings in one text."""

from collections.abc import Iterable, Iterator

from aligner.checking.finding import Finding, Side


def marked_spans(findings: Iterable[Finding], side: Side, length: int) -> list[tuple[int, int]]:
    """The parts of one side's text that findings are about, in order and apart from each other.

    A span over all of the text marks nothing.
    """
    places = sorted((span.start, span.end) for finding in findings for span in finding.spans if span.side is side)
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if (start, end) == (0, length) or start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """``text`` in parts, and whether each is marked."""
    last = 0
    for start, end in spans:
        if start > last:
            yield text[last:start], False
        yield text[start:end], True
        last = end
    if last < len(text):
        yield text[last:], False
