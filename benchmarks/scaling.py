"""Time, memory and quality as documents grow, on synthetic documents with known links.

    python -m benchmarks.scaling --sizes 1000,5000,20000,50000 > benchmarks/scaling.txt

Sentence pairs of the Arabic-English training data in random order make a document: 10 % of the beads
are 1-2 or 2-1 (two neighbours joined on one side) and 3 % of the beads lack the target, 3 % the
source. The embedded model has learned from these pairs and the order is random: the F1 compares sizes,
and says nothing about real text. Where the pairs run out, they are used again in another order.

*align*: ``aligner.align`` alone, the words of all segments given; only texts that it makes by
itself, such as clauses, are encoded on the way. *loom align*: the whole command, from two text files
to a TMX; it finds some 12 % more segments, as some pairs hold several sentences. Every figure comes from
a process of its own; memory is the most that the process held, Python and the given words included.
The growth is the exponent from the size before: 1 is linear.
"""

import argparse
import json
import math
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import aligner
from aligner import WordEncoder, Words
from aligner.encoder import FloatArray, Progress
from aligner.evaluation import GoldDocument, Link, count, quality
from training.pairs import read_columns

PAIRS = Path(__file__).parent.parent.parent / "shared" / "data" / "train" / "ar-en"
NOT_PROSE = {"cldr", "google-ar2en-names", "omw", "tico19-terms", "tldr-pages", "wikidata-names"}
UNPUNCTUATED = {"quran"}  # whole verses all the same
_JOINED, _MISSING = 0.10, 0.03  # of the beads; missing on either side
_SEED = 1


@dataclass(frozen=True, slots=True)
class Given:
    """A word encoder that knows the words of some texts beforehand; others it asks ``encoder`` for."""

    encoder: WordEncoder
    places: dict[str, int]
    known: Words

    @property
    def name(self) -> str:
        """The name of the model that did the work."""
        return self.encoder.name

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> FloatArray:
        """Vectors of ``texts``."""
        return self.encoder.encode(texts, progress)

    def words(self, texts: Sequence[str]) -> Words:
        """Words of ``texts``; only the types that occur in them."""
        places = [self.places.get(text, -1) for text in texts]
        return self.encoder.words(texts) if -1 in places else self.known.part(places)


def prose(folder: Path) -> list[tuple[str, str]]:
    """Different Arabic-English sentence pairs, in the order of the files: no text occurs in two."""
    pairs: list[tuple[str, str]] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.tsv.gz")):
        name = path.name.removesuffix(".tsv.gz")
        for foreign, english in [] if name in NOT_PROSE else read_columns(path):
            ends = name in UNPUNCTUATED or english.rstrip().endswith((".", "?", "!"))
            long_enough = len(foreign.split()) >= 3 and len(english.split()) >= 4
            if ends and long_enough and len(foreign) < 400 and not seen.intersection((foreign, english)):
                seen.update((foreign, english))
                pairs.append((foreign, english))
    return pairs


def synthetic(pairs: Sequence[tuple[str, str]], sentences: int, seed: int = _SEED) -> GoldDocument:
    """A document with at least ``sentences`` segments on either side, and one or two more on one."""
    chance = random.Random(seed)
    sides: tuple[list[str], list[str]] = ([], [])
    links: list[Link] = []
    waiting: list[tuple[str, str]] = []
    while min(map(len, sides)) < sentences:
        if len(waiting) < 2:
            again = list(pairs)
            chance.shuffle(again)
            waiting = again + waiting  # taken from the end
        drawn, kind = [waiting.pop()], chance.random()
        if kind < _JOINED:
            drawn.append(waiting.pop())
        texts: list[list[str]] = [[pair[side] for pair in drawn] for side in (0, 1)]
        if kind < _JOINED:
            joined = int(kind < _JOINED / 2)
            texts[joined] = [_as_one(*texts[joined])]
        elif kind < _JOINED + 2 * _MISSING:
            texts[int(kind < _JOINED + _MISSING)] = []
        link = [tuple(range(len(side), len(side) + len(more))) for side, more in zip(sides, texts, strict=True)]
        links.append((link[0], link[1]))
        sides[0].extend(texts[0])
        sides[1].extend(texts[1])
    return GoldDocument("synthetic", tuple(sides[0]), tuple(sides[1]), tuple(links))


def _as_one(first: str, second: str) -> str:
    """Two sentences made one, so that no segmenter parts them."""
    return f"{first.rstrip(' .?!؟')}; {second}"


