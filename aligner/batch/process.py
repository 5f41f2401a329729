"""A process that makes products, seen from the one that gives it work."""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from tempfile import TemporaryFile
from threading import Timer

from aligner.batch.job import Job
from aligner.batch.product import Product, Workshop
from aligner.batch.worker import READY
from aligner.errors import LoomError

# As many processes as cores: each of them has one. Libraries read these when they are loaded.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS", "NUMEXPR_NUM_THREADS")
_START, _STOP = 120.0, 10.0  # seconds in which a process has to be ready, and to end


class Died(Exception):
    """The process ended before its work did; says how, and whether it was killed for being slow."""

    def __init__(self, how: str, *, is_late: bool = False) -> None:
        super().__init__(how)
        self.is_late = is_late


class Process:
    """One worker. Jobs are sent, and as many products received; both raise ``Died``."""

    def __init__(self, workshop: Workshop) -> None:
        """Start it; raises ``LoomError`` where it cannot work at all."""
        environment = {**os.environ, **dict.fromkeys(_THREADS, "1"), "TOKENIZERS_PARALLELISM": "false"}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, sys.path))
        self._late = False
        self._errors = TemporaryFile(prefix="loom.")  # noqa: SIM115
        self._process = subprocess.Popen(  # -P: what lies in the user's folder is no library
            [sys.executable, "-P", "-m", "aligner.batch.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=environment,
        )
        self._workshop = workshop

    def start(self) -> None:
        """Wait until it can work; raises ``LoomError`` where it never will."""
        try:
            self._put(self._workshop)
            assert self._get(_START) == READY
        except Died as death:
            raise LoomError(f"a process of the batch {death} before it could begin{self._last_words()}") from death

    def send(self, jobs: Sequence[Job]) -> None:
        """Give it work."""
        self._put(tuple(jobs))

    def receive(self, limit: float) -> Product:
        """The next product; it is killed where that takes longer than ``limit`` seconds."""
        product = self._get(limit)
        assert isinstance(product, Product)
        return product

    def kill(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()

    def stop(self) -> None:
        """End it, and leave nothing of it behind."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        self._errors.close()

    def _last_words(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").split("\n")
        return next((f": {line.strip()}" for line in reversed(lines) if line.strip()), "")

    def _put(self, value: object) -> None:
        try:
            assert self._process.stdin
            pickle.dump(value, self._process.stdin)
            self._process.stdin.flush()
        except OSError as error:
            raise Died(self._end()) from error

    def _get(self, limit: float) -> object:
        timer = Timer(limit, self._expire)
        timer.daemon = True
        timer.start()
        try:
            assert self._process.stdout
            return pickle.load(self._process.stdout)  # noqa: S301
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            how = f"took longer than {limit:g} s" if self._late else self._end()
            raise Died(how, is_late=self._late) from error
        finally:
            timer.cancel()

    def _expire(self) -> None:
        self._late = True
        self._process.kill()

    def _end(self) -> str:
        try:
            code = self._process.wait(_STOP)
        except subprocess.TimeoutExpired:  # it lives, and says what nobody understands
            self._process.kill()
            code = self._process.wait()
        if code >= 0:
            return f"ended by itself (status {code})"
        name = signal.Signals(-code).name
        return f"was ended by {name}" + (": is memory short?" if name == "SIGKILL" else "")
