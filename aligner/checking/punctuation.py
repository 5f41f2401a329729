"""The check of punctuation: the end of a text, brackets and quotation marks, in the signs of every script."""

import re
from collections.abc import Iterator

from aligner.checking.brackets import unbalanced
from aligner.checking.finding import Finding, Severity, Side, Span, sides
from aligner.checking.languages import language_code
from aligner.checking.masks import masked
from aligner.checking.mojibake import is_scrambled
from tmx import TranslationUnit, Variant

NAME = "punctuation"
_SIGNS = {
    "question mark": "?؟？՞",
    "exclamation mark": "!！",
    "colon": ":：",
    "ellipsis": "…",
    "full stop": ".。｡।։۔።။៖។",
}
_KIND = {sign: kind for kind, signs in _SIGNS.items() for sign in signs}
_DOTS = re.compile(r"\.(?:\s?\.){2,}|…{2,}|。。。+|⋯+")
_CLOSING = " \t\u00a0\u200e\u200f\u061c\"'“”’»›)」』]}*_`）】"
_END = re.compile(f"[{re.escape(''.join(_KIND) + _CLOSING)}]+$")
_GREEK = str.maketrans(";\u037e", "??")
_UNSTOPPED = frozenset(
    ("th", "lo", "km", "my", "bo", "dz", "yi")
)  # a sentence there has no full stop, or may have none
_ABBREVIATION = re.compile(r"\b(?:etc|usw|i\.e|e\.g|Inc|Ltd|Jr|z\.\s?B)\.\W*$")  # the stop is not that of the sentence
_LONG = 40  # characters from which a missing full stop is told: titles have none


def check_punctuation(unit: TranslationUnit) -> Iterator[Finding]:
    """Another sign at the end; brackets or quotation marks that are open on one side and not on the other."""
    if any(is_scrambled(variant.text) for variant in unit.variants[:2]):
        return
    yield from _compare_ends(unit)
    places = {side: unbalanced(masked(variant.text)) for side, variant, _ in sides(unit)}
    if not all(places.values()):
        for side, found in places.items():
            for place in found:
                message = f"in the {side} alone, a bracket or quotation mark without its partner"
                yield Finding(NAME, Severity.WARNING, message, side, (Span(side, place, place + 1),))


def _compare_ends(unit: TranslationUnit) -> Iterator[Finding]:
    mine, its = _end(unit.source), _end(unit.target)
    if mine == its:
        return
    kinds = {sign: (sign in mine, sign in its) for sign in _SIGNS}
    differing = [sign for sign, (one, other) in kinds.items() if one != other]
    if differing in (["full stop"], []):
        is_short = len(unit.source.text) < _LONG or len(unit.target.text) < _LONG
        codes = {language_code(variant.language) for variant in unit.variants[:2]}
        is_shortened = any(_ABBREVIATION.search(variant.text) for variant in unit.variants[:2])
        if not differing or (mine and its) or is_short or is_shortened or codes & _UNSTOPPED:
            return
    sign = next(sign for sign in differing)
    place = "source" if kinds[sign][0] else "target"
    spans = tuple(
        Span(side, len(variant.text.rstrip()) - 1, len(variant.text.rstrip()))
        for side, variant, _ in sides(unit)
        if variant.text.strip()
    )
    yield Finding(NAME, Severity.WARNING, f"only the {place} ends with {_article(sign)} {sign}", Side.TARGET, spans)


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _end(variant: Variant) -> frozenset[str]:
    text = variant.text.translate(_GREEK) if language_code(variant.language) == "el" else variant.text
    end = _END.search(_DOTS.sub("…", text))
    signs = end.group() if end else ""
    return frozenset(_KIND[sign] for sign in signs if sign in _KIND)
