"""What becomes of a unit: the unit itself, its parts, its twins, each under the text that clients ask for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aligner.exporting.cutting import Kind, kind_of
from aligner.exporting.normalising import MARKS, normalise
from aligner.exporting.pairs import Pair, with_properties, with_texts
from aligner.exporting.sources import Sources
from aligner.exporting.splitting import Split
from corpus import split_sentences
from tmx import Candidate, Place, TranslationUnit, resolve_duplicates
from tmx.characters import clean


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit to be written: ``rank`` among those of the same source, below 0 for a twin."""

    pair: Pair
    kind: Kind
    rank: float


def entries_of(split: Split, sources: Sources, auto_from: float) -> Iterator[Entry]:
    """A unit and its parts, with their twins; the unit may be cut by a client where all parts are sure."""
    is_sure = split.is_one_by_one and all(part.score >= auto_from for part in split.parts)
    yield from _with_twins(split.pair, kind_of(split.pair, can_be_cut=is_sure), sources)
    for part in split.parts:
        yield from _with_twins(part, Kind.SENTENCE, sources)


def _with_twins(pair: Pair, kind: Kind, sources: Sources) -> Iterator[Entry]:
    pair = replace(pair, unit=replace(pair.unit, segtype=kind.segtype))
    yield Entry(pair, kind, pair.score)
    if pair.has_codes:
        return
    bare = MARKS.sub("", pair.source)
    marked = pair.source if bare != pair.source else sources.marked(pair.file, pair.source)
    if marked != bare:
        yield Entry(_twin(pair, marked, ""), Kind.MARKED, pair.score)
    plain = normalise(pair.source)
    if plain != bare:
        yield Entry(_twin(pair, plain, "yes"), kind, pair.score - 1)


def _twin(pair: Pair, source: str, normalised: str) -> Pair:
    return replace(pair, unit=with_properties(with_texts(pair.unit, source, pair.target), normalised=normalised))


def key_of(entry: Entry) -> str:
    """The text under which a client finds an entry."""
    text = entry.pair.source
    return text if entry.kind is Kind.MARKED else clean(text, is_source=True).text


def resolve(rivals: Sequence[Entry], sources: Sources) -> Iterator[tuple[Entry, TranslationUnit]]:
    """Entries of one source as units: each translation once, the best last and for everywhere.

    Of two for one place only the better stays, of two that are as good the later. The others are
    bound to where they were found: to their document where it knows no other translation of that
    source, else to the sentences around them.
    """
    best: dict[str, Entry] = {}
    taken: set[tuple[str, int]] = set()
    for _, entry in sorted(enumerate(rivals), key=lambda item: (-item[1].rank, -item[0])):
        place = entry.pair.file, (entry.pair.segments or (-1,))[0]
        if entry.pair.target not in best and place not in taken:
            best[entry.pair.target] = entry
            taken |= {place} if entry.pair.segments else set()
    files = [entry.pair.file for entry in best.values()]
    candidates = (
        Candidate(entry.pair.unit, entry.rank, _place(entry.pair, sources, alone=files.count(entry.pair.file) == 1))
        for entry in reversed(best.values())
    )
    for unit in resolve_duplicates(candidates):
        yield best[unit.target.text], unit


def _place(pair: Pair, sources: Sources, *, alone: bool) -> Place:
    if alone:
        return Place(pair.file, "", "")
    language = pair.unit.source.language
    before, after = split_sentences(pair.before, language)[-1:], split_sentences(pair.after, language)[:1]
    previous, following = (sources.marked(pair.file, "".join(texts)) for texts in (before, after))
    return Place(pair.file, previous, following)
