"""How fast a batch is, where its time goes, and whether one that is killed comes out the same.

    OMP_NUM_THREADS=1 python -m benchmarks.batch ../shared/data > benchmarks/batch.txt

The documents are those of benchmarks.pairing: 1,000 in English and Arabic, shuffled, 12 to 60 lines each, some
without a partner. Throughput is that of whole runs, from the pairs to the merged memory, in segments of both
sides; processes start cold. Shares are of processor time in one process. To be killed means SIGKILL to all
processes of the command at a random number of documents; then the same command is given again.
"""

import os
import platform
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import aligner
import corpus.bitext
from aligner import load_encoder
from aligner.batch import product
from aligner.batch.folder import opened
from aligner.batch.job import Pairing
from aligner.batch.options import BatchOptions, Recipe
from aligner.batch.pairing import PairingOptions, find_pairs
from aligner.batch.product import Workshop
from aligner.batch.run import run_batch
from aligner.static import StaticEncoder
from benchmarks.pairing import NUMBER, documents, lay_out

SEED = 5
IN_SHARES = 300  # documents that the shares are measured on
KILLS = 3
ROOT = Path(__file__).parent.parent
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("reading", corpus.bitext, "read_document"),
    ("segmenting", corpus.bitext, "_segments"),
    ("finding languages", corpus.bitext, "label_paragraphs"),
    ("encoding", StaticEncoder, "encode"),
    ("encoding", StaticEncoder, "words"),
    ("aligning", product, "produce"),
    ("writing", product, "write"),
)


class Shares:
    """Processor seconds of stages, each less what was spent in another inside it."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._last = time.process_time()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count for ``name`` until the block ends."""
        self._lap()
        self._open.append(name)
        try:
            yield
        finally:
            self._lap()
            self._open.pop()

    def of(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """``call``, counted."""

        def counted(*arguments: Any, **options: Any) -> Any:
            with self.stage(name):
                return call(*arguments, **options)

        return counted

    def _lap(self) -> None:
        now = time.process_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._last
        self._last = now


def shares(pairing: Pairing, folder: Path) -> str:
    """What share of the time each stage takes."""
    found = Shares()
    with opened(folder) as out:
        workshop = Workshop(out, Recipe(), "")
        for job in pairing.jobs[:10]:  # until all is loaded
            workshop.make(job)
        with ExitStack() as stack:
            for what, owner, name in STAGES:
                stack.enter_context(patch.object(owner, name, found.of(what, getattr(owner, name))))
            for job in pairing.jobs[:IN_SHARES]:
                with found.stage("other"):
                    workshop.make(job)
    total = sum(found.seconds.values())
    return ", ".join(f"{name} {seconds / total:.0%}" for name, seconds in sorted(found.seconds.items(), key=_most))


def _most(item: tuple[str, float]) -> float:
    return -item[1]


def timed(pairing: Pairing, folder: Path, processes: int) -> tuple[float, float]:
    """Seconds and segments a second of a whole run."""
    summary = run_batch(pairing, folder, BatchOptions(processes=processes))
    return summary.seconds, summary.pace


def command(inputs: Path, out: Path) -> "subprocess.Popen[bytes]":
    """``loom batch`` in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", "from aligner.cli import main; main()", "batch", str(inputs), "-o", str(out)],
        cwd=ROOT,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1786525200"},
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )


def tree(out: Path) -> dict[str, bytes]:
    """All that a batch wrote, but for how long it took."""
    files = (path for path in out.rglob("*") if path.is_file() and path.name not in ("timings.jsonl", ".lock"))
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def killed(inputs: Path, folder: Path, count: int, chance: random.Random) -> str:
    """Kill a batch at random moments, let it end, and compare with one that was left alone."""
    if command(inputs, folder / "whole").wait():
        raise SystemExit("the batch has failed documents")
    manifest = folder / "killed" / "manifest.jsonl"
    moments = sorted(chance.sample(range(count), KILLS))
    for moment in moments:
        process = command(inputs, folder / "killed")
        while process.poll() is None and (not manifest.exists() or manifest.read_bytes().count(b"\n") < moment):
            time.sleep(chance.uniform(0.01, 0.2))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    command(inputs, folder / "killed").wait()
    one, other = tree(folder / "whole"), tree(folder / "killed")
    verdict = "the same bytes" if one == other else "DIFFERENT"
    return f"killed with {', '.join(map(str, moments))} documents done or more; {len(one):,} files: {verdict}"


def main(data: Path, number: int = NUMBER) -> None:
    """Print the figures."""
    encoder = load_encoder()
    chance = random.Random(SEED)
    cores = len(os.sched_getaffinity(0))
    print(f"# loom batch, {number} documents, ar-en; encoder:{encoder.name}|loom:{aligner.__version__}|seed:{SEED}")
    print(f"# Python {platform.python_version()}, {cores} cores")
    with tempfile.TemporaryDirectory(prefix="loom.") as name:
        inputs, folder = Path(name) / "in", Path(name)
        inputs.mkdir()
        lay_out(list(islice(documents(data, chance), number)), inputs, chance)
        started = time.perf_counter()
        pairing = find_pairs([inputs], PairingOptions(), encoder)
        print(f"pairing        {time.perf_counter() - started:6.1f} s  {len(pairing.jobs):,} pairs")
        seconds = {}
        for processes in (1, 2):
            seconds[processes], pace = timed(pairing, folder / f"by-{processes}", processes)
            print(f"{processes} at work      {seconds[processes]:6.1f} s  {pace:8,.0f} segments/s")
        print(f"2 processes are {seconds[1] / seconds[2]:.2f} times as fast as 1")
        same = (folder / "by-1" / "memory.tmx").read_bytes().count(b"<tu ")
        print(f"units          {same:,}")
        print(f"processor time {shares(pairing, folder / 'shares')}")
        for one in ("by-1", "by-2", "shares"):
            shutil.rmtree(folder / one)
        print(killed(inputs, folder, len(pairing.jobs), chance))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
