"""Pieces of gold documents: the beads that a path through them may take, and the evidence for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from aligner.encoder import FloatArray, IntArray
from aligner.evaluation import GoldDocument, Link
from aligner.scoring.blocks import Blocks
from aligner.searching.flow import DoubleArray, Flow
from aligner.searching.lattice import NOTHING, Lattice, Nulls, bead_types
from aligner.searching.searcher import Searcher
from training.copies import BEADS, Copy

WRONG, ALONE = 1.0, 0.5  # what a wrong bead and a segment in a null bead are given, in log-odds, while fitting
LEAST = 1e-6  # share of all paths from which a bead counts
_FEWEST = 6  # beads of a piece


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of gold beads, and the evidence for every bead that a path may take.

    ``corners`` (beads x 4) says where each begins in source and target, and where it ends; ``features`` has a row for
    each. ``gold`` holds the features of the gold beads added up, and how many runs of null beads there are and
    further beads in them.
    """

    kind: str
    origin: tuple[int, int]
    sizes: tuple[int, int]
    corners: IntArray
    features: FloatArray
    is_gold: npt.NDArray[np.bool_]
    gold: DoubleArray


def feature_names(searcher: Searcher) -> list[str]:
    """The names of all features that beads over two texts have."""
    evidence = searcher.evidence(Blocks(((range(10), range(10)),)))
    return list(dict.fromkeys(name for kind in bead_types(searcher.largest) for name, _ in evidence.features(*kind)))


def find_pieces(copy: Copy, names: Sequence[str], probable: DoubleArray, least: float = LEAST) -> Iterator[Piece]:
    """The pieces of a document, with the beads that have a share of at least ``least`` under ``probable`` weights."""
    for run in runs(copy.document, copy.searcher.largest):
        if all(any(link[side] for link in run) for side in (0, 1)):  # else there is one path only
            yield piece(run, copy, names, probable, least)


def runs(document: GoldDocument, largest: int) -> Iterator[list[Link]]:
    """Gold beads that follow each other, broken where one is too large or out of order."""
    types = bead_types(largest)
    run: list[Link] = []
    place = [0, 0]
    for link in document.links:
        whole = all(own == tuple(range(own[0], own[-1] + 1)) for own in link if own)
        follows = all(not own or own[0] == start for own, start in zip(link, place, strict=True))
        is_known = not all(link) or (len(link[0]), len(link[1])) in types
        if not (whole and follows and is_known) or len(run) >= BEADS:
            if len(run) >= _FEWEST:
                yield run
            run = []
        place = [own[-1] + 1 if own else start for own, start in zip(link, place, strict=True)]
        if whole and is_known:
            run.append(link)
    if len(run) >= _FEWEST or (run and not any(map(all, run))):
        yield run


def piece(run: Sequence[Link], copy: Copy, names: Sequence[str], probable: DoubleArray, least: float) -> Piece:
    """The evidence for the beads over the text of a run."""
    spans = [
        range(
            min((link[side][0] for link in run if link[side]), default=0),
            1 + max((link[side][-1] for link in run if link[side]), default=-1),
        )
        for side in (0, 1)
    ]
    types, features, possible = _all_features(copy.searcher, Blocks(((spans[0], spans[1]),)), names)
    is_gold = np.zeros_like(possible)
    nulls = np.zeros(2)
    for before, link in pairwise([((0,), (0,)), *run]):
        if all(link):
            kind = types.index((len(link[0]), len(link[1])))
            is_gold[link[0][-1] + 1 - spans[0].start, kind, link[1][-1] + 1 - spans[1].start] = True
        else:
            count, goes_on = len(link[0]) + len(link[1]), not all(before) and bool(before[0]) == bool(link[0])
            nulls += (0, count) if goes_on else (1, count - 1)
    scores = np.tensordot(probable[:-2].astype(np.float32), features, 1) + np.where(is_gold, 0, np.float32(WRONG))
    sizes = np.array([len(spans[0])]), np.array([len(spans[1])])
    lattice = Lattice(types, np.where(possible, scores, NOTHING)[None], sizes)
    shares = Flow.through(lattice, Nulls(*(probable[-2:] + ALONE))).shares(types)[0]
    rows, kinds, columns = kept = np.nonzero(is_gold | (possible & (shares >= least)))
    size, count = np.array(types).T[:, kinds]
    found, right = np.ascontiguousarray(features[:, rows, kinds, columns].T), is_gold[kept]
    return Piece(
        copy.kind,
        copy.origin,
        (len(spans[0]), len(spans[1])),
        np.stack([rows - size, columns - count, rows, columns], axis=1),
        found,
        right,
        np.append(found[right].sum(axis=0, dtype=np.float64), nulls),
    )


def _all_features(
    searcher: Searcher, block: Blocks, names: Sequence[str]
) -> tuple[list[tuple[int, int]], FloatArray, npt.NDArray[np.bool_]]:
    """Sizes of beads, their features (features x source + 1 x sizes x target + 1), and which beads there can be."""
    evidence = searcher.evidence(block)
    rows, columns = evidence.shape
    types = [kind for kind in bead_types(searcher.largest) if kind[0] <= rows and kind[1] <= columns]
    features = np.zeros((len(names), rows + 1, len(types), columns + 1), np.float32)
    possible = np.zeros(features.shape[1:], bool)
    place = {name: number for number, name in enumerate(names)}
    for number, (size, count) in enumerate(types):
        possible[size:, number, count:] = True
        for name, value in evidence.features(size, count):
            features[place[name], size:, number, count:] = np.asarray(value)[0] if np.ndim(value) else value
    return types, features, possible
