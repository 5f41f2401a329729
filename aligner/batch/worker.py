"""A process of a batch: chunks of jobs in, a product for each job out, as pickles; ``python -m aligner.batch.worker``.

It is a command of its own because ``multiprocessing`` would run the caller's script a second time.
"""

import os
import pickle
import sys
from typing import BinaryIO

from aligner.batch.product import Workshop

READY = "ready"


def main() -> None:
    """Answer until standard input ends, or nobody listens."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    try:
        workshop: Workshop = pickle.load(requests)  # noqa: S301
        _send(READY, answers)
        while True:
            for job in pickle.load(requests):  # noqa: S301
                _send(workshop.make(job), answers)
    except (EOFError, BrokenPipeError, pickle.UnpicklingError):
        return


def _send(value: object, answers: BinaryIO) -> None:
    pickle.dump(value, answers)
    answers.flush()


if __name__ == "__main__":
    main()
