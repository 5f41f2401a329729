"""Precision, recall and F1 of an alignment against a gold one, strict and lax.

As in the scorer of Vecalign (Thompson and Koehn 2019, "Vecalign: Improved Sentence Alignment in
Linear Time and Space"): a link is strictly right if the gold standard has the very same one, and
laxly right if it shares a segment with a gold link on both sides. Recall ignores null links.
Counts of several documents are added up before anything is divided.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

import numpy as np
import numpy.typing as npt

from aligner.evaluation.links import Link


@dataclass(frozen=True, slots=True)
class Counts:
    """Sufficient statistics: what was predicted and what is gold, and how much of each is right."""

    predicted: int = 0
    predicted_strict: int = 0
    predicted_lax: int = 0
    gold: int = 0
    gold_strict: int = 0
    gold_lax: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in 0..1, and the 95 % bootstrap interval of F1."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Strict and lax score of the same links."""

    strict: Score
    lax: Score


def count(predicted: Sequence[Link], gold: Sequence[Link]) -> list[Counts]:
    """Counts of one document, a row for each group of links that share segments.

    Groups, not links, are what a bootstrap may draw: the links in one stand or fall together.
    """
    return [_count(left, right) for left, right in _groups(predicted, gold)]


def quality(rows: Sequence[Counts], resamples: int = 1000, seed: int = 12345) -> Quality:
    """Scores over all ``rows``; intervals by percentile bootstrap over them (Efron 1979)."""
    table = np.array([astuple(row) for row in rows or [Counts()]], float)
    drawn = np.random.default_rng(seed).multinomial(len(table), np.full(len(table), 1 / len(table)), resamples)
    whole, samples = table.sum(0, keepdims=True), drawn @ table
    return Quality(_score(whole, samples, 1), _score(whole, samples, 2))


def _score(whole: npt.NDArray[np.float64], samples: npt.NDArray[np.float64], column: int) -> Score:
    precision, recall, f1 = (values[0] for values in _measures(whole, column))
    low, high = np.percentile(_measures(samples, column)[2], (2.5, 97.5))
    return Score(float(precision), float(recall), float(f1), float(low), float(high))


def _measures(table: npt.NDArray[np.float64], column: int) -> Sequence[npt.NDArray[np.float64]]:
    precision = table[:, column] / np.maximum(table[:, 0], 1)
    recall = table[:, 3 + column] / np.maximum(table[:, 3], 1)
    return precision, recall, 2 * precision * recall / np.maximum(precision + recall, 1e-12)


def _count(predicted: Sequence[Link], gold: Sequence[Link]) -> Counts:
    full = [link for link in predicted if link[0] and link[1]]
    wanted = [link for link in gold if link[0] and link[1]]
    return Counts(
        sum(1 for link in predicted if link[0] or link[1]),
        *_right(predicted, gold),
        len(wanted),
        *_right(wanted, full),
    )


def _right(links: Sequence[Link], reference: Sequence[Link]) -> tuple[int, int]:
    exact = set(reference)
    partners: dict[int, set[int]] = defaultdict(set)
    for source, target in reference:
        for index in source:
            partners[index].update(target)
    strict = lax = 0
    for link in links:
        source, target = link
        if not source and not target:
            continue
        hit = link in exact
        strict += hit
        lax += hit or any(partners[index].intersection(target) for index in source)
    return strict, lax


def _groups(predicted: Sequence[Link], gold: Sequence[Link]) -> Iterable[tuple[list[Link], list[Link]]]:
    """Links that share a segment with each other, directly or through others, both kinds together."""
    links = [(link, True) for link in predicted] + [(link, False) for link in gold]
    parent = list(range(len(links)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    owner: dict[tuple[int, int], int] = {}
    for node, ((source, target), _) in enumerate(links):
        for key in [(0, index) for index in source] + [(1, index) for index in target]:
            parent[root(node)] = root(owner.setdefault(key, node))
    groups: dict[int, tuple[list[Link], list[Link]]] = defaultdict(lambda: ([], []))
    for node, (link, is_predicted) in enumerate(links):
        groups[root(node)][0 if is_predicted else 1].append(link)
    return groups.values()
