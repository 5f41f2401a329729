"""How alignment holds up where one side lacks a part: gold sets with parts cut out of them.

    python -m benchmarks.partial ../shared/data/dev/alignar/law ../shared/data/dev/alignar/literature

Strict and lax F1 in percent; *source* and *target* name the side that the part was cut out of.
"""

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import aligner
from aligner.evaluation import GoldDocument, GoldSet, Link, evaluate, read_set

CUTS: dict[str, Callable[[int, int], bool]] = {
    "complete": lambda index, length: True,
    "first quarter missing": lambda index, length: index >= length // 4,
    "second half missing": lambda index, length: index < length // 2,
    "every fourth block of 20 missing": lambda index, length: index // 20 % 4 != 1,
    "only a sixth there": lambda index, length: length // 3 <= index < length // 2,
}


def cut(document: GoldDocument, side: int, keep: Callable[[int, int], bool]) -> GoldDocument:
    """``document`` with only the segments of a side (0 source, 1 target) that ``keep`` says."""
    texts = (document.source, document.target)[side]
    kept = [index for index in range(len(texts)) if keep(index, len(texts))]
    place = {index: number for number, index in enumerate(kept)}

    def renumbered(link: Link) -> Link:
        mine = tuple(place[index] for index in link[side] if index in place)
        return (mine, link[1]) if side == 0 else (link[0], mine)

    links = tuple(renumbered(link) for link in document.links)
    rest = tuple(texts[index] for index in kept)
    return replace(document, source=rest, links=links) if side == 0 else replace(document, target=rest, links=links)


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sets", type=Path, nargs="+")
    sets: list[GoldSet] = [read_set(folder) for folder in arguments.parse_args().sets]
    encoder = aligner.load_encoder()
    signatures: dict[str, str] = {}
    print(f"{'strict / lax F1':40}" + "".join(f"{gold.name:>22}" for gold in sets))
    for name, keep in CUTS.items():
        for side, label in enumerate(("source", "target")):
            cells = []
            for gold in sets:
                documents = tuple(cut(document, side, keep) for document in gold.documents)
                found = evaluate(replace(gold, documents=documents), encoder)
                signatures.setdefault(gold.name, found.signature)  # that of the complete set
                cells.append(f"{100 * found.quality.strict.f1:15.1f} / {100 * found.quality.lax.f1:4.1f}")
            print(f"{name + ', ' + label:40}" + "".join(cells), flush=True)
    print(*signatures.values(), sep="\n")


if __name__ == "__main__":
    main()
