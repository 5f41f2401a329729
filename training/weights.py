"""Fit the weights of the evidence for a bead (``aligner/scoring/weights.json``) on gold sets.

    python -m training.weights ../shared/data/dev/alignar/law ../shared/data/dev/alignar/literature \
        ../shared/data/dev/text+berg ../shared/data/dev/mac-zh-en -o aligner/scoring/weights.json

A conditional random field over beads (Lafferty, McCallum and Pereira 2001): the weights under which
the gold path of every piece of text has the highest share of all paths, less a small square penalty. Beads that
are wrong count for more than they are likely, so that the gold path wins by a margin (Gimpel and Smith 2010,
"Softmax-margin CRFs").
Of every document there are also copies in which one side lacks parts or has sentences of another
document, and one whose target is another's: so text without partner is learned as well.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from aligner import Encoder, load_encoder
from aligner.align import Options, prepare
from aligner.encoder import FloatArray
from aligner.evaluation import GoldDocument, GoldSet, Link, read_set
from aligner.scoring.blocks import Blocks
from aligner.searching.flow import DoubleArray, Flow
from aligner.searching.lattice import NOTHING, Lattice, Nulls, bead_types
from aligner.searching.searcher import Searcher

_BEADS, _FEWEST = 40, 6  # beads of a piece
_BLOCK = 14  # beads of a part that is missing
# What the copies count beside the complete documents. Text that is no translation looks much like
# free translation: more of it costs literature and novels dearly (training/EXPERIMENTS.md).
_LACKING, _STRANGERS, _UNRELATED = 0.2, 0.6, 0.01
_APART = 7  # beads between two strangers
_WRONG, _ALONE = 1.0, 0.5  # what a wrong bead and a segment in a null bead are given, in log-odds, while fitting


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of gold beads, and the evidence for every bead that could be.

    ``features`` has shape (source + 1, types, target + 1, features), ``possible`` the same without
    the last; ``given`` is 0 for gold beads. ``gold`` holds the features of the gold beads added up, and how many
    runs of null beads there are and further beads in them.
    """

    features: FloatArray
    possible: npt.NDArray[np.bool_]
    given: FloatArray
    types: tuple[tuple[int, int], ...]
    gold: DoubleArray
    weight: float


def lacking(document: GoldDocument, side: int) -> GoldDocument:
    """``document`` where every third block of fourteen beads has lost its text on a side."""
    texts: tuple[list[str], list[str]] = ([], [])
    links: list[Link] = []
    for number, link in enumerate(document.links):
        new: list[tuple[int, ...]] = []
        for own, segments in enumerate(link):
            kept = () if own == side and number // _BLOCK % 3 == 1 else segments
            new.append(tuple(range(len(texts[own]), len(texts[own]) + len(kept))))
            texts[own].extend((document.source, document.target)[own][index] for index in kept)
        links.append((new[0], new[1]))
    return replace(document, source=tuple(texts[0]), target=tuple(texts[1]), links=tuple(links))


def with_strangers(document: GoldDocument, other: GoldDocument) -> GoldDocument:
    """``document`` with a sentence of another one after every seventh bead, on either side in turn."""
    texts: tuple[list[str], list[str]] = ([], [])
    links: list[Link] = []

    def add(sentences: Sequence[Sequence[str]]) -> None:
        starts = [len(own) for own in texts]
        for own, more in zip(texts, sentences, strict=True):
            own.extend(more)
        source, target = (tuple(range(start, len(own))) for start, own in zip(starts, texts, strict=True))
        links.append((source, target))

    for number, link in enumerate(document.links):
        add([[document.source[index] for index in link[0]], [document.target[index] for index in link[1]]])
        if number % _APART == _APART - 1:
            side = number // _APART % 2
            strangers = (other.source, other.target)[side]
            stranger = strangers[number % len(strangers)]
            add([[stranger], []] if side == 0 else [[], [stranger]])
    return replace(document, source=tuple(texts[0]), target=tuple(texts[1]), links=tuple(links))


