"""How long things take: start-up, encoding, alignment. Medians of several runs, on one machine.

    python -m benchmarks.speed > benchmarks/speed.txt

Whole processes are timed from outside; what happens inside one is timed on text generated here, so
that the figures need no data beside the repository.
"""

import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import aligner
import corpus

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "harbour-library.en-ar.txt"
RUNS = 7


def process(*arguments: str) -> float:
    """Wall seconds of a command, the median of several runs after a first one."""
    return median(lambda: subprocess.run(arguments, check=True, cwd=ROOT, stdout=subprocess.DEVNULL), RUNS)


def median(call: Callable[[], object], runs: int) -> float:
    """Median wall seconds of ``call``, a first call not counted."""
    call()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def texts(count: int) -> tuple[list[str], list[str]]:
    """Two sides made of the example's pairs in random order, each with a number of its own."""
    bitext = corpus.read_bitext(EXAMPLE)
    source, target = list(bitext.source.texts()), list(bitext.target.texts())
    beads = [bead for bead in aligner.align(source, target).pairs() if bead.shape == "1-1"]
    chance = random.Random(1)
    drawn = [(number, chance.choice(beads)) for number in range(count)]
    return (
        [f"{number} {source[bead.source[0]]}" for number, bead in drawn],
        [f"{number} {target[bead.target[0]]}" for number, bead in drawn],
    )


def main() -> None:
    """Print the table."""
    loom = str(Path(sys.executable).parent / "loom")
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    print(f"loom {aligner.__version__}, {machine}; medians of {RUNS} runs")
    print(f"loom --help                       {process(loom, '--help'):6.2f} s")
    print(f"loom align EXAMPLE -o x.tmx       {process(loom, 'align', str(EXAMPLE), '-o', '/dev/null'):6.2f} s")
    print(f"import sentence_transformers      {process(sys.executable, '-c', 'import sentence_transformers'):6.2f} s")
    encoder = aligner.load_encoder()
    lines = texts(10_000)[0]
    seconds = median(lambda: encoder.encode(lines), 3)
    characters = sum(map(len, lines)) / len(lines)
    print(f"encode, {characters:.0f} characters a line    {len(lines) / seconds:8,.0f} lines/s")
    for count in (100, 1_000, 4_000):
        sides = texts(count)
        seconds = median(lambda sides=sides: aligner.align(*sides), 3)  # type: ignore[misc]
        print(f"align {count:5,} x {count:5,} segments     {seconds:8.2f} s  {2 * count / seconds:8,.0f} segments/s")
    print(f"memory at most                    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MiB")


if __name__ == "__main__":
    main()
