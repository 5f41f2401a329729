"""Tables with a language in each column: what a column is in, and which segments share a row.

Word tables of two columns, spreadsheets, and files of units (XLIFF, TMX, PO), which are tables too.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from corpus.document import Block, Document, Side
from corpus.language import letters

_PURE = 0.8  # of the letters of a column, from which it has one language


def label_columns(document: Document, labels: Sequence[str]) -> list[str | None]:
    """The languages of the blocks, those of a column made one where the columns of its table differ.

    ``labels`` are what each block looks like by itself: a name or a number in a cell looks like anything.
    None for a column without letters beside columns that have some: numbers of rows, for example.
    """
    tallies: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for block, label in zip(document.blocks, labels, strict=True):
        if block.column >= 0:
            tallies[block.table, block.column][label] += letters(document.text[block.start : block.end])
    columns: dict[tuple[int, int], str | None] = {}
    for table in {table for table, _ in tallies}:
        found = {place: _language(tally) for place, tally in tallies.items() if place[0] == table}
        if len({language for language in found.values() if language}) > 1:
            columns |= {place: found[place] for place in found if found[place] != ""}
    return [
        columns.get((block.table, block.column), label) for block, label in zip(document.blocks, labels, strict=True)
    ]


def _language(tally: Counter[str]) -> str | None:
    """The language of a column, None where it has no letters, empty where it is mixed."""
    total = tally.total()
    if not total:
        return None
    language, share = tally.most_common(1)[0]
    return language if share >= _PURE * total else ""


def rows_of(source: Side, target: Side) -> Iterator[tuple[range, range]]:
    """The segments of both sides that share a row, as far as they rise on both.

    In a table whose rows mostly have both, a row with one of them has no partner: its run on the other
    side is empty. Where two such rows follow each other, in two languages, they may be partners.
    """
    own, other = _by_row(source), _by_row(target)
    shared = Counter(table for table, _ in own.keys() & other.keys())
    rows = Counter(table for table, _ in own.keys() | other.keys())
    alone = own.keys() - other.keys(), other.keys() - own.keys()
    last = (0, 0)
    for table, row in sorted(own.keys() | other.keys()):
        run, partner = own.get((table, row)), other.get((table, row))
        if run is None or partner is None:
            around = alone[1] if run else alone[0]
            if 2 * shared[table] < rows[table] or (table, row - 1) in around or (table, row + 1) in around:
                continue
            run, partner = run or _nothing(source, target, partner), partner or _nothing(target, source, run)
        if run.start >= last[0] and partner.start >= last[1]:
            yield run, partner
            last = run.stop, partner.stop


def _nothing(side: Side, other: Side, run: range | None) -> range:
    """The place in a side, both in one document, of a run of the other side that has no partner."""
    paragraph = other.segments[run.start].paragraph if run else 0
    place = bisect_left(side.segments, paragraph, key=lambda segment: segment.paragraph)
    return range(place, place)


def _by_row(side: Side) -> dict[tuple[int, int], range]:
    """The run of segments in each row of each table, in order."""
    runs: dict[tuple[int, int], range] = {}
    for number, segment in enumerate(side.segments):
        block: Block = side.document.blocks[segment.paragraph]
        if block.row >= 0:
            place = block.table, block.row
            runs[place] = range(runs[place].start if place in runs else number, number + 1)
    return runs
