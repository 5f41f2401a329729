"""What it takes to refuse files that were made to do harm: seconds and memory of one command for each.

    python -m benchmarks.hostile > benchmarks/hostile.txt

Each file of ``tests/hostile/files.py`` is given to ``loom align FILE -o OUT`` in a process of its own. *seconds* is
its time on a processor beyond that of the same command on a file that is missing, so that neither the start of
Python nor the neighbours on the machine count; *wall* is what a clock shows from start to end, and *memory* the
most that the process held, all of it.
"""

import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import aligner
from tests.hostile.files import HOSTILE

_SECONDS, _MEGABYTES = 1.0, 500
_HANGS = 60  # seconds


@dataclass(frozen=True, slots=True)
class Run:
    """One command: what it printed, whether it failed as it should, and what it took."""

    lines: list[str]
    code: int
    wall: float
    processor: float
    megabytes: float

    def faults(self, missing: float) -> list[str]:
        """What is not as it has to be."""
        found = {
            "hangs": self.code < 0,
            f"ends with {self.code}": self.code not in (1,) and self.code >= 0,
            f"prints {len(self.lines)} lines": len(self.lines) != 1,
            "slow": self.processor - missing > _SECONDS,
            "large": self.megabytes > _MEGABYTES,
        }
        return [fault for fault, is_so in found.items() if is_so]


def main() -> None:
    """Run all and print a line for each."""
    with tempfile.TemporaryDirectory() as folder:
        missing = min(run(Path(folder) / "none.txt").processor for _ in range(3))
        print(f"loom {aligner.__version__}, Python {platform.python_version()}, {os.cpu_count()} cores")
        print(f"the command alone: {missing:.2f} s; limits: {_SECONDS:.0f} s more, and {_MEGABYTES} MB\n")
        print(f"{'file':<24} {'seconds':>7} {'wall':>6} {'memory':>8}  what it says")
        runs = {name: made(Path(folder) / name) for name in HOSTILE}
    for name, one in runs.items():
        said = re.sub(r"^loom: (?:error: )?\S*/[^:, ]*", "", one.lines[0] if one.lines else "")
        faults = "".join(f" ({fault.upper()})" for fault in one.faults(missing))
        taken = f"{max(0.0, one.processor - missing):>7.2f} {one.wall:>6.2f} {one.megabytes:>5.0f} MB"
        print(f"{name:<24} {taken}  {said.lstrip(': ,')[:110]}{faults}")
    failed = sum(bool(one.faults(missing)) for one in runs.values())
    slowest = max(one.processor for one in runs.values()) - missing
    largest = max(one.megabytes for one in runs.values())
    print(f"\n{len(runs)} files, {failed} not as they should; at most {slowest:.2f} s and {largest:.0f} MB")
    raise SystemExit(failed > 0)


def made(path: Path) -> Run:
    """The run on a hostile file, made for it and thrown away after it."""
    maker = get_context("fork").Process(target=HOSTILE[path.name], args=(path,))
    maker.start()  # in a process of its own, as a command that is started by a large one counts as large
    maker.join()
    if path.name == "locked.txt" and os.access(path, os.R_OK):
        path.unlink()  # nothing is locked for the superuser
    done = run(path)
    for one in (path, path.with_name(f"{path.name}.other")):
        if one.is_dir() and not one.is_symlink():
            one.rmdir()
        else:
            one.unlink(missing_ok=True)
    return done


def run(path: Path) -> Run:
    """``loom align`` on a file, in a process of its own."""
    command = [str(Path(sys.executable).with_name("loom")), "align", str(path), "-o", str(path.with_name("out.tmx"))]
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(["timeout", str(_HANGS), *command], stderr=errors, stdout=errors)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        lines = errors.read().splitlines()
    code = -1 if process.returncode == 124 else process.returncode  # what timeout says
    return Run(lines, code, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


if __name__ == "__main__":
    main()
