"""The heaviest chain of anchors: the line along which two documents run together."""

import numpy as np

from aligner.searching.anchors import Anchors

_ENOUGH = 4  # supporting anchors from which an anchor counts in full


def heaviest_chain(anchors: Anchors) -> Anchors:
    """The anchors of the chain, rising strictly on both sides, whose weights have the highest sum.

    An anchor weighs as much as its margin and its support say: a chance hit far from the line
    would cost many others and is left out. In n log n (Abouelhoda and Ohlebusch 2005, "Chaining
    algorithms for multiple genome comparison").
    """
    weights = anchors.weights * (0.05 + np.minimum(anchors.support, _ENOUGH) / _ENOUGH)
    size = int(anchors.target.max(initial=-1)) + 2
    tree: list[tuple[float, int]] = [(0.0, -1)] * size  # best chain that ends before a target position
    previous: list[int] = []
    ends: list[float] = []
    for number, (column, weight) in enumerate(zip(anchors.target.tolist(), weights.tolist(), strict=True)):
        best, place = (0.0, -1), column
        while place > 0:
            best = max(best, tree[place])
            place &= place - 1
        previous.append(best[1])
        ends.append(best[0] + weight)
        place = column + 1
        while place < size:
            tree[place] = max(tree[place], (ends[-1], number))
            place += place & -place
    chain: list[int] = []
    number = int(np.argmax(ends)) if ends else -1
    while number >= 0:
        chain.append(number)
        number = previous[number]
    return anchors.where(np.array(chain[::-1], np.int64))
