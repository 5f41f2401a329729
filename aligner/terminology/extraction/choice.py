"""Which pairs are proposed: the best translations of each term, and no parts of longer terms."""

import numpy as np

from aligner.encoder import FloatArray, IntArray
from aligner.terminology.extraction.grams import Grams
from aligner.terminology.extraction.pairs import Pairs

_OTHER = 0.2  # share of the translations from which another one than the first is proposed
_OWN = 0.2  # of a target's sources from which it is proposed for one
_MOSTLY = 0.4  # share from which a translation needs not to be its target's first: there are synonyms
_FREE = 0.25  # share of its occurrences that a term must have outside longer ones
_WIDTH = 16


def choose(grams: Grams, pairs: Pairs, scores: FloatArray, least: float) -> IntArray:
    """The numbers of the pairs with a score of at least ``least`` that are proposed, best first."""
    number = len(pairs)
    if not number:
        return np.zeros(0, np.int64)
    rank = pairs.joint + scores  # the most frequent translation is the first, of equals the likelier
    best_source = np.zeros(pairs.sources.max() + 1)
    best_target = np.zeros(pairs.targets.max() + 1)
    np.maximum.at(best_source, pairs.sources, rank)
    np.maximum.at(best_target, pairs.targets, rank)
    of_source = pairs.joint / np.bincount(pairs.sources, weights=pairs.joint)[pairs.sources]
    of_target = pairs.joint / np.bincount(pairs.targets, weights=pairs.joint)[pairs.targets]
    first = rank >= best_source[pairs.sources]
    fits = (first & ((rank >= best_target[pairs.targets]) | (of_target >= _OWN) | (of_source >= _MOSTLY))) | (
        (of_source >= _OTHER) & (of_target >= _OTHER)
    )
    chosen = np.flatnonzero(fits & (scores >= least))
    chosen = chosen[_free(grams, pairs, scores, chosen) >= _FREE]
    return chosen[np.lexsort((pairs.sources[chosen], -pairs.joint[chosen], -scores[chosen]))]


def _free(grams: Grams, pairs: Pairs, scores: FloatArray, chosen: IntArray) -> FloatArray:
    """By chosen pair, the share of its occurrences outside longer ones that are surer or were seen twice."""
    wanted = np.zeros(len(pairs), bool)
    wanted[chosen] = True
    places = np.flatnonzero(wanted[pairs.pairs])
    starts, lengths = grams.starts[pairs.owns[places]], grams.lengths[pairs.owns[places]]
    own = starts * _WIDTH + lengths
    order = np.argsort(own, kind="stable")
    own, owner = own[order], pairs.pairs[places][order]
    inside = np.zeros(len(places), bool)
    longest = int(lengths.max(initial=0))
    for before in range(longest):
        for length in range(before + 1, longest + 1):
            wider = (length > lengths) & (length >= before + lengths)
            sought = (starts - before) * _WIDTH + length
            found = np.minimum(np.searchsorted(own, sought), len(own) - 1)
            over = owner[found]
            firm = (pairs.joint[over] > 1) | (scores[over] > scores[pairs.pairs[places]])
            inside |= wider & firm & (own[found] == sought)
    free = np.bincount(pairs.pairs[places], weights=~inside, minlength=len(pairs))
    return np.asarray(free[chosen] / np.diff(pairs.begins)[chosen], np.float32)
