"""How clients cut a text into segments, and so in what kind of file a unit is of use to them."""

import re
from enum import StrEnum
from itertools import pairwise

from aligner.exporting.pairs import Pair
from corpus import split_sentences
from tmx import SegType

# OmegaT's rules for a language that it has none for; Arabic is one. It knows no ؟ and no … there.
_BREAK = re.compile(r"[.?!]+(?=\s)")
_WIDE_BREAK = re.compile(r"[.?!]+(?=\s)|[。？！](?=[^’”\"」）』？—])")
_ELLIPSIS = re.compile(r"\.\.\.(?=\s+[^A-ZÀ-ÖØ-ÞΑ-ΩА-Я])")


class Kind(StrEnum):
    """The files that units go to; OmegaT reads ``segtype`` only from the header of a whole file.

    ``SENTENCE``: the source is one segment. ``PARAGRAPH``: the source is several, and OmegaT may
    cut both sides where it counts the same number. ``BLOCK``: several, and it must not.
    ``MARKED``: the source has bidi marks, which only a file for any source language keeps.
    """

    SENTENCE = "sent"
    PARAGRAPH = "para"
    BLOCK = "block"
    MARKED = "marked"

    @property
    def segtype(self) -> SegType:
        """What TMX calls it."""
        return {Kind.PARAGRAPH: SegType.PARAGRAPH, Kind.BLOCK: SegType.BLOCK}.get(self, SegType.SENTENCE)


def plain_sentences(text: str, language: str) -> list[str]:
    """``text`` as OmegaT cuts it with its own default rules, without what it knows of single languages."""
    pattern = _WIDE_BREAK if language.split("-")[0].lower() in ("zh", "ja") else _BREAK
    kept = {match.end() for match in pattern.finditer(text)} - {match.end() for match in _ELLIPSIS.finditer(text)}
    cuts = [0, *sorted(kept), len(text)]
    parts = (text[first:last].strip() for first, last in pairwise(cuts))
    return [part for part in parts if part]


def kind_of(pair: Pair, *, can_be_cut: bool = False) -> Kind:
    """What kind of file a unit goes to.

    ``can_be_cut`` says that the sentences of its sides are known to translate each other one by one.
    """
    source, target = pair.unit.variants
    ours = [split_sentences(side.text, side.language) for side in (source, target)]
    if len(ours[0]) <= 1:
        return Kind.SENTENCE
    theirs = [plain_sentences(side.text, side.language) for side in (source, target)]
    cuts = [sides for sides in (ours, theirs) if len(sides[0]) == len(sides[1]) > 1]
    is_safe = all(can_be_cut and sides == ours for sides in cuts)
    return Kind.PARAGRAPH if is_safe else Kind.BLOCK
