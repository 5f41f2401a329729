"""What term extraction finds in a memory of health and of the United Nations, against a glossary made by people.

    python -m benchmarks.terminology ../shared > benchmarks/terminology.txt

The memory: TICO-19, the goals of the United Nations (Open SDG), the Universal Declaration of Human
Rights, and the Alliance release as ``loom align`` aligns it, English to Arabic. The glossary: TICO-19's
terminology (Anastasopoulos et al., TICO-19: the Translation Initiative for COvid-19, 2020). Of its terms
those count that could be found: the term and a translation of it, whole and in one unit of the memory,
whatever their number, case, spelling and clitics. Two things count as they do for a reader: an abbreviation is
another word than its letters in lower case (``AIDS`` and ``aids``), and Latin letters in parentheses behind an
Arabic term, as in ``منظمة الصحة العالمية (WHO)``, repeat the source and need not be proposed. Found is a term
that is proposed; right at rank 1 is one whose first translation, the most frequent one, is one of the
glossary's. Recall is the share that is right at rank 1.

Behind the figures come the first terms of the list, to be read and judged by somebody who knows both
languages, and what the Alliance release gives by itself. ``--all`` writes all pairs.
"""

import argparse
import gzip
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import aligner
from aligner.explanation import require_words
from aligner.terminology.extraction.candidate import Candidate, Unit
from aligner.terminology.extraction.classes import WordClasses, word_classes
from aligner.terminology.extraction.clitics import Parts, split
from aligner.terminology.extraction.extract import Options, extract
from aligner.terminology.extraction.inflection import base_of
from aligner.terminology.extraction.side import is_abbreviation
from aligner.units import translation_units
from corpus import read_bitext
from tmx.matching.keys import match_key
from tmx.matching.stems import words

_SETS = ("open-sdg", "tico19", "udhr")
_FIRST = 200
_WANTED = (
    "Government of National Accord",
    "Libyan American Alliance",
    "political prisoners",
    "war crimes",
    "war criminal",
    "civil society organizations",
    "Khalifa Haftar",
)
_ABBREVIATION = re.compile(r"\([ -~]+\)")
Name = tuple[str, ...]
"""The bases of the words of a term: what its forms have in common."""


class Namer:
    """Names of terms and of runs of words in one language, given all its texts."""

    def __init__(self, language: str, texts: Iterable[str]) -> None:
        self._arabic = language == "ar"
        self._classes: WordClasses = word_classes(language)
        self._known = {word for text in texts for word in words(match_key(text))}
        self._base = base_of(language)
        self._names: dict[str, str] = {}

    def name(self, text: str) -> Name:
        """The name of a whole text, without an English article at its beginning; ``AIDS`` is not ``aids``."""
        found = []
        for form in words(text):
            if form not in self._names:
                word = match_key(form)
                parts = split(word, self._known, self._classes) if self._arabic else Parts("", False, word)
                self._names[form] = form if is_abbreviation(form) else self._base(parts.rest) or parts.rest
            found.append(self._names[form])
        return tuple(found[1:] if found[:1] in (["the"], ["a"], ["an"]) else found)


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """English and Arabic from a TSV that has Arabic first."""
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    return [(english, arabic) for arabic, english in rows]


def read_release(path: Path) -> list[tuple[str, str]]:
    """The pairs of a document in two languages, as the aligner pairs its sentences."""
    bitext = read_bitext(path)
    alignment = aligner.align(list(bitext.source.texts()), list(bitext.target.texts()))
    return [(unit.source.text, unit.target.text) for unit in translation_units(bitext, alignment)]


def findable(
    glossary: Sequence[tuple[str, str]], pairs: Sequence[tuple[str, str]], namers: tuple[Namer, Namer]
) -> tuple[dict[Name, set[Name]], dict[Name, int]]:
    """The terms that stand in a unit with a translation, their translations, and in how many units."""
    wanted: dict[Name, set[Name]] = defaultdict(set)
    for one, other in glossary:
        for translation in {other, _ABBREVIATION.sub(" ", other)}:
            names = namers[0].name(one), namers[1].name(translation)
            if all(names):
                wanted[names[0]].add(names[1])
    longest = max(len(name) for name in wanted)
    found: dict[Name, set[Name]] = defaultdict(set)
    counts: dict[Name, int] = defaultdict(int)
    for one, other in pairs:
        source, target = _runs(namers[0].name(one), longest), _runs(namers[1].name(other), longest + 2)
        for name in source & wanted.keys():
            here = wanted[name] & target
            found[name] |= here
            counts[name] += bool(here)
    return {name: some for name, some in found.items() if some}, counts


