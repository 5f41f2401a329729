"""Keyword in context: where a word or phrase is in a text, in any inflection, and what stands around it."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import accumulate

from rich.cells import cell_len

from tmx.matching.keys import match_keys
from tmx.matching.spans import Span, word_spans
from tmx.matching.stems import forms, stemmer

_ELLIPSIS = "…"


def find_keyword(text: str, pattern: str, language: str, window: int = 0) -> tuple[Span, ...]:
    """Where ``pattern`` occurs in ``text``, both in ``language`` (BCP 47): spans of whole words, in order.

    Words are compared by their stems; in Arabic one with a conjunction, preposition or article
    written on to it counts as the word. A phrase has its words in order, with at most ``window``
    other words between two of them; its span reaches from the first to the last. Spans do not
    overlap.
    """
    stem = stemmer(language)
    wanted = [
        frozenset(form for part in key.split() for form in forms(part, language))
        for key in _keys(pattern, word_spans(pattern))
        if key
    ]
    if not wanted:
        return ()
    places = word_spans(text)
    found = [frozenset(map(stem, key.split())) for key in _keys(text, places)]
    spans: list[Span] = []
    first = 0
    while first < len(places):
        last = _last(found, wanted, first, window)
        if last is not None:
            spans.append((places[first][0], places[last][1]))
        first = first + 1 if last is None else last + 1
    return tuple(spans)


def _keys(text: str, spans: Sequence[Span]) -> list[str]:
    """The match key of each word; of some single characters, several words."""
    return match_keys([text[start:end] for start, end in spans])


def _last(found: Sequence[frozenset[str]], wanted: Sequence[frozenset[str]], first: int, window: int) -> int | None:
    """The last word of the phrase that begins with the word ``first``, if one does."""
    if not found[first] & wanted[0]:
        return None
    at = first
    for forms_of_word in wanted[1:]:
        near = range(at + 1, min(at + 2 + window, len(found)))
        at = next((index for index in near if found[index] & forms_of_word), -1)
        if at < 0:
            return None
    return at


def context(text: str, span: Span, before: int, after: int) -> tuple[str, str, str]:
    """What stands before the keyword at ``span``, the keyword, and what stands after it, in logical order.

    White space is one blank, and each side is cut between words to at most ``before`` and ``after``
    cells of a terminal, with an ellipsis where something is missing.
    """
    start, end = span
    left, keyword, right = (re.sub(r"\s+", " ", part) for part in (text[:start], text[start:end], text[end:]))
    return _before(left.lstrip(), before), keyword, _after(right.rstrip(), after)


def _after(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    near = text[: _fitting(text, width)]
    whole, blank, _ = near.rpartition(" ")
    if text[len(near)] != " " and blank and whole:
        near = whole
    return near.rstrip() + _ELLIPSIS if width > 0 else ""


def _before(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    far = len(text) - _fitting(text[::-1], width)
    near = text[far:]
    _, blank, whole = near.partition(" ")
    if text[far - 1] != " " and blank and whole:
        near = whole
    while near and unicodedata.combining(near[0]):
        near = near[1:]  # its letter has been cut off
    return _ELLIPSIS + near.lstrip() if width > 0 else ""


def _fitting(text: str, width: int) -> int:
    """How many characters of ``text`` fit beside an ellipsis."""
    return sum(size < width for size in accumulate(map(cell_len, text)))