def unrelated(document: GoldDocument, other: GoldDocument) -> GoldDocument:
    """Texts of two documents, the second backwards: nothing has a partner."""
    source, target = document.source[:_BEADS], other.target[:_BEADS][::-1]
    links = [((), tuple(range(len(target)))), (tuple(range(len(source))), ())]
    return GoldDocument(document.name, source, target, tuple(links))


def runs(document: GoldDocument, largest: int) -> Iterator[list[Link]]:
    """Gold beads that follow each other, broken where one is too large or out of order."""
    types = bead_types(largest)
    run: list[Link] = []
    place = [0, 0]
    for link in document.links:
        whole = all(own == tuple(range(own[0], own[-1] + 1)) for own in link if own)
        follows = all(not own or own[0] == start for own, start in zip(link, place, strict=True))
        is_known = not all(link) or (len(link[0]), len(link[1])) in types
        if not (whole and follows and is_known) or len(run) >= _BEADS:
            if len(run) >= _FEWEST:
                yield run
            run = []
        place = [own[-1] + 1 if own else start for own, start in zip(link, place, strict=True)]
        if whole and is_known:
            run.append(link)
    if len(run) >= _FEWEST or (run and not any(map(all, run))):
        yield run


def piece(run: Sequence[Link], searcher: Searcher, names: Sequence[str], weight: float) -> Piece:
    """The evidence for every bead over the text of a run, and for its gold beads."""
    spans = [
        range(
            min((link[side][0] for link in run if link[side]), default=0),
            1 + max((link[side][-1] for link in run if link[side]), default=-1),
        )
        for side in (0, 1)
    ]
    evidence = searcher.evidence(Blocks(((spans[0], spans[1]),)))
    rows, columns = evidence.shape
    types = tuple(kind for kind in bead_types(searcher.largest) if kind[0] <= rows and kind[1] <= columns)
    features = np.zeros((rows + 1, len(types), columns + 1, len(names)), np.float32)
    possible = np.zeros(features.shape[:3], bool)
    given = np.full(features.shape[:3], _WRONG, np.float32)
    place = {name: number for number, name in enumerate(names)}
    for number, (size, count) in enumerate(types):
        possible[size:, number, count:] = True
        for name, value in evidence.features(size, count):
            features[size:, number, count:, place[name]] = np.asarray(value)[0] if np.ndim(value) else value
    gold = np.zeros(len(names) + 2)
    for before, link in pairwise([((0,), (0,)), *run]):
        if all(link):
            kind = types.index((len(link[0]), len(link[1])))
            end = link[0][-1] + 1 - spans[0].start, kind, link[1][-1] + 1 - spans[1].start
            gold[:-2] += features[end]
            given[end] = 0
        else:
            count, goes_on = len(link[0]) + len(link[1]), not all(before) and bool(before[0]) == bool(link[0])
            gold[-2:] += (0, count) if goes_on else (1, count - 1)
    return Piece(features, possible, given, types, gold, weight)


def likelihood(weights: DoubleArray, pieces: Sequence[Piece]) -> tuple[float, DoubleArray]:
    """Log-likelihood of the gold paths, where all that is wrong is given a little more, and its gradient."""
    total, gradient = 0.0, np.zeros_like(weights)
    nulls = Nulls(*(weights[-2:] + _ALONE))
    for one in pieces:
        flat = one.features.reshape(-1, len(weights) - 2)
        scores = (flat @ weights[:-2].astype(np.float32)).reshape(one.possible.shape) + one.given
        sizes = tuple(np.array([length - 1]) for length in (one.possible.shape[0], one.possible.shape[2]))
        lattice = Lattice(one.types, np.where(one.possible, scores, NOTHING)[None], (sizes[0], sizes[1]))
        flow = Flow.through(lattice, nulls)
        all_paths = flow.log_sum(nulls)
        expected = np.zeros_like(weights)
        expected[:-2] = flow.shares(one.types).reshape(-1).astype(np.float32) @ flat
        opened = flow.runs_of_nulls()
        expected[-2:] = opened, sum(float(side.sum()) for side in flow.null_shares()) - opened
        total += one.weight * (float(one.gold @ weights) - all_paths)
        gradient += one.weight * (one.gold - expected)
    return total, gradient


