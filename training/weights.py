"""Fit the weights of the evidence for a bead (``aligner/scoring/weights.json``) on gold sets.

    python -m training.weights ../shared/data/dev/alignar/law ../shared/data/dev/alignar/literature \
        ../shared/data/dev/text+berg ../shared/data/dev/mac-zh-en -o aligner/scoring/weights.json

A conditional random field over beads (Lafferty, McCallum and Pereira 2001): the weights under which
the gold path of every piece of text has the highest share of all paths, less a small square penalty. Beads that
are wrong count for more than they are likely, so that the gold path wins by a margin (Gimpel and Smith 2010,
"Softmax-margin CRFs").
Of every document there are also copies in which one side lacks parts or has sentences of another
document, and one whose target is another's: so text without partner is learned as well.

With ``--cv`` instead of ``-o`` the figures of a fit on half of the documents, measured on the others.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from aligner import Encoder, load_encoder
from aligner.evaluation import GoldSet, read_set
from aligner.searching.flow import DoubleArray
from training.copies import Copy, prepared
from training.likelihood import fit
from training.pieces import feature_names, find_pieces
from training.validation import Task, cross_validate, table

_FIRST = 20  # rounds of the fit on complete documents that says which beads a path may take
_START = {"coverage": 8.0, "cosine": 8.0, "length": -3.0}
_NULLS = -3.0, -0.5


class Pooled:
    """An encoder without its words."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.encode = encoder.name, encoder.encode


def task_of(sets: list[GoldSet], encoder: Encoder, penalty: float) -> tuple[Task, DoubleArray]:
    """All there is to fit on, without the beads that no path takes, and what to start from."""
    copies = list(prepared(sets, encoder))
    names = feature_names(copies[0].searcher)
    start = np.array([*(_START.get(name, 0.0) for name in names), *_NULLS])

    def task(copies: Sequence[Copy], probable: DoubleArray) -> Task:
        pieces = [piece for copy in copies for piece in find_pieces(copy, names, probable)]
        return Task(sets, copies, pieces, names, encoder)

    first = task([copy for copy in copies if copy.kind == "complete"], start)
    whole = task(copies, fit(first.batches(), start, penalty, _FIRST))
    beads = sum(len(piece.features) for piece in whole.pieces)
    print(f"{len(whole.pieces)} pieces, {beads} beads, {len(names)} features", file=sys.stderr, flush=True)
    return whole, start


def main() -> None:
    """Fit both sets of weights and write them, or print how well they do."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sets", type=Path, nargs="+")
    wanted = arguments.add_mutually_exclusive_group(required=True)
    wanted.add_argument("-o", "--output", type=Path)
    wanted.add_argument("--cv", action="store_true", help="cross-validate; every set needs two documents")
    arguments.add_argument("--model", default=None)
    arguments.add_argument("--kind", choices=["words", "pooled"], help="fit only these, and keep the others of OUTPUT")
    arguments.add_argument("--rounds", type=int, default=60)
    arguments.add_argument("--penalty", type=float, default=0.7)
    given = arguments.parse_args()
    sets, encoder = [read_set(folder) for folder in given.sets], load_encoder(given.model)
    if given.cv and any(len(gold.documents) < 2 for gold in sets):
        arguments.error("--cv: every set needs two documents")
    written = json.loads(given.output.read_text(encoding="utf-8")) if given.kind and given.output else {}
    encoders = {"words": encoder, "pooled": Pooled(encoder)}
    for kind in [given.kind] if given.kind else encoders:
        task, start = task_of(sets, encoders[kind], given.penalty)
        fitted = partial(fit, start=start, penalty=given.penalty, rounds=given.rounds)
        if given.cv:
            print(f"{kind}\n\n{table(cross_validate(task, fitted))}\n", flush=True)
        else:
            weights = fitted(task.batches()).round(3).tolist()
            nulls = {"open": weights[-2], "extend": weights[-1]}
            written[kind] = {"features": dict(zip(task.names, weights, strict=False)), "nulls": nulls}
    if given.output:
        given.output.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
