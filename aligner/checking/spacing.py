"""The check of white space: at the ends, doubled, or not breaking where it may."""

import re
from collections.abc import Iterator
from functools import partial

from aligner.checking.editing import edited
from aligner.checking.finding import Finding, Severity, Span, sides
from aligner.checking.languages import language_code
from tmx import TranslationUnit

NAME = "whitespace"
_SPACE = " \t\u00a0\u2002-\u200a\u202f\u3000"
_ENDS = re.compile(rf"^[{_SPACE}\r\n]+|[{_SPACE}\r\n]+$")
_RUN = re.compile(rf"[{_SPACE}]*(?:  |\t)[{_SPACE}]*")
_DOUBLE = re.compile(rf"(?<=[^{_SPACE}\r\n]){_RUN.pattern}(?=[^{_SPACE}\r\n])")
# Between two words, where no typographer wants it; beside figures, units, signs and capitals many do.
_FIXED = re.compile(r"(?<=[^\W\d_]{2})\u00a0(?=[^\W\d_]{2})")
# Nor after a short word, in languages where such a word may not end a line.
_SHORT_WORDS = frozenset(("cs", "fr", "pl", "ru", "sk", "sl", "uk"))


def check_spacing(unit: TranslationUnit) -> Iterator[Finding]:
    """White space that a client counts as a difference, and a reader does not see."""
    for side, variant, other in sides(unit):
        text = variant.text
        if not text.strip():
            continue
        if spans := tuple(Span(side, *match.span()) for match in _ENDS.finditer(text)):
            # Between codes a piece ends where the text goes on.
            better = None if variant.markup else edited(unit, side, partial(_ENDS.sub, ""))
            yield Finding(NAME, Severity.WARNING, f"white space at an end of the {side}", side, spans, fix=better)
        if spans := tuple(Span(side, *match.span()) for match in _DOUBLE.finditer(text)):
            better = edited(unit, side, partial(_RUN.sub, " "))
            yield Finding(NAME, Severity.WARNING, f"several spaces in a row in the {side}", side, spans, fix=better)
        is_deliberate = "\u00a0" in other.text or language_code(variant.language) in _SHORT_WORDS
        if not is_deliberate and (spans := tuple(Span(side, *match.span()) for match in _FIXED.finditer(text))):
            better = edited(unit, side, partial(_FIXED.sub, " "))
            yield Finding(
                NAME, Severity.WARNING, f"a no-break space between words of the {side}", side, spans, fix=better
            )