def fit(pieces: Sequence[Piece], start: DoubleArray, penalty: float, rounds: int) -> DoubleArray:
    """The weights of the highest likelihood, less ``penalty`` times their square."""

    def loss(weights: DoubleArray) -> tuple[float, DoubleArray]:
        total, gradient = likelihood(weights, pieces)
        square = np.append(weights[:-2], [0, 0])
        return penalty * float(square @ square) - total, 2 * penalty * square - gradient

    found: DoubleArray = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds}).x
    return found


def all_pieces(sets: Sequence[GoldSet], encoder: Encoder, names: Sequence[str]) -> Iterator[Piece]:
    """Pieces of all documents, complete, lacking parts, and unrelated."""
    options = Options()
    for gold in sets:
        weight = (400 / sum(len(document.links) for document in gold.documents)) ** 0.5
        for number, document in enumerate(gold.documents):
            other = gold.documents[(number + 1) % len(gold.documents)]
            copies = [
                (document, 1.0),
                (lacking(document, number % 2), _LACKING),
                (with_strangers(document, other), _STRANGERS),
                (unrelated(document, other), _UNRELATED),
            ]
            for copy, share in copies:
                searcher = prepare(copy.source, copy.target, encoder, options)
                for run in runs(copy, options.largest):
                    if all(any(link[side] for link in run) for side in (0, 1)):  # else there is one path only
                        yield piece(run, searcher, names, weight * share)


class Pooled:
    """An encoder without its words."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.encode = encoder.name, encoder.encode


def main() -> None:
    """Fit both sets of weights and write them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sets", type=Path, nargs="+")
    arguments.add_argument("-o", "--output", type=Path, required=True)
    arguments.add_argument("--model", default=None)
    arguments.add_argument("--kind", choices=["words", "pooled"], help="fit only these, and keep the others of OUTPUT")
    arguments.add_argument("--rounds", type=int, default=60)
    arguments.add_argument("--penalty", type=float, default=0.7)
    given = arguments.parse_args()
    sets, encoder = [read_set(folder) for folder in given.sets], load_encoder(given.model)
    written = json.loads(given.output.read_text(encoding="utf-8")) if given.kind else {}
    encoders = {"words": encoder, "pooled": Pooled(encoder)}
    for kind, one in encoders.items() if not given.kind else [(given.kind, encoders[given.kind])]:
        first = sets[0].documents[0]
        names = feature_names(prepare(first.source, first.target, one, Options()))
        pieces = list(all_pieces(sets, one, names))
        print(f"{kind}: {len(pieces)} pieces, {len(names)} features", file=sys.stderr, flush=True)
        start = np.array(
            [{"coverage": 8.0, "cosine": 8.0, "length": -3.0}.get(name, 0.0) for name in names] + [-3, -0.5]
        )
        weights = fit(pieces, start, given.penalty, given.rounds).round(3).tolist()
        nulls = {"open": weights[-2], "extend": weights[-1]}
        written[kind] = {"features": dict(zip(names, weights, strict=False)), "nulls": nulls}
    given.output.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def feature_names(searcher: Searcher) -> list[str]:
    """The names of all features that beads over two texts have."""
    evidence = searcher.evidence(Blocks(((range(10), range(10)),)))
    return list(dict.fromkeys(name for kind in bead_types(searcher.largest) for name, _ in evidence.features(*kind)))


if __name__ == "__main__":
    main()
