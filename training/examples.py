"""Beads that the aligner finds, right and wrong ones: what its confidence is fitted on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aligner import Encoder, Options
from aligner.align import find_beads, prepare
from aligner.evaluation import GoldDocument, GoldSet
from aligner.searching.confidence import log_odds
from training.copies import with_replaced

_SHORT = 0.1  # what texts of a few beads weigh among all
_SIZES, _EVERY = (1, 2, 4), 23  # beads of such texts, and how many beads on the next one begins


@dataclass(frozen=True, slots=True)
class Example:
    """What is known of a bead, whether it is right, and what it counts."""

    evidence: float
    company: float
    posterior: float
    is_right: bool
    weight: float


def examples(gold: GoldSet, encoder: Encoder) -> Iterator[Example]:
    """Right and wrong beads of a set, half of the weight each."""
    for is_right in (True, False):
        whole = [
            row
            for one in gold.documents
            for other in gold.documents
            if (one is other) == is_right
            for row in _rows(one.source, other.target if is_right else other.target[::-1], encoder)
        ]
        short = [row for texts in _short(gold, is_right=is_right) for row in _rows(*texts, encoder)]
        for rows, share in ((whole, 1 - _SHORT), (short, _SHORT)):
            for row in rows:
                yield Example(*row, is_right, share / len(rows))


def _short(gold: GoldSet, *, is_right: bool) -> Iterator[tuple[list[str], list[str]]]:
    """Texts of a few beads: a source, and its translation or a run of the next document."""
    for number, document in enumerate(gold.documents):
        other = document if is_right else gold.documents[(number + 1) % len(gold.documents)]
        own, theirs = ([link for link in one.links if all(link)] for one in (document, other))
        for size in _SIZES:
            for first in range(3, len(own) - size, _EVERY * size):
                place = first if is_right else first * 17 % max(len(theirs) - size, 1)
                yield (
                    [document.source[index] for link in own[first : first + size] for index in link[0]],
                    [other.target[index] for link in theirs[place : place + size] for index in link[1]],
                )


def _rows(source: Sequence[str], target: Sequence[str], encoder: Encoder) -> Iterator[tuple[float, float, float]]:
    searcher = prepare(source, target, encoder, Options())
    beads = [bead for bead in find_beads(searcher) if not bead.is_null]
    company, choice = searcher.company.around(beads), searcher.company.choice(beads)
    for bead, around, sure in zip(beads, company.tolist(), choice.tolist(), strict=True):
        yield bead.evidence, around, sure


def replaced(gold: GoldSet, encoder: Encoder) -> Iterator[float]:
    """The evidence of beads that take in a sentence whose translation was replaced, with what took its place."""
    for number, document in enumerate(gold.documents):
        copy = with_replaced(document, gold.documents[(number + 1) % len(gold.documents)])
        gone = set(_singles(document)) - set(_singles(copy))
        for bead in find_beads(prepare(copy.source, copy.target, encoder, Options())):
            if (tuple(bead.source), tuple(bead.target)) in gone:
                yield bead.evidence


def _singles(document: GoldDocument) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    return (link for link in document.links if len(link[0]) == len(link[1]) == 1)


def judgements(gold: GoldSet, encoder: Encoder) -> Iterator[tuple[float, bool, float]]:
    """Log-odds of each bead's posterior, whether it is strictly right, and what it counts."""
    found: list[tuple[float, bool]] = []
    for document in gold.documents:
        searcher = prepare(document.source, document.target, encoder, Options())
        beads = [bead for bead in find_beads(searcher) if not bead.is_null]
        odds = log_odds(np.array([bead.score for bead in beads]))
        right = [(tuple(bead.source), tuple(bead.target)) in document.links for bead in beads]
        found += zip(odds.tolist(), right, strict=True)
    for one, is_right in found:
        yield one, is_right, 1 / len(found)
