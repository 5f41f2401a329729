"""Strict and lax F1 of Bitext Loom on gold sets, beside aligners that PyPI offers and published figures.

    DEV=../shared/data/dev
    python -m benchmarks.alignment $DEV/alignar/{law,literature} $DEV/text+berg $DEV/mac-zh-en

*measured*: run here on the same segments, scored by ``aligner.evaluation``. A competitor is installed
from PyPI into an environment of its own under ``build/competitors``, runs as a process that reads
segments as JSON and writes beads as JSON, and is no dependency of the project. *published*: copied, with
the source; other vectors, other hardware, and for MAC-Test other sentences, as ours come from our segmenter.

Looked for on PyPI in November 2026 and found: nltk (Gale-Church), lingtrain-aligner. Not there: bertalign,
vecalign, bleualign, hunalign. lingtrain-aligner is given the vectors of our model in place of the ones it
would download, with the settings of its examples (window 40, three rounds of conflicts) but each document
as one batch: in batches of 100 it reads vectors of the lines beside the ones it aligns. nltk is run as it
is and with one fault mended, without which it fails on whole documents. Segments that an aligner leaves
out count as null links, as they do for Bitext Loom.

Calibration: expected calibration error of bead scores against strict correctness, over paired beads.
"""

import argparse
import json
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import aligner
from aligner.evaluation import GoldDocument, GoldSet, Link, Quality, count, evaluate, quality, read_set

ROOT = Path(__file__).parent.parent
ENVIRONMENTS = ROOT / "build" / "competitors"

# Strict F1 (lax); the letters are explained in what is printed above them.
PUBLISHED = {
    "text+berg": "Bertalign, LaBSE .939 [A], .936 (.989) [R]; SentAlign, LaBSE .932 (.964) [R]; "
    "Vecalign, LASER .902 (.986) [R], LaBSE .858 (.988) [R]; Bleualign, with MT .809 (.950) [M]; "
    "hunalign .765 (.881) [M]; Gale-Church .678 (.796) [M]",
    "mac-zh-en": "Bertalign, LaBSE .915 [A]; Vecalign .886 [A]; Bleualign, with MT .680 [A]; Gale-Church .491 [A]; "
    "hunalign .012 [M]",
    "law": "Gemini .993 [A]; GPT .992 [A]; Bertalign .988 [M*]; Vecalign .955 [M*]; Bleualign, with MT .943 [M]; "
    "Gale-Church .643 [M]; hunalign .554 [M]",
    "literature": "Gemini .855 [A]; GPT .767 [A]; Bertalign .710 [M*]; Bleualign, with MT .460 [M]; "
    "Vecalign .415 [M*]; hunalign .027 [M]; Gale-Church .001 [M]",
}
SOURCE = """shared/notes/aligners.md: [R] stated by the project, [A] the authors'
outputs re-scored, [M] measured there, * with vectors made from a machine translation"""

# Programs that read [{"source": [...], "target": [...]}, ...] and write the beads of every document.
GALE_CHURCH = """
import json, sys
from nltk.translate import gale_church

def align(source, target):
    beads = []  # the pairs of a bead follow each other
    for i, j in gale_church.align_blocks([len(text) for text in source], [len(text) for text in target]):
        if not beads or not (i in beads[-1][0] or j in beads[-1][1]):
            beads.append((set(), set()))
        beads[-1][0].add(i)
        beads[-1][1].add(j)
    return [[sorted(left), sorted(right)] for left, right in beads]

print(json.dumps([align(**document) for document in json.load(sys.stdin)]))
"""
# nltk 3.10.4 takes a place that no path can reach for one that costs nothing. Costs that are finite keep
# every place in reach, and its method as it was meant.
MENDED = GALE_CHURCH.replace(
    "\ndef align",
    """
cost = gale_church.align_log_prob
gale_church.align_log_prob = lambda *given: min(cost(*given), 1e4)

def align""",
)
LINGTRAIN = """
import contextlib, json, sys, tempfile
from unittest.mock import MagicMock
for name in ("seaborn", "xmltodict", "dateparser", "razdel", "pykakasi", "pypinyin"):
    sys.modules[name] = MagicMock()  # plots, reading files, splitting sentences: not needed here
from lingtrain_aligner import aligner, helper, resolver
from aligner import load_encoder

class Model:
    def encode(self, lines, **options):
        return load_encoder().encode(lines)

def align(source, target):
    with tempfile.TemporaryDirectory() as folder:
        path, model = f"{folder}/x.db", Model()
        aligner.fill_db(path, "", "", source, target)
        aligner.align_db(path, "", len(source), 40, model=model)
        for step in range(3):
            found, rest = resolver.get_all_conflicts(path, 2 + step, 6 * (step + 1), -1, True, True)
            resolver.resolve_all_conflicts(path, found, "", model=model)
            if not rest:
                break
        rows = [row for row, _ in helper.get_flatten_doc_index(path)]
    return [[[number - 1 for number in json.loads(cell)] for cell in (row[1], row[3])] for row in rows]

with contextlib.redirect_stdout(sys.stderr):
    found = [align(**document) for document in json.load(sys.stdin)]
print(json.dumps(found))
"""


