"""Paragraphs to sentences: sentencex, and a repair pass for what it gets wrong.

Signs that look like sentence ends, and what is done with them:

- ``؟`` ends a sentence, as ``?`` does.
- ``؛`` does not, as ``;`` does not: both halves stay one unit of translation.
- ``…`` and ``...`` end a sentence where a new one visibly begins: before a capital letter, and in
  scripts without case before any word but a conjunction that carries on.
- Arabic initials and honorifics (``د. محمد``, ``ص. ب. 12``) and list markers (``1. البند``) do not.
- A closing quotation mark does not where the clause of saying follows it (``"لن نستسلم." قال``).
"""

import itertools
import re
from collections.abc import Iterable

import sentencex

from corpus.document import Document, Segment, Span
from corpus.paragraphs import trim

_ELLIPSIS = re.compile(r"(?:…|\.{3,})[\"'”’»)]*\s+(?=\S)")
_CARRIES_ON = re.compile(r"(?:ثم|أو|بل|لكن|ولكن|حتى|أم)\b")
_OPENING = "\"'“‘«([—–- "

# A break after one of these is none. Each is tried on the text that ends at the break.
_LETTERS = re.compile(r"(?:^|[\s(\"«“])(?<![0-9٠-٩]\s)(?:[ء-ي]\.\s?)+$")
_MARKER = re.compile(r"^[\s(\[]*(?:[0-9٠-٩]{1,3}|[a-zA-Zء-ي]|[ivxIVX]{1,4})[.)\-]\s*$")
_QUOTED = re.compile(r"[.!?؟…][\"”»’]\s*$")
_SAYING = re.compile(r"(?:قال|قالت|قالوا|يقول|تقول|أضاف|أضافت|صرح|صرحت|أكد|أكدت|هتف|صاح|سأل|أجاب|همس|ردّ?د?)\b")


def segment(document: Document, paragraphs: Iterable[tuple[int, Span]], language: str) -> tuple[Segment, ...]:
    """The sentences of numbered ``paragraphs``, as offsets into the document.

    ``language`` is a BCP 47 tag; rules of a related language serve one that sentencex has none for.
    """
    code = language.split("-")[0].lower()
    return tuple(
        Segment(sentence.start, sentence.end, number)
        for number, paragraph in paragraphs
        for sentence in _sentences(document.text, paragraph, code)
    )


def split_sentences(text: str, language: str) -> list[str]:
    """The sentences of ``text``, taken as one paragraph."""
    spans = _sentences(text, Span(0, len(text)), language.split("-")[0].lower())
    return [text[span.start : span.end] for span in spans]


def _sentences(text: str, paragraph: Span, code: str) -> list[Span]:
    body = text[paragraph.start : paragraph.end]
    ends = {int(boundary["end_index"]) for boundary in sentencex.get_sentence_boundaries(code, body)}
    ends |= {match.end() for match in _ELLIPSIS.finditer(body) if _begins_sentence(body[match.end() :])}
    ends.discard(len(body))
    start, kept = 0, []
    for end in sorted(ends):
        if not _is_false(body[start:end], body[end:]):
            kept.append(end)
            start = end
    cuts = [0, *kept, len(body)]
    spans = [
        trim(text, Span(paragraph.start + start, paragraph.start + end)) for start, end in itertools.pairwise(cuts)
    ]
    return [span for span in spans if span.start < span.end]


def _begins_sentence(rest: str) -> bool:
    word = rest.lstrip(_OPENING)
    if not word[:1].isalpha():
        return False
    has_case = word[0].lower() != word[0].upper()
    return word[0].isupper() if has_case else not _CARRIES_ON.match(word)


def _is_false(before: str, after: str) -> bool:
    return bool(
        _LETTERS.search(before)
        or _MARKER.match(before)
        or (_QUOTED.search(before) and _SAYING.match(after))
        or not any(char.isalnum() for char in before)
        or not any(char.isalnum() for char in after)
    )
