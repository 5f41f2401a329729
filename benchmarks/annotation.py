"""How fast the known terms of a text are found, and how fast a termbase is filled and read.

    python -m benchmarks.annotation [--terms 100000] [--texts 50] > benchmarks/annotation.txt

Terms are runs of one to four words of the texts in ``../shared/data/train/ar-en``, each paired with a run of the
other side, no two alike, and none beginning or ending with one of the two hundred most frequent words. Texts
are a thousand running words from the same files, so that more terms are found in them than in any real text.
Times are those of the processor, for the machine is shared, in one run.
"""

import argparse
import gzip
import random
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from pathlib import Path

from tmx.matching.keys import match_keys
from tmx.store import Memory
from tmx.terms.concept import Concept, Glossary, Term
from tmx.terms.finder import TermFinder
from tmx.terms.termbase import Termbase

DATA = Path(__file__).parents[2] / "shared" / "data" / "train" / "ar-en"
_WORDS = 1000
_LONGEST = 4
_FREQUENT = 200
Pair = tuple[str, str]


def main() -> None:
    """Make the glossary, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--terms", type=int, default=100_000)
    parser.add_argument("--texts", type=int, default=50)
    arguments = parser.parse_args()
    chance = random.Random(7)
    pairs = list(_pairs())
    chance.shuffle(pairs)
    glossary = _glossary(pairs, arguments.terms, chance)
    print(f"terms:{len(glossary.concepts)}|texts:{arguments.texts}|words:{_WORDS}|seed:7")
    _keep(glossary)
    for source, target, side in (("en", "ar", 1), ("ar", "en", 0)):
        _annotate(glossary, source, target, _texts([pair[side] for pair in pairs], arguments.texts, chance))
    print(f"peak memory of all this: {_peak():.0f} MB")


def _pairs() -> Iterator[Pair]:
    """Arabic texts and their translations."""
    for path in sorted(DATA.glob("*.tsv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                arabic, english, *_ = line.rstrip("\n").split("\t")
                yield arabic, english


def _glossary(pairs: Sequence[Pair], number: int, chance: random.Random) -> Glossary:
    common = [_common(pair[side] for pair in pairs) for side in (0, 1)]
    found: dict[str, str] = {}
    seen: set[str] = set()
    for arabic, english in chain.from_iterable(repeat(pairs, 20)):
        term, translation = _run(english, common[1], chance), _run(arabic, common[0], chance)
        if term and translation and term not in found and translation not in seen:
            found[term] = translation
            seen.add(translation)
        if len(found) == number:
            break
    return Glossary(
        "words",
        tuple(
            Concept(str(place), (Term(english, "en"), Term(arabic, "ar")))
            for place, (english, arabic) in enumerate(found.items())
        ),
    )


def _common(texts: Iterable[str]) -> set[str]:
    counts = Counter(word for key in match_keys(list(texts)) for word in key.split())
    return {word for word, _ in counts.most_common(_FREQUENT)}


def _run(text: str, common: set[str], chance: random.Random) -> str:
    """A run of words, or nothing where it would not be a term."""
    words = text.split()
    length = chance.randint(1, _LONGEST)
    first = chance.randrange(max(len(words) - length, 0) + 1)
    run = [word.strip('.,;:!?()[]"“”«»،؛؟*`') for word in words[first : first + length]]
    is_term = all(run) and not common & {*match_keys([run[0], run[-1]])}
    return " ".join(run) if is_term else ""


def _texts(sentences: Sequence[str], number: int, chance: random.Random) -> list[str]:
    texts = []
    for _ in range(number):
        words: list[str] = []
        while len(words) < _WORDS:
            words += chance.choice(sentences).split()
        texts.append(" ".join(words[:_WORDS]))
    return texts


def _keep(glossary: Glossary) -> None:
    with tempfile.TemporaryDirectory(prefix="loom.") as folder, Memory.create(Path(folder) / "memory.loom") as memory:
        termbase = Termbase(memory)
        start = time.process_time()
        termbase.add(glossary)
        added = time.process_time()
        assert termbase.glossary(glossary.name) == glossary
        read = time.process_time()
        size = memory.connection.execute(
            "SELECT page_count * page_size / 1e6 FROM pragma_page_count, pragma_page_size"
        ).fetchone()[0]
        print(f"termbase: added in {added - start:.1f} s, {size:.0f} MB on disk; read in {read - added:.1f} s")
        times = []
        for concept in random.Random(8).choices(glossary.concepts, k=500):
            start = time.process_time()
            assert termbase.find(concept.terms[0].text, "en") or not concept.terms[0].text.isalpha()
            times.append(time.process_time() - start)
        print(f"a term looked up: {_spread(times)}")


def _annotate(glossary: Glossary, source: str, target: str, texts: Sequence[str]) -> None:
    start = time.process_time()
    finder = TermFinder([glossary], source, target)
    seconds = time.process_time() - start
    first: list[float] = []
    again: list[float] = []
    found = 0
    for times in (first, again):
        for text in texts:
            start = time.process_time()
            occurrences = finder.find(text)
            times.append(time.process_time() - start)
            found += len(occurrences)
    print(f"{source}: finder built in {seconds:.1f} s; {found / len(texts) / 2:.0f} terms in a text")
    print(f"{source}: a text of {_WORDS} words: {_spread(first)}; once more: {_spread(again)}")


def _spread(times: Sequence[float]) -> str:
    return f"median {1000 * statistics.median(times):.1f} ms, longest {1000 * max(times):.1f} ms"


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