@dataclass(frozen=True, slots=True)
class Competitor:
    """An aligner from PyPI; one that ``borrows`` also sees the packages that the project runs with."""

    name: str
    packages: tuple[str, ...]
    program: str
    borrows: bool = False

    def python(self) -> Path:
        """The Python of its environment, made where there is none."""
        folder = ENVIRONMENTS / "-".join(self.packages)
        if not (folder / "installed").exists():
            venv.create(folder, clear=True)
            install = [sys.executable, "-m", "pip", "-qq", "--python", str(folder / "bin" / "python"), "install"]
            subprocess.run([*install, *["--no-deps"] * self.borrows, *self.packages], check=True)
            site = next(folder.glob("lib/python*/site-packages"))
            if self.borrows:
                (site / "project.pth").write_text(f"{ROOT}\n{sysconfig.get_path('purelib')}\n", "utf-8")
            (folder / "installed").touch()
        return folder / "bin" / "python"

    def align(self, documents: Sequence[GoldDocument]) -> list[list[Link]]:
        """The links of every document."""
        given = json.dumps([{"source": one.source, "target": one.target} for one in documents])
        command = [str(self.python()), "-c", self.program]
        done = subprocess.run(command, check=False, input=given, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            raise SystemExit(f"{done.stderr}{self.name}: exit status {done.returncode}")
        found = [[(tuple(left), tuple(right)) for left, right in beads] for beads in json.loads(done.stdout)]
        return [with_nulls(links, document) for links, document in zip(found, documents, strict=True)]


COMPETITORS = (
    Competitor("Gale-Church, nltk", ("nltk==3.10.4",), GALE_CHURCH),
    Competitor("Gale-Church, mended", ("nltk==3.10.4",), MENDED),
    Competitor("lingtrain-aligner", ("lingtrain-aligner==1.0.3", "more-itertools"), LINGTRAIN, borrows=True),
)


def with_nulls(links: Sequence[Link], document: GoldDocument) -> list[Link]:
    """``links``, and a null link for every segment that is in none of them."""
    rows = {index for link in links for index in link[0]}
    columns = {index for link in links for index in link[1]}
    alone: list[Link] = [((index,), ()) for index in range(len(document.source)) if index not in rows]
    alone += [((), (index,)) for index in range(len(document.target)) if index not in columns]
    return [*links, *alone]


def expected_calibration_error(scores: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """How far scores are from the share that is right: the mean over bins of equal width, by their size."""
    if not scores:
        return 0.0
    given, hits = np.asarray(scores, float), np.asarray(right, float)
    places = np.minimum((given * bins).astype(int), bins - 1)  # 1.0 belongs to the last
    off = np.bincount(places, given - hits, bins)  # of each bin, its size times the difference of its means
    return float(np.abs(off).sum() / len(given))


def judged(gold: GoldSet, encoder: aligner.Encoder) -> tuple[list[float], list[bool]]:
    """Of every paired bead its score, and whether the gold standard has it."""
    scores, right = [], []
    for document in gold.documents:
        wanted = set(document.links)
        for bead in aligner.align(document.source, document.target, encoder).pairs():
            scores.append(bead.score)
            right.append((tuple(bead.source), tuple(bead.target)) in wanted)
    return scores, right


def show(name: str, found: Quality) -> None:
    """A line of the table."""
    cells = (f"{score.f1:.3f} [{score.low:.3f}, {score.high:.3f}]" for score in (found.strict, found.lax))
    print(f"  {name:21}measured   strict {'   lax '.join(cells)}", flush=True)


def show_calibration(name: str, scores: Sequence[float], right: Sequence[bool]) -> None:
    """How far scores and correctness are apart."""
    error = expected_calibration_error(scores, right)
    print(f"  {name}: {error:.3f}, {len(scores)} beads, mean score {np.mean(scores):.3f}, right {np.mean(right):.3f}")


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sets", type=Path, nargs="+")
    sets = [read_set(folder) for folder in arguments.parse_args().sets]
    encoder = aligner.load_encoder()
    print(f"F1 with 95 % intervals. Published figures, strict (lax): {SOURCE}\n")
    judgements = {}
    for gold in sets:
        print(f"{gold.name}, {gold.source_language}-{gold.target_language}")
        found = evaluate(gold, encoder)
        show("Bitext Loom", found.quality)
        signatures = [found.signature]
        for one in COMPETITORS:
            pairs = zip(one.align(gold.documents), gold.documents, strict=True)
            show(one.name, quality([row for links, document in pairs for row in count(links, document.links)]))
            seen = f"|encoder:{encoder.name}" if one.borrows else ""
            signatures.append(
                f"set:{gold.name}|aligner:{one.name}|package:{one.packages[0]}{seen}|bootstrap:1000|seed:12345"
            )
        for known in (text for name, text in PUBLISHED.items() if gold.name.endswith(name)):
            print("  published", *known.split("; "), sep="\n    ")
        print(*(f"  {signature}" for signature in signatures), "", sep="\n", flush=True)
        judgements[gold.name] = judged(gold, encoder)
    print("Calibration of Bitext Loom: expected calibration error, 10 bins, score against strict correctness")
    for name, (scores, right) in judgements.items():
        show_calibration(name, scores, right)
    everything = [[value for pair in judgements.values() for value in pair[side]] for side in (0, 1)]
    show_calibration("all", everything[0], [bool(value) for value in everything[1]])


if __name__ == "__main__":
    main()
