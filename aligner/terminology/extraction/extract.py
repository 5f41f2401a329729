"""Units to a list of terms with their translations: the whole method on one page.

texts -> words (forms, stems, function words, capitals) -> runs of words that could be terms
      -> which words translate each other, over all units -> links in each unit
      -> pairs of runs that no link leaves -> what speaks for each -> a score -> a choice -> its forms
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.checking.languages import usual_script
from aligner.encoder import Progress, WordEncoder
from aligner.terminology.extraction.candidate import Candidate, Unit
from aligner.terminology.extraction.cells import judged, learn
from aligner.terminology.extraction.choice import choose
from aligner.terminology.extraction.classes import word_classes
from aligner.terminology.extraction.evidence import evidence
from aligner.terminology.extraction.forms import form_of
from aligner.terminology.extraction.grams import find_grams
from aligner.terminology.extraction.kinds import capitals_of
from aligner.terminology.extraction.links import link_words
from aligner.terminology.extraction.pairs import find_pairs
from aligner.terminology.extraction.scoring import is_cut, score
from aligner.terminology.extraction.side import read_side
from tmx.matching.keys import match_key

_SMALL = 5_000  # units up to which a pair that one of them shows is looked at
_ENTITY = 0.8  # share of capitals from which a term is a name
_SEEDED = 3  # times that a seed counts as a unit
_STEPS = 6
_LATIN = "\u024f"  # its last letter
_LETTERS = 4  # of another script that make a translation of what has Latin words in it


@dataclass(frozen=True, slots=True)
class Options:
    """What changes the terms that are found.

    ``least``: units that must show a pair; 1 in up to 5,000 units, 2 in more, unless it is given.
    ``score``: the least of a pair. ``longest``: words of a term, function words not counted.
    ``stops``: words that no term holds. ``seeds``: pairs of terms that are known: they guide the
    pairing of others, and are not proposed.
    """

    least: int | None = None
    score: float = 0.5
    longest: int = 5
    stops: Iterable[str] = ()
    seeds: Sequence[tuple[str, str]] = ()


def extract(
    units: Sequence[Unit],
    languages: tuple[str, str],
    encoder: WordEncoder,
    options: Options | None = None,
    progress: Progress | None = None,
) -> list[Candidate]:
    """The terms of all units with their translations, the surest first."""
    options = options or Options()
    tell = progress or (lambda _done, _all: None)
    seeds = tuple(options.seeds) * _SEEDED
    texts = (
        [unit.source for unit in units] + [source for source, _ in seeds],
        [unit.target for unit in units] + [target for _, target in seeds],
    )
    stops = frozenset(options.stops)
    one, other = (
        read_side(some, language, encoder, word_classes(language, stops))
        for some, language in zip(texts, languages, strict=True)
    )
    tell(1, _STEPS)
    if not len(one.starts) or not len(other.starts):
        return []
    sides = one, other
    grams = find_grams(one, options.longest, len(units)), find_grams(other, options.longest, len(units))
    tell(2, _STEPS)
    dictionary = learn(sides)
    tell(3, _STEPS)
    links = link_words(sides, judged(sides, dictionary))
    tell(4, _STEPS)
    least = options.least or (1 if len(units) <= _SMALL else 2)
    pairs = find_pairs(sides, grams, links, least)
    columns = evidence(sides, grams, links, pairs)
    scores = np.where(is_cut(columns, pairs.joint), 0, score(columns))
    tell(5, _STEPS)
    chosen = choose(grams[0], pairs, scores, options.score)
    names = capitals_of(sides, grams, pairs) >= _ENTITY
    shares = pairs.joint / np.bincount(pairs.sources, weights=pairs.joint, minlength=1)[pairs.sources]
    found = []
    for pair in chosen.tolist():
        places = slice(pairs.begins[pair], pairs.begins[pair + 1])
        is_entity = bool(names[pair])
        found.append(
            Candidate(
                form_of(one, grams[0], pairs.owns[places], is_entity=is_entity),
                form_of(other, grams[1], pairs.partners[places], is_entity=is_entity),
                float(scores[pair]),
                int(pairs.joint[pair]),
                float(shares[pair]),
                int(grams[0].counts[pairs.sources[pair]]),
                int(grams[1].counts[pairs.targets[pair]]),
                is_entity,
                _example(one.rows[grams[0].starts[pairs.owns[places]]].tolist(), units),
            )
        )
    tell(6, _STEPS)
    known = {match_key(source) for source, _ in options.seeds}
    other_script = usual_script(languages[0]) != usual_script(languages[1])
    return [one for one in found if not (other_script and _is_copied(one)) and not (known and _is_known(one, known))]


def _is_known(candidate: Candidate, known: set[str]) -> bool:
    return any(match_key(text) in known for text in (candidate.source.text, *candidate.source.variants))


def _is_copied(candidate: Candidate) -> bool:
    """Whether a term stands untranslated in a text of another script, as ``RaTG13``: there is nothing to look up."""
    target = candidate.target.text.casefold()
    own = sum(char.isalpha() and char > _LATIN for char in target)
    return own < _LETTERS and any(word in target for word in candidate.source.text.casefold().split())


def _example(rows: Sequence[int], units: Sequence[Unit]) -> int:
    """The unit that shows a term best: one of middling length."""
    return min(rows[:50], key=lambda row: abs(len(units[row].source) - 100))
