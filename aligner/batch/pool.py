"""Several processes at work: a thread for each hands it jobs, and a process that dies costs one job."""

import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from queue import SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import Self

from aligner.batch.entry import Entry
from aligner.batch.job import Job
from aligner.batch.planning import fingerprint, in_chunks
from aligner.batch.process import Died, Process
from aligner.batch.product import Product, Workshop
from aligner.errors import LoomError

Outcome = Product | Died


def products(
    workshop: Workshop, jobs: Sequence[Job], processes: int, time_limit: float
) -> Generator[Product, None, None]:
    """A product for each job, in the order in which they are ready; raises ``LoomError`` where no process can work.

    A job whose process died is done once more in the end, alone: it may be what the others left no memory for.
    """
    again: list[Job] = []
    with Pool(workshop, processes, time_limit) as pool:
        for job, outcome in pool.outcomes(in_chunks(jobs, processes)):
            if isinstance(outcome, Product):
                yield outcome
            elif outcome.is_late:
                yield _lost(workshop, job, outcome)
            else:
                again.append(job)
    with Pool(workshop, 1, time_limit) as pool:
        for job, outcome in pool.outcomes((job,) for job in again):
            yield outcome if isinstance(outcome, Product) else _lost(workshop, job, outcome)


def _lost(workshop: Workshop, job: Job, death: Died) -> Product:
    files = " and ".join(str(path) for path in (job.source, job.target) if path)
    error = f"{files}: the process that aligned it {death}; leave it out, or split it"
    return Product(Entry.failed(job, error, fingerprint(job, workshop.signature)))


class Pool:
    """Products of jobs, in the order in which they are ready; a context manager that leaves no process behind."""

    def __init__(self, workshop: Workshop, processes: int, time_limit: float) -> None:
        self._workshop, self._limit = workshop, time_limit
        self._size = processes
        self._lock = Lock()
        self._waiting: deque[tuple[Job, ...]] = deque()
        self._ready: SimpleQueue[tuple[Job, Outcome] | Exception] = SimpleQueue()
        self._processes: set[Process] = set()
        self._threads: list[Thread] = []
        self._is_over = False

    def outcomes(self, chunks: Iterable[tuple[Job, ...]]) -> Iterator[tuple[Job, Outcome]]:
        """What became of each job; raises ``LoomError`` where no process can work."""
        self._waiting.extend(chunks)
        left = sum(map(len, self._waiting))
        self._threads = [Thread(target=self._serve, daemon=True) for _ in range(min(self._size, len(self._waiting)))]
        for thread in self._threads:
            thread.start()
        for _ in range(left):
            outcome = self._ready.get()
            if isinstance(outcome, Exception):
                raise outcome
            yield outcome

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._is_over = True
            self._waiting.clear()
            for process in self._processes:
                process.kill()
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        """Keep one process at work until nothing is left to do."""
        if hasattr(signal, "pthread_sigmask"):  # for the process that inherits it: signals are for the main thread
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        process = None
        try:
            while chunk := self._next():
                process = process or self._start()
                if not self._work(process, chunk):
                    self._end(process)
                    process = None
        except Exception as error:  # whatever it is, it has to be said in the main thread
            self._ready.put(error)
        finally:
            if process:
                self._end(process)

    def _work(self, process: Process, chunk: tuple[Job, ...]) -> bool:
        """Whether the process lives on; what it did not come to goes back."""
        done = 0
        try:
            process.send(chunk)
            for job in chunk:
                self._ready.put((job, process.receive(self._limit)))
                done += 1
        except Died as death:
            with self._lock:
                if chunk[done + 1 :] and not self._is_over:
                    self._waiting.appendleft(chunk[done + 1 :])
            self._ready.put((chunk[done], death))
            return False
        return True

    def _next(self) -> tuple[Job, ...]:
        with self._lock:
            return self._waiting.popleft() if self._waiting else ()

    def _start(self) -> Process:
        with self._lock:
            if self._is_over:
                raise LoomError("the batch is over")
            process = Process(self._workshop)
            self._processes.add(process)
        try:
            process.start()
        except Exception:
            self._end(process)
            raise
        return process

    def _end(self, process: Process) -> None:
        with self._lock:
            self._processes.discard(process)
        process.stop()
