"""The process that works ahead for an import: batches in, what ``prepare`` makes of them out, as pickles."""

import pickle
import sys

from tmx.store.preparation import prepare


def main() -> None:
    """Answer until standard input ends."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            texts = pickle.load(requests)  # noqa: S301
        except EOFError:
            return
        pickle.dump(prepare(texts), answers)
        answers.flush()


if __name__ == "__main__":
    main()
