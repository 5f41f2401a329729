"""The heaviest chain of anchors: the line along which two documents run together."""

from bisect import bisect_left

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
    # Of chains so far, those that are heavier than all that end at a smaller target position, by this position.
    columns: list[int] = []
    totals: list[float] = []
    lasts: list[int] = []
    previous: list[int] = []
    ends: list[float] = []
    for number, (column, weight) in enumerate(zip(anchors.target.tolist(), weights.tolist(), strict=True)):
        place = bisect_left(columns, column)
        total = weight + (totals[place - 1] if place else 0.0)
        previous.append(lasts[place - 1] if place else -1)
        ends.append(total)
        beyond = place
        while beyond < len(columns) and totals[beyond] <= total:
            beyond += 1
        if beyond == len(columns) or columns[beyond] > column:
            columns[place:beyond], totals[place:beyond], lasts[place:beyond] = [column], [total], [number]
    chain: list[int] = []
    number = int(np.argmax(ends)) if ends else -1
    while number >= 0:
        chain.append(number)
        number = previous[number]
    return anchors.where(np.array(chain[::-1], np.int64))
