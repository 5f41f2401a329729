"""The process that works ahead for an import: texts in, what ``prepare`` makes of them out, as pickles."""

import pickle
import signal
import sys

from tmx.store.preparation import prepare


def main() -> None:
    """Answer until standard input ends; an interruption is for the process that asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            texts = pickle.load(requests)  # noqa: S301
            pickle.dump(prepare(texts), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            return


if __name__ == "__main__":
    main()
