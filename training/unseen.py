"""List the words that a model has hardly met in context, and choose lines to translate that hold them.

Retrieval fails where words were met less than three times in a sentence: word lists do not replace
context. The first list is of English words, as the English side of a language's pairs shows them.
``--choose`` picks English lines for a translator, most new words for the least text, greedily
(the usual approximation of maximum coverage, Nemhauser et al. 1978).
"""

import argparse
import heapq
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from training.pairs import WORD_LISTS, read_columns, read_pairs

_ENOUGH = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def words(text: str) -> set[str]:
    """Distinct lower-cased words."""
    return {word.lower() for word in _WORD.findall(text)}


def met_in_context(texts: Iterable[str]) -> Counter[str]:
    """In how many texts each word occurs."""
    return Counter(word for text in texts for word in words(text))


def choose(lines: Sequence[str], met: Counter[str], weight: Counter[str], characters: int) -> list[str]:
    """Lines, up to ``characters`` in all, by what their unseen words weigh for each character.

    A word counts by the root of its frequency in ``weight``, half as much after each line that has
    it, and nothing once it was met three times.
    """
    met = Counter(met)
    contents = [words(line) for line in lines]

    def gain(index: int) -> float:
        new: float = sum(math.sqrt(weight[word]) / 2 ** met[word] for word in contents[index] if met[word] < _ENOUGH)
        return new / (len(lines[index]) + 30)

    queue = [(-gain(index), index) for index in range(len(lines))]
    heapq.heapify(queue)
    chosen: list[str] = []
    while queue:
        worth, index = heapq.heappop(queue)
        now = gain(index)
        if now + 1e-12 < -worth:  # others were chosen since: look again
            heapq.heappush(queue, (-now, index))
            continue
        if now == 0:
            break
        if len(lines[index]) > characters:
            continue
        chosen.append(lines[index])
        characters -= len(lines[index])
        met.update(contents[index])
    return chosen


def main() -> None:
    """Print words with their counts, or lines."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folders", type=Path, nargs="+", help="pairs of the language")
    arguments.add_argument("--pool", type=Path, nargs="+", required=True, help="*.tsv.gz whose English may be chosen")
    arguments.add_argument("--choose", type=int, metavar="CHARACTERS", help="print lines instead of words")
    given = arguments.parse_args()
    pairs = [pair for folder in given.folders for pair in read_pairs(folder) if pair.source not in WORD_LISTS]
    met = met_in_context(pair.english for pair in pairs)
    have = {pair.english for pair in pairs}
    pool = [english for path in given.pool for _, english in read_columns(path)]
    weight = met_in_context(pool)
    if given.choose is None:
        for word, count in weight.most_common():
            if met[word] < _ENOUGH:
                print(word, count, met[word], sep="\t")
    else:
        candidates = sorted({line for line in pool if line not in have})
        print("\n".join(choose(candidates, met, weight, given.choose)))


if __name__ == "__main__":
    main()
