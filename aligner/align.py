"""Two sequences of segments to an alignment: the whole method on one page.

segments -> profiles (words, vectors, lengths, signs) -> anchors -> their heaviest chain
         -> sections between certain cuts -> the best path and its probabilities in each
         -> what changed places -> beads
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from aligner.alignment import Alignment, Bead
from aligner.encoder import Encoder, Progress
from aligner.models import load_encoder
from aligner.refining.clauses import profile_clauses
from aligner.refining.granularity import Granularity, has_several, refine
from aligner.refining.joining import find_doubtful, join_cut_sentences
from aligner.scoring.blocks import Pair
from aligner.scoring.profile import Input, profile, with_chances
from aligner.scoring.weights import load_weights
from aligner.searching.anchors import Anchors
from aligner.searching.landmarks import find_anchors
from aligner.searching.moved import find_moved
from aligner.searching.searcher import Searcher
from aligner.searching.sections import Section, cut_at_rows, cut_sections, mend_cuts


@dataclass(frozen=True, slots=True)
class Options:
    """What changes an alignment, besides the encoder.

    ``largest``: beads hold up to this many segments in all, or one against this many.
    ``granularity``: whether beads of several sentences are refined into parts.
    """

    largest: int = 8
    granularity: Granularity = Granularity.AUTO

    def signature(self) -> str:
        """The options that change beads, as a part of a score's signature."""
        return f"largest:{self.largest}"


def align(
    source: Input,
    target: Input,
    encoder: Encoder | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
    rows: Sequence[Pair] = (),
) -> Alignment:
    """Align two texts; without an encoder, with the embedded model.

    A side is a text (its sentences are found, in any language), a sequence of segments, or an array
    of their vectors (segments x dimension) if both are. Deterministic. ``progress`` is called with
    the source segments done and all of them. ``rows`` are runs of segments that stand side by side,
    in a table for example, rising on both sides: no bead leaves one.

    >>> from aligner import align
    >>> english = ["The library opens on Monday.", "Admission is free for children."]
    >>> arabic = ["تفتح المكتبة أبوابها يوم الاثنين.", "الدخول مجاني للأطفال."]
    >>> [(list(bead.source), list(bead.target)) for bead in align(english, arabic)]
    [([0], [0]), ([1], [1])]
    >>> alignment = align("It rained. The harbour was closed.", "نزل المطر. وأُغلق الميناء.")
    >>> [alignment.source[index] for bead in alignment for index in bead.source]
    ['It rained.', 'The harbour was closed.']
    """
    encoder, options = encoder or load_encoder(), options or Options()
    searcher = prepare(source, target, encoder, options)
    texts = searcher.source.texts, searcher.target.texts
    beads = find_beads(searcher, progress, rows)
    doubtful = [] if rows else find_doubtful(beads, options.largest)
    closer = [beads[number + shift] for number in doubtful for shift in (0, 1)]
    if options.granularity != Granularity.SENTENCE:
        closer += filter(has_several, beads)
    clauses = profile_clauses(closer, (searcher.source, searcher.target), encoder)
    beads, shares = searcher.judge(join_cut_sentences(beads, doubtful, clauses, searcher))
    if options.granularity != Granularity.SENTENCE:
        beads = refine(beads, clauses, searcher, options.granularity)
    return Alignment(tuple(beads), *shares, *texts)


def find_beads(searcher: Searcher, progress: Progress | None = None, fixed: Sequence[Pair] = ()) -> list[Bead]:
    """The beads of both texts, and of what changed places."""
    rows, columns = map(range, searcher.shape)
    beads = search_sections(searcher, cut_at_rows(searcher.company.chain, rows, columns, fixed), progress)
    is_free = searcher.find_free(beads, fixed)
    return find_moved(beads, is_free, searcher.company.off_line(), partial(search_region, searcher))


def search_region(searcher: Searcher, chain: Anchors, rows: range, columns: range) -> list[Bead]:
    """The beads of a run of source and a run of target segments, section by section along a chain."""
    return search_sections(searcher, cut_sections(chain, rows, columns))


def search_sections(searcher: Searcher, sections: list[Section], progress: Progress | None = None) -> list[Bead]:
    """The beads of sections in order."""
    beads = [searcher.settle(section) for section in sections if section.is_settled]
    open_ones = [(section.source, section.target) for section in sections if not section.is_settled]
    beads += searcher.search_blocks(open_ones, progress)
    beads.sort(key=lambda bead: (bead.source.start, bead.target.start, len(bead.source)))
    return mend_cuts(beads, sections, searcher.search)


def prepare(source: Input, target: Input, encoder: Encoder, options: Options) -> Searcher:
    """What is found out once over both whole texts."""
    sides = with_chances(profile(source, encoder), profile(target, encoder))
    anchors = find_anchors(sides[0].vectors, sides[1].vectors)
    weights = load_weights("words" if sides[0].words else "pooled")
    return Searcher.of(*sides, anchors, weights, options.largest)
