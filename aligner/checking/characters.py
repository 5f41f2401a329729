"""The check of characters: those that are broken, not to be seen, or not to be exchanged."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from aligner.checking.directions import unmatched, without_unmatched
from aligner.checking.editing import edited
from aligner.checking.finding import Finding, Severity, Side, Span, sides
from aligner.checking.languages import usual_script
from aligner.checking.masks import ENTITY
from aligner.checking.mojibake import is_scrambled, unscrambled
from tmx import TranslationUnit, Variant
from tmx.characters import ILLEGAL

NAME = "characters"
_REPLACEMENT = re.compile("\ufffd+")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
_CONTROLS = re.compile("[\x80-\x84\x86-\x9f]+")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]+")
_JOINER = re.compile("[\u200c\u200d]+(?=\\s|$)|(?<=[\\w\\s])[\u200c\u200d](?=[\\w\\s])")
_UNJOINED = frozenset(("Latn", "Cyrl", "Grek", "Hebr", "Hani"))  # where a joiner can only be a slip
_SHOWN = 40  # characters of a text read back
_BREAKING = frozenset(("Thai", "Laoo", "Khmr", "Mymr", "Tibt"))  # no spaces there: a zero-width one says where to break


@dataclass(frozen=True, slots=True)
class _Rule:
    """Characters, what to call them, and whether a text is the same without them."""

    what: str
    pattern: re.Pattern[str]
    severity: Severity = Severity.WARNING
    is_removed: bool = True


_RULES = (
    _Rule(
        "a replacement character: something was lost in a conversion", _REPLACEMENT, Severity.ERROR, is_removed=False
    ),
    _Rule("a character that XML forbids", ILLEGAL, Severity.ERROR),
    _Rule("a control character", _CONTROLS),
    _Rule("a character of a private font", _PRIVATE, is_removed=False),
    _Rule("an invisible character", _INVISIBLE),
    _Rule("a joiner that joins nothing", _JOINER),
)


def check_characters(unit: TranslationUnit) -> Iterator[Finding]:
    """Characters that a reader does not see as they are, or not at all."""
    for side, variant, _ in sides(unit):
        text = variant.text
        if (repaired := unscrambled(text)) != text:
            better = edited(unit, side, unscrambled)
            message = f"the {side} is UTF-8 that was read in another encoding"
            yield Finding(NAME, Severity.ERROR, message, side, (Span(side, 0, len(text)),), repaired[:_SHOWN], better)
        elif is_scrambled(text):
            message = f"the {side} is UTF-8 that was read in another encoding, and damaged"
            yield Finding(NAME, Severity.ERROR, message, side, (Span(side, 0, len(text)),))
        else:
            yield from _by_rules(unit, side, variant)
            yield from _entities(unit, side, variant)


def _by_rules(unit: TranslationUnit, side: Side, variant: Variant) -> Iterator[Finding]:
    text = variant.text
    if text.isascii() and text.isprintable():
        return
    script = usual_script(variant.language)
    for rule in _RULES:
        if (rule.pattern is _INVISIBLE and script in _BREAKING) or (
            rule.pattern is _JOINER and script not in _UNJOINED
        ):
            continue
        if spans := tuple(Span(side, *match.span()) for match in rule.pattern.finditer(text)):
            better = edited(unit, side, partial(rule.pattern.sub, "")) if rule.is_removed else None
            yield Finding(NAME, rule.severity, f"{rule.what} in the {side}", side, spans, fix=better)
    if places := unmatched(text):
        spans = tuple(Span(side, place, place + 1) for place in places)
        # Between codes a partner may stand in another piece.
        better = None if variant.markup else edited(unit, side, without_unmatched)
        message = f"a direction is not closed or not opened in the {side}"
        yield Finding(NAME, Severity.WARNING, message, side, spans, fix=better)


def _entities(unit: TranslationUnit, side: Side, variant: Variant) -> Iterator[Finding]:
    if spans := tuple(Span(side, *match.span()) for match in ENTITY.finditer(variant.text)):
        better = edited(unit, side, _unescaped)
        yield Finding(NAME, Severity.WARNING, f"an entity escaped twice in the {side}", side, spans, fix=better)


def _unescaped(text: str) -> str:
    return ENTITY.sub(lambda match: html.unescape(match.group()), text)
