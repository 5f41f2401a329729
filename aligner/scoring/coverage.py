"""How much of a bead's text finds its words on the other side.

For every run of source segments and every run of target segments: the share of the words, by
importance, that have a counterpart in the other run. Both directions count; a pooled sentence
vector hardly changes when a clause without counterpart is added, coverage falls.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from aligner.encoder import FloatArray, Words
from aligner.scoring.blocks import Blocks, prefix_sums
from aligner.scoring.meetings import Party, meet
from aligner.scoring.tokens import Tokens, View

_EDGES = (3, 6), (8, 12)  # words at an edge of a segment, and of the other one that they may meet there


@dataclass(frozen=True, slots=True)
class Coverage:
    """Covered and whole importance of one side's segments, as prefix sums over them.

    ``covered[m - 1]`` has shape (blocks, segments + 1, other segments - m + 1): column j for the run
    of m segments of the other side that begins at j. ``whole`` has shape (blocks, segments + 1).
    """

    covered: tuple[FloatArray, ...]
    whole: FloatArray

    def share(self, size: int, run: int, start: int = 0, other_start: int = 0, step: int = 1) -> FloatArray:
        """Share, in 0..1, of each run of ``size`` segments that each run of ``run`` others covers.

        Of the runs that begin at ``start`` and every ``step`` segments on, ``other_start`` of the others;
        with steps, none that ``step`` times its length would go beyond the end.
        """
        sums = self.covered[run - 1][..., other_start : self.covered[0].shape[2] - step * run + other_start + 1 : step]
        begins = slice(start, self.whole.shape[1] - step * size + start, step)
        ends = slice(start + size, self.whole.shape[1] - step * size + start + size, step)
        whole = self.whole[:, ends] - self.whole[:, begins]
        share: FloatArray = (sums[:, ends] - sums[:, begins]) / np.maximum(whole, 1e-9)[..., None]
        return np.clip(share, 0, 1, out=share)


@dataclass(frozen=True, slots=True)
class Covered:
    """What is covered of one side.

    ``segments`` by runs of segments, ``halves`` (by their words) by runs of halves; ``edges``, narrow and wide, the
    share of the first and the share of the last few words of each segment that find a counterpart in
    those of each other segment (each blocks x segments x other segments); ``across``, wide, that of the first
    that find one in the last of the others, and that of the last in the first.
    """

    segments: Coverage
    halves: Coverage
    edges: tuple[tuple[FloatArray, FloatArray], ...]
    across: tuple[FloatArray, FloatArray]


def find_covered(source: Words, target: Words, blocks: Blocks, longest: int) -> tuple[Covered, Covered]:
    """What is covered of the words of both sides by runs of up to ``longest`` texts of the other one."""
    parties = _party(source, blocks.runs(0)), _party(target, blocks.runs(1))
    found = meet(*parties)
    return _covered(parties[0], found[0], longest), _covered(parties[1], found[1], longest)


def _party(words: Words, runs: list[range]) -> Party:
    tokens = Tokens.of(words, runs)
    edges = [tokens.edge(met, is_last=is_last) for _, met in _EDGES for is_last in (False, True)]
    return Party(words, tokens, [tokens.halves(), *edges])


def _covered(party: Party, found: list[FloatArray], longest: int) -> Covered:
    halves, *met = found
    tokens, weights = party.tokens, party.words.weights[party.tokens.types]
    segments = np.maximum(halves[::2], halves[1::2])

    def share(view: View, credit: FloatArray) -> FloatArray:
        rows = view.rows()
        return _coverage(credit[:, rows], weights[rows], view, 1).share(1, 1)

    mine = [tokens.edge(most, is_last=is_last) for most, _ in _EDGES for is_last in (False, True)]
    edges = [share(view, credit) for view, credit in zip(mine, met, strict=True)]
    return Covered(
        _coverage(segments, weights, tokens.texts(), longest),
        _coverage(halves, weights, tokens.halves(), longest),
        tuple(zip(edges[::2], edges[1::2], strict=True)),
        (share(mine[-2], met[-1]), share(mine[-1], met[-2])),
    )


def _coverage(credit: FloatArray, weights: FloatArray, view: View, longest: int) -> Coverage:
    """Of what each word of ``view`` gets from each other text (texts x words)."""
    sizes = np.diff(view.blocks)
    block = np.repeat(np.arange(len(sizes)), sizes)
    row = np.arange(len(block)) - view.blocks[block]

    def of_texts(amounts: FloatArray) -> FloatArray:
        """What the words of each text add up to, padded, as prefix sums."""
        sums = np.zeros((len(sizes), int(sizes.max(initial=0)), *amounts.shape[:-1]), np.float32)
        sums[block, row] = view.sums(amounts).T
        return prefix_sums(sums, axis=1)

    covered = tuple(of_texts(best * weights) for best in _runs(credit, longest))
    return Coverage(covered, of_texts(weights))


def _runs(credit: FloatArray, longest: int) -> Iterator[FloatArray]:
    best = credit
    for size in range(1, min(longest, len(credit)) + 1):
        if size > 1:
            best = np.maximum(best[:-1], credit[size - 1 :])
        yield best