def _runs(name: Name, longest: int) -> set[Name]:
    return {name[first : first + size] for size in range(1, longest + 1) for first in range(len(name) - size + 1)}


def proposals(found: Iterable[Candidate], namers: tuple[Namer, Namer]) -> dict[Name, list[set[Name]]]:
    """By term the translations that are proposed, the first one first; each with its other forms."""
    by_term: dict[Name, list[tuple[int, set[Name]]]] = defaultdict(list)
    for one in found:
        targets = {namers[1].name(text) for text in (one.target.text, *one.target.variants)}
        for name in {namers[0].name(text) for text in (one.source.text, *one.source.variants)}:
            by_term[name].append((one.count, targets))
    return {name: [some for _, some in sorted(rows, key=lambda row: -row[0])] for name, rows in by_term.items()}


def print_recall(
    found: Sequence[Candidate], wanted: dict[Name, set[Name]], counts: dict[Name, int], namers: tuple[Namer, Namer]
) -> None:
    """Recall, by how often a term stands in the memory."""
    proposed = proposals(found, namers)
    print(f"{'terms of the glossary in':28}{'terms':>8}{'found':>8}{'rank 1':>8}{'any':>8}   (shares)")
    for least, most in ((1, 1), (2, 4), (5, 10**9), (2, 10**9), (1, 10**9)):
        some = [name for name in wanted if least <= counts[name] <= most]
        hit = [name for name in some if name in proposed]
        first = [name for name in hit if proposed[name][0] & wanted[name]]
        any_ = [name for name in hit if any(names & wanted[name] for names in proposed[name])]
        label = (
            f"{least} units"
            if least == most
            else f"{least} units and more"
            if most > 99
            else f"{least} to {most} units"
        )
        shares = "".join(f"{len(part) / max(len(some), 1):8.3f}" for part in (hit, first, any_))
        print(f"{label:28}{len(some):8}{shares}")


def print_terms(found: Sequence[Candidate]) -> None:
    """A line for each: rank, score, units, whether it is a name, both terms, other forms."""
    for number, one in enumerate(found, 1):
        other = "; ".join((*one.source.variants[:2], *one.target.variants[:2]))
        print(
            f"{number:4}  {one.score:.2f} {one.count:5}  {'name' if one.is_entity else '':4}  "
            f"{one.source.text} = {one.target.text}" + (f"   ({other})" if other else "")
        )


def main() -> None:
    """Print the figures, then the terms."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("shared", type=Path, help="the folder with data/ and samples/")
    arguments.add_argument("--all", type=Path, help="write all pairs to this file, tab-separated")
    options = arguments.parse_args()
    train: Path = options.shared / "data" / "train" / "ar-en"
    release = read_release(options.shared / "samples" / "alliance-release.en-ar.txt")
    pairs = [pair for name in _SETS for pair in read_pairs(train / f"{name}.tsv.gz")] + release
    encoder = require_words(aligner.load_encoder())
    units = [Unit(one, other, number) for number, (one, other) in enumerate(pairs, 1)]
    start = time.perf_counter()
    found = extract(units, ("en", "ar"), encoder)
    seconds = time.perf_counter() - start
    namers = Namer("en", [one for one, _ in pairs]), Namer("ar", [other for _, other in pairs])
    wanted, counts = findable(read_pairs(train / "tico19-terms.tsv.gz"), pairs, namers)
    print(f"loom {aligner.__version__}, encoder {encoder.name}, options default, least score 0.5")
    print(f"{len(units):,} units, {len(found):,} pairs in {seconds:.0f} s\n")
    print_recall(found, wanted, counts, namers)
    print("\nthe same with pairs of a score of 0.3 and more")
    print_recall(extract(units, ("en", "ar"), encoder, Options(score=0.3)), wanted, counts, namers)
    print("\nthe same with all pairs that one unit shows, whatever their score")
    print_recall(extract(units, ("en", "ar"), encoder, Options(least=1, score=0)), wanted, counts, namers)
    print("\nthe Alliance release by itself")
    alone = extract([Unit(one, other, number) for number, (one, other) in enumerate(release, 1)], ("en", "ar"), encoder)
    print_terms(alone)
    for term in _WANTED:
        one = next((one for one in alone if term in (one.source.text, *one.source.variants)), None)
        print(f"  {term}: {one.target.text if one else 'not found'}")
    print(f"\nthe first {_FIRST} terms of the memory")
    print_terms(found[:_FIRST])
    if options.all:
        rows = (f"{one.score:.4f}\t{one.count}\t{one.source.text}\t{one.target.text}\n" for one in found)
        options.all.write_text("".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
