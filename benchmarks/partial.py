"""How alignment holds up where one side lacks a part, or parts changed places.

    python -m benchmarks.partial ../shared/data/dev/alignar/{law,literature} ../shared/data/dev/text+berg

The documents of a gold set are joined into one, parts of it are cut out or moved, and its links with
them. A segment that lost its partners becomes a null link of its own, as in the gold sets; null
links found where there are none count against precision. Per case and set: strict F1 / lax F1 in
percent, and the strict F1 as a share of that of the complete document.
"""

import argparse
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import aligner
from aligner.evaluation import Evaluation, GoldDocument, GoldSet, Link, evaluate, read_set

AIM = "aim: .90 of the complete document, with two blocks swapped .85"
_PARTS = 4  # the document is split into as many where two blocks are swapped


def joined(documents: Iterable[GoldDocument]) -> GoldDocument:
    """One document of several, one after the other."""
    source: list[str] = []
    target: list[str] = []
    links: list[Link] = []
    for document in documents:
        places = range(len(source), len(source) + len(document.source))
        columns = range(len(target), len(target) + len(document.target))
        links += _renumbered(document.links, dict(enumerate(places)), dict(enumerate(columns)))
        source += document.source
        target += document.target
    return GoldDocument("joined", tuple(source), tuple(target), tuple(links))


def reordered(document: GoldDocument, side: int, kept: list[int]) -> GoldDocument:
    """``document`` with the segments ``kept`` of a side (0 source, 1 target), in that order."""
    texts = (document.source, document.target)[side]
    rest = tuple(texts[index] for index in kept)
    places = {index: number for number, index in enumerate(kept)}
    other = {index: index for index in range(len((document.target, document.source)[side]))}
    links = tuple(_renumbered(document.links, *((places, other) if side == 0 else (other, places))))
    return replace(document, source=rest, links=links) if side == 0 else replace(document, target=rest, links=links)


def _renumbered(links: Iterable[Link], rows: dict[int, int], columns: dict[int, int]) -> Iterable[Link]:
    """Links under new numbers, without the segments that have none."""
    for source, target in links:
        left = tuple(rows[index] for index in source if index in rows)
        right = tuple(columns[index] for index in target if index in columns)
        if left and right:
            yield left, right
        else:
            yield from (((index,), ()) for index in left)
            yield from (((), (index,)) for index in right)


def cut(document: GoldDocument, side: int, keep: Callable[[int, int], bool]) -> GoldDocument:
    """``document`` with only the segments of a side that ``keep``, given index and length, says."""
    length = len((document.source, document.target)[side])
    return reordered(document, side, [index for index in range(length) if keep(index, length)])


def swapped(document: GoldDocument) -> GoldDocument:
    """``document`` with the second and the third quarter of its target in each other's place."""
    length = len(document.target)
    inside = {
        index for _, target in document.links for index in range(min(target, default=0) + 1, max(target or (0,)) + 1)
    }
    borders = [index for index in range(length + 1) if index not in inside]
    first, middle, last = (min(borders, key=lambda border: abs(border - part * length / _PARTS)) for part in (1, 2, 3))
    order = [*range(first), *range(middle, last), *range(first, middle), *range(last, length)]
    return reordered(document, 1, order)


def _spread(index: int, length: int) -> bool:
    return index // 20 % 4 != 1


def _first_quarter_gone(index: int, length: int) -> bool:
    return index >= length // 4


def _sixth(index: int, length: int) -> bool:
    return length // 3 <= index < length // 2


CASES: dict[str, Callable[[GoldDocument], GoldDocument]] = {
    "complete": lambda document: document,
    "25 % missing in the target, spread": lambda document: cut(document, 1, _spread),
    "25 % missing in the source, spread": lambda document: cut(document, 0, _spread),
    "first quarter of the target missing": lambda document: cut(document, 1, _first_quarter_gone),
    "first quarter of the source missing": lambda document: cut(document, 0, _first_quarter_gone),
    "only a sixth of the target there": lambda document: cut(document, 1, _sixth),
    "only a sixth of the source there": lambda document: cut(document, 0, _sixth),
    "two blocks of the target swapped": swapped,
}


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sets", type=Path, nargs="+")
    sets: list[GoldSet] = [read_set(folder) for folder in arguments.parse_args().sets]
    sets = [replace(gold, documents=(joined(gold.documents),)) for gold in sets]
    encoder = aligner.load_encoder()
    complete: list[Evaluation] = []
    print(f"strict / lax F1, ratio; {AIM}\n{'':36}" + "".join(f"{gold.name:>22}" for gold in sets))
    for name, change in CASES.items():
        found = [evaluate(replace(gold, documents=tuple(map(change, gold.documents))), encoder) for gold in sets]
        complete = complete or found
        print(f"{name:36}" + "".join(map(_cell, found, complete)), flush=True)
    print(*(one.signature for one in complete), sep="\n")


def _cell(found: Evaluation, complete: Evaluation) -> str:
    strict, whole = found.quality.strict.f1, complete.quality.strict.f1
    return f"{100 * strict:10.1f} /{100 * found.quality.lax.f1:5.1f} {strict / whole if whole else 0:4.2f}"


if __name__ == "__main__":
    main()
