"""Cross-validation of the bead score: fitted on half of the documents of every set, measured on the others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np

from aligner import Encoder
from aligner.align import find_beads
from aligner.alignment import Bead
from aligner.evaluation import Counts, GoldSet, count, quality
from aligner.refining.clauses import profile_clauses
from aligner.refining.joining import find_doubtful, join_cut_sentences
from aligner.scoring.weights import Weights
from aligner.searching.flow import DoubleArray
from aligner.searching.lattice import Nulls
from training.copies import Copy
from training.likelihood import Batch, in_batches, likelihood
from training.pieces import Piece

_SPLITS = 2
_MEASURED = ("complete", "lacking", "strangers")
LIKELIHOOD = "log-likelihood"
Origins = AbstractSet[tuple[int, int]]
Fit = Callable[[Sequence[Batch]], DoubleArray]


@dataclass(frozen=True, slots=True)
class Task:
    """What is fitted and measured: gold sets, all copies of their documents, and the pieces of these."""

    sets: Sequence[GoldSet]
    copies: Sequence[Copy]
    pieces: Sequence[Piece]
    names: Sequence[str]
    encoder: Encoder

    def batches(self, chosen: Origins | None = None) -> list[Batch]:
        """The pieces of the documents chosen, or of all."""
        links = {
            number: sum(
                len(document.links)
                for place, document in enumerate(gold.documents)
                if chosen is None or (number, place) in chosen
            )
            for number, gold in enumerate(self.sets)
        }
        return list(in_batches([one for one in self.pieces if chosen is None or one.origin in chosen], links))


def cross_validate(task: Task, fit: Fit) -> dict[tuple[str, str], float]:
    """By set and kind of copy the strict F1 in 0..1, and the log-likelihood of the gold beads of complete documents.

    The means of both ways, and of two ways of drawing the halves.
    """
    found: dict[tuple[str, str], list[float]] = {}
    for seed in range(_SPLITS):
        first, second = _halves(task.sets, seed)
        for own, other in ((first, second), (second, first)):
            weights = fit(task.batches(own))
            for place, value in _measured(task, weights, other):
                found.setdefault(place, []).append(value)
    return {place: float(np.mean(values)) for place, values in found.items()}


def table(figures: Mapping[tuple[str, str], float]) -> str:
    """Markdown: a row for each set, and their means."""
    names = list(dict.fromkeys(name for name, _ in figures))
    columns = [*_MEASURED, LIKELIHOOD]
    rows = [(name, [figures[name, column] for column in columns]) for name in names]
    rows.append(("mean", np.mean([values for _, values in rows], axis=0).tolist()))
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for name, values in rows:
        lines.append(
            f"| {name} | " + " | ".join(f"{value:.2%}"[:-1] for value in values[:-1]) + f" | {values[-1]:.4f} |"
        )
    return "\n".join(lines)


def aligned(copy: Copy, weights: Weights, encoder: Encoder) -> list[Bead]:
    """The beads that the aligner finds with other weights than those that ship."""
    paired = np.zeros(copy.searcher.shape[0]), np.zeros(copy.searcher.shape[1])
    searcher = replace(copy.searcher, facts=replace(copy.searcher.facts, weights=weights), paired=paired)
    beads = find_beads(searcher)
    doubtful = find_doubtful(beads, searcher.largest)
    closer = [beads[number + shift] for number in doubtful for shift in (0, 1)]
    clauses = profile_clauses(closer, (searcher.source, searcher.target), encoder)
    return join_cut_sentences(beads, doubtful, clauses, searcher)


def named(weights: DoubleArray, names: Sequence[str]) -> Weights:
    """Fitted numbers as the aligner takes them."""
    return Weights(dict(zip(names, weights.tolist(), strict=False)), Nulls(*weights[-2:].tolist()))


def _halves(sets: Sequence[GoldSet], seed: int) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    chance = np.random.default_rng(seed)
    halves: tuple[set[tuple[int, int]], set[tuple[int, int]]] = (set(), set())
    for number, gold in enumerate(sets):
        for rank, place in enumerate(chance.permutation(len(gold.documents)).tolist()):
            halves[rank * 2 // len(gold.documents)].add((number, place))
    return halves


def _measured(task: Task, weights: DoubleArray, chosen: Origins) -> Iterator[tuple[tuple[str, str], float]]:
    counts: dict[tuple[int, str], list[Counts]] = {}
    for copy in task.copies:
        if copy.origin in chosen and copy.kind in _MEASURED:
            beads = aligned(copy, named(weights, task.names), task.encoder)
            links = [(tuple(bead.source), tuple(bead.target)) for bead in beads]
            counts.setdefault((copy.origin[0], copy.kind), []).extend(count(links, copy.document.links))
    for (number, kind), rows in counts.items():
        yield (task.sets[number].name, kind), quality(rows, resamples=1).strict.f1
    for number, gold in enumerate(task.sets):
        held = [
            one for one in task.pieces if one.origin in chosen and (one.origin[0], one.kind) == (number, "complete")
        ]
        if held:
            gold_beads = sum(int(one.is_gold.sum()) for one in held)
            yield (gold.name, LIKELIHOOD), likelihood(weights, [Batch.of(held, 1.0)], margin=0.0)[0] / gold_beads
