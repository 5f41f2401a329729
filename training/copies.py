"""What the bead score learns from: gold documents, and copies of them with text that has no translation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aligner import Encoder
from aligner.align import Options, prepare
from aligner.evaluation import GoldDocument, GoldSet, Link
from aligner.searching.searcher import Searcher

BEADS = 40  # of a piece that weights are fitted on
_BLOCK = 14  # beads of a part that is missing
_APART = 7  # beads between two strangers
# What the copies count beside the complete documents. Text that is no translation looks much like
# free translation: more of it costs literature and novels dearly (training/EXPERIMENTS.md).
SHARES = {"complete": 1.0, "lacking": 0.2, "strangers": 0.6, "unrelated": 0.01}


@dataclass(frozen=True, slots=True)
class Copy:
    """A document, complete or changed in one of the ways of ``SHARES``, and what its texts alone say.

    ``origin``: the number of its set, and its own in the set.
    """

    kind: str
    origin: tuple[int, int]
    document: GoldDocument
    searcher: Searcher


def prepared(sets: Sequence[GoldSet], encoder: Encoder) -> Iterator[Copy]:
    """All documents, and the copies of each."""
    for number, gold in enumerate(sets):
        for place, document in enumerate(gold.documents):
            other = gold.documents[(place + 1) % len(gold.documents)]
            for kind, copy in (
                ("complete", document),
                ("lacking", lacking(document, place % 2)),
                ("strangers", with_strangers(document, other)),
                ("unrelated", unrelated(document, other)),
            ):
                yield Copy(kind, (number, place), copy, prepare(copy.source, copy.target, encoder, Options()))


def lacking(document: GoldDocument, side: int) -> GoldDocument:
    """``document`` where every third block of fourteen beads has lost its text on a side."""
    texts: tuple[list[str], list[str]] = ([], [])
    links: list[Link] = []
    for number, link in enumerate(document.links):
        new: list[tuple[int, ...]] = []
        for own, segments in enumerate(link):
            kept = () if own == side and number // _BLOCK % 3 == 1 else segments
            new.append(tuple(range(len(texts[own]), len(texts[own]) + len(kept))))
            texts[own].extend((document.source, document.target)[own][index] for index in kept)
        links.append((new[0], new[1]))
    return replace(document, source=tuple(texts[0]), target=tuple(texts[1]), links=tuple(links))


def with_strangers(document: GoldDocument, other: GoldDocument) -> GoldDocument:
    """``document`` with a sentence of another one after every seventh bead, on either side in turn."""
    texts: tuple[list[str], list[str]] = ([], [])
    links: list[Link] = []

    def add(sentences: Sequence[Sequence[str]]) -> None:
        starts = [len(own) for own in texts]
        for own, more in zip(texts, sentences, strict=True):
            own.extend(more)
        source, target = (tuple(range(start, len(own))) for start, own in zip(starts, texts, strict=True))
        links.append((source, target))

    for number, link in enumerate(document.links):
        add([[document.source[index] for index in link[0]], [document.target[index] for index in link[1]]])
        if number % _APART == _APART - 1:
            side = number // _APART % 2
            strangers = (other.source, other.target)[side]
            stranger = strangers[number % len(strangers)]
            add([[stranger], []] if side == 0 else [[], [stranger]])
    return replace(document, source=tuple(texts[0]), target=tuple(texts[1]), links=tuple(links))


def with_replaced(document: GoldDocument, other: GoldDocument) -> GoldDocument:
    """``document`` where one of seven sentences has a translation no more, but text of another document."""
    target, links, free = list(document.target), list(document.links), set(range(len(other.target)))
    single = [link for link in document.links if len(link[0]) == len(link[1]) == 1]
    for source, [place] in single[_APART // 2 :: _APART][: len(free)]:
        near = min(free, key=lambda index: (abs(len(other.target[index]) - len(document.target[place])), index))
        free.remove(near)
        target[place] = other.target[near]
        number = links.index((source, (place,)))
        links[number : number + 1] = [(source, ()), ((), (place,))]
    return replace(document, target=tuple(target), links=tuple(links))


def unrelated(document: GoldDocument, other: GoldDocument) -> GoldDocument:
    """Texts of two documents, the second backwards: nothing has a partner."""
    source, target = document.source[:BEADS], other.target[:BEADS][::-1]
    links = [((), tuple(range(len(target)))), (tuple(range(len(source))), ())]
    return GoldDocument(document.name, source, target, tuple(links))