def prepare(folder: Path, sentences: int) -> None:
    """Write a document, its two texts, and the words of its segments."""
    pairs = prose(PAIRS)
    document = synthetic(pairs, sentences)
    (folder / "document.json").write_text(json.dumps([document.source, document.target, document.links]), "utf-8")
    for name, texts in (("source.txt", document.source), ("target.txt", document.target)):
        (folder / name).write_text("\n".join(texts) + "\n", "utf-8")
    encoder, distinct = _encoder(), _distinct(document)
    words = encoder.words(distinct)
    np.savez(
        folder / "given.npz",
        words.vectors,
        words.weights,
        words.types,
        words.starts,
        words.places,
    )
    print(len(pairs))


def align(folder: Path) -> None:
    """Align the document with what was prepared."""
    source, target, links = json.loads((folder / "document.json").read_text("utf-8"))
    gold = [(tuple(link[0]), tuple(link[1])) for link in links]
    document = GoldDocument("synthetic", tuple(source), tuple(target), tuple(gold))
    with np.load(folder / "given.npz") as arrays:
        words = [arrays[name] for name in arrays.files]
    places = {text: place for place, text in enumerate(_distinct(document))}
    given = Given(_encoder(), places, Words(*words))
    started = time.perf_counter()
    found = aligner.align(document.source, document.target, given)
    seconds = time.perf_counter() - started
    rows = count([(tuple(bead.source), tuple(bead.target)) for bead in found], gold)
    print(json.dumps({"seconds": seconds, "f1": quality(rows, resamples=1).strict.f1}))


def _encoder() -> WordEncoder:
    encoder = aligner.load_encoder()
    assert isinstance(encoder, WordEncoder)
    return encoder


def _distinct(document: GoldDocument) -> list[str]:
    return list(dict.fromkeys([*document.source, *document.target]))


def measured(*command: str) -> tuple[str, float, float]:
    """What a command printed, its wall seconds, and the most memory it held, in GB.

    This process has to stay small: on Linux, a child begins with the peak of its parent.
    """
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=out, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(f"{said.read()}{' '.join(command)}: exit status {process.returncode}")
        out.seek(0)
        return out.read(), time.perf_counter() - started, usage.ru_maxrss * 1024 / 1e9


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> str:
    """The exponent between the last two sizes."""
    if len(sizes) < 2:
        return "-"
    return f"{math.log(seconds[-1] / seconds[-2]) / math.log(sizes[-1] / sizes[-2]):.2f}"


def main() -> None:
    """Print the table; or, as a process of its own, do one step of it."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", default="1000,5000,20000,50000", help="sentences a side, with commas between")
    arguments.add_argument("--step", choices=["prepare", "align"], help=argparse.SUPPRESS)
    arguments.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    sizes = sorted({int(size) for size in given.sizes.split(",")})
    if given.step:
        prepare(given.folder, sizes[0]) if given.step == "prepare" else align(given.folder)
        return
    print(f"loom {aligner.__version__}, Python {platform.python_version()}, {os.cpu_count()} cores; seed {_SEED}")
    print(f"{'sentences':>9}{'align':>10}{'growth':>8}{'memory':>9}{'strict F1':>11}", end="")
    print(f"{'loom align':>13}{'growth':>8}{'memory':>9}")
    steps, commands, distinct = [], [], 0
    for number, size in enumerate(sizes, 1):
        with tempfile.TemporaryDirectory() as name:
            step = [sys.executable, "-m", __spec__.name, "--sizes", str(size), "--folder", name, "--step"]
            distinct = int(measured(*step, "prepare")[0])
            out, _, memory = measured(*step, "align")
            loom = [str(Path(sys.executable).parent / "loom"), "align", f"{name}/source.txt", f"{name}/target.txt"]
            _, seconds, whole = measured(*loom, "-o", f"{name}/x.tmx")
        found = json.loads(out)
        steps.append(found["seconds"])
        commands.append(seconds)
        print(f"{size:9,}{steps[-1]:8.1f} s{growth(sizes[:number], steps):>8}", end="")
        print(f"{memory:6.2f} GB{100 * found['f1']:11.1f}", end="")
        print(f"{seconds:11.1f} s{growth(sizes[:number], commands):>8}{whole:6.2f} GB", flush=True)
    print(f"made of {distinct:,} different pairs; 1,000 sentences take some 1,080 of them")


if __name__ == "__main__":
    main()
