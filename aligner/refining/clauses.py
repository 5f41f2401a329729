"""Clauses: where a sentence may be cut, and the evidence for alignments below the sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from aligner.alignment import Bead, Extent
from aligner.encoder import Encoder, Words
from aligner.scoring.profile import Profile, profile, profile_words, with_chances

# After punctuation; before dashes; before an Arabic "and" that begins a word (wa-, of four letters or more).
_BREAK = re.compile(r"(?<=[,;:،؛])\s+|(?<=[，；：、])|\s+(?=[—–]\s)|\s+(?=و[ء-ي]{3})|\s+(?=و\s)")
# Never inside these: quotations, brackets, initials, numbers.
_WHOLE = re.compile(
    r"\"[^\"]*\"|“[^”]*”|«[^»]*»|„[^“”]*[“”]|「[^」]*」|『[^』]*』|\([^()]*\)|（[^（）]*）"
    r"|\b(?:[A-Z]\.\s?)+|[0-9٠-٩]+[,،.]\s?[0-9٠-٩]+"
)
_SHORTEST = 12  # characters of a clause; less goes with its neighbour
_SHORTEST_DENSE = 4  # in scripts without spaces


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a segment: code points ``start`` to ``end`` of its text; ``is_last`` of its clauses."""

    segment: int
    start: int
    end: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class ClauseSides:
    """The clauses of source and target, those of each segment together, with their profiles."""

    clauses: tuple[list[Clause], list[Clause]]
    profiles: tuple[Profile, Profile]
    places: tuple[dict[int, range], dict[int, range]]

    def runs(self, bead: Bead) -> tuple[range, range]:
        """The clauses of a bead's segments, on both sides."""
        own, other = (
            range(places[run[0]].start, places[run[-1]].stop)
            for places, run in zip(self.places, (bead.source, bead.target), strict=True)
        )
        return own, other

    def extent(self, side: int, run: range) -> Extent:
        """Where a run of clauses of a side stands."""
        first, last = self.clauses[side][run[0]], self.clauses[side][run[-1]]
        return Extent(range(first.segment, last.segment + 1), first.start, None if last.is_last else last.end)


def split_clauses(segment: int, text: str) -> Iterator[Clause]:
    """The clauses of a segment, in order; every character is in one of them.

    >>> [(clause.start, clause.end) for clause in split_clauses(0, "It rained all day, and the harbour was closed.")]
    [(0, 19), (19, 46)]
    """
    whole = [match.span() for match in _WHOLE.finditer(text)]
    shortest = _SHORTEST if " " in text.strip() else _SHORTEST_DENSE
    start = 0
    for cut in (match.end() for match in _BREAK.finditer(text)):
        inside = any(first < cut < last for first, last in whole)
        if not inside and cut - start >= shortest and len(text) - cut >= shortest:
            yield Clause(segment, start, cut, is_last=False)
            start = cut
    yield Clause(segment, start, len(text), is_last=True)


def profile_clauses(beads: Sequence[Bead], sides: tuple[Profile, Profile], encoder: Encoder) -> ClauseSides:
    """The clauses of all segments of ``beads``."""
    clauses: tuple[list[Clause], list[Clause]] = ([], [])
    places: tuple[dict[int, range], dict[int, range]] = ({}, {})
    for side, runs in enumerate(([bead.source for bead in beads], [bead.target for bead in beads])):
        for segment in sorted({index for run in runs for index in run}):
            first = len(clauses[side])
            clauses[side].extend(split_clauses(segment, sides[side].texts[segment]))
            places[side][segment] = range(first, len(clauses[side]))
    source, target = (_profile(side, own, encoder) for side, own in zip(sides, clauses, strict=True))
    return ClauseSides(clauses, with_chances(source, target), places)


def _profile(side: Profile, clauses: Sequence[Clause], encoder: Encoder) -> Profile:
    texts = [side.texts[clause.segment][clause.start : clause.end] for clause in clauses]
    return profile_words(texts, _words(side.words, clauses)) if side.words else profile(texts, encoder)


def _words(words: Words, clauses: Sequence[Clause]) -> Words:
    """The words of clauses: of the words of a segment, those that begin there."""
    held = words.part([clause.segment for clause in clauses if clause.start == 0])
    width = 1 + max((clause.end for clause in clauses), default=0)
    segments = np.cumsum([clause.start == 0 for clause in clauses]) - 1
    begins = np.array([clause.start for clause in clauses], np.int64)
    keys = np.repeat(np.arange(len(held)), np.diff(held.starts)) * width + held.places
    starts = np.append(np.searchsorted(keys, segments * width + begins), len(keys))
    return replace(held, starts=starts, places=held.places - np.repeat(begins, np.diff(starts)))
