"""Which beads of gold sets are not found, and how what is found instead differs.

    DEV=../shared/data/dev
    python -m benchmarks.errors $DEV/alignar/{law,literature} $DEV/text+berg $DEV/mac-zh-en > benchmarks/errors.txt

Beads of gold and beads found that share segments make a group. Of a group in which not all is right, every paired
gold bead that is not found as it is counts under one heading, the first that fits:

unreachable  a gold link with a gap, or out of order: no path has it
left out     found: a segment alone that gold puts into a bead
taken in     found in a bead: a segment that gold leaves alone
finer        found: parts of a gold bead
coarser      found: several gold beads as one
border       the same segments, divided elsewhere

``--show`` prints the texts of each group as well.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import aligner
from aligner.evaluation import GoldDocument, Link, read_set

CLASSES = "unreachable", "left out", "taken in", "finer", "coarser", "border"


@dataclass(frozen=True, slots=True)
class Group:
    """Gold beads and beads found over the same segments, in order."""

    gold: tuple[Link, ...]
    found: tuple[Link, ...]

    def missed(self) -> int:
        """How many paired gold beads are not found as they are."""
        return sum(all(link) and link not in self.found for link in self.gold)

    def heading(self) -> str:
        """The class of what is wrong."""
        if any(not _is_whole(link) for link in self.gold) or not _rises(self.gold):
            return "unreachable"
        gold, found = (_paired(links) for links in (self.gold, self.found))
        if gold - found:
            return "left out"
        if found - gold:
            return "taken in"
        sizes = [sum(map(all, links)) for links in (self.gold, self.found)]
        if sizes[0] == sizes[1]:
            return "border"
        return "finer" if sizes[1] > sizes[0] else "coarser"


def groups(gold: Sequence[Link], found: Sequence[Link]) -> Iterator[Group]:
    """All groups, those that are right too."""
    links = [(link, True) for link in gold] + [(link, False) for link in found]
    by_segment: dict[tuple[int, int], list[int]] = {}
    for number, (link, _) in enumerate(links):
        for segment in _segments(link):
            by_segment.setdefault(segment, []).append(number)
    seen: set[int] = set()
    for first in range(len(links)):
        if first in seen:
            continue
        reached, waiting = {first}, [first]
        while waiting:
            near = {number for segment in _segments(links[waiting.pop()][0]) for number in by_segment[segment]}
            waiting += near - reached
            reached |= near
        seen |= reached
        own = sorted(reached)
        yield Group(*(tuple(links[number][0] for number in own if links[number][1] is kind) for kind in (True, False)))


def _segments(link: Link) -> Iterator[tuple[int, int]]:
    return ((side, index) for side in (0, 1) for index in link[side])


def _paired(links: Sequence[Link]) -> set[tuple[int, int]]:
    return {segment for link in links if all(link) for segment in _segments(link)}


def _is_whole(link: Link) -> bool:
    return all(own == tuple(range(own[0], own[-1] + 1)) for own in link if own)


def _rises(links: Sequence[Link]) -> bool:
    paired = sorted(link for link in links if all(link))
    return all(one[side][-1] < other[side][0] for one, other in pairwise(paired) for side in (0, 1))


def _align(document: GoldDocument) -> list[Link]:
    return [(tuple(bead.source), tuple(bead.target)) for bead in aligner.align(document.source, document.target)]


def _show(group: Group, heading: str, document: GoldDocument) -> None:
    print(f"-- {document.name}: {heading}")
    for name, links in (("gold", group.gold), ("found", group.found)):
        for link in links:
            texts = (
                " / ".join(side[index] for index in own)
                for side, own in zip((document.source, document.target), link, strict=True)
            )
            print(f"{name:5} {list(link[0])}:{list(link[1])}  " + "  |  ".join(texts))


def main() -> None:
    """Print a row for each set."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sets", type=Path, nargs="+")
    arguments.add_argument("--show", action="store_true")
    given = arguments.parse_args()
    print(f"loom {aligner.__version__}, encoder {aligner.load_encoder().name}")
    print(f"{'gold beads missed':20}{'of':>6}" + "".join(f"{name:>13}" for name in CLASSES))
    for folder in given.sets:
        gold, missed = read_set(folder), Counter[str]()
        for document in gold.documents:
            for group in groups(document.links, _align(document)):
                if count := group.missed():
                    missed[group.heading()] += count
                    if given.show:
                        _show(group, group.heading(), document)
        links = sum(all(link) for document in gold.documents for link in document.links)
        print(f"{gold.name:20}{links:6}" + "".join(f"{missed[name]:13}" for name in CLASSES))


if __name__ == "__main__":
    main()
