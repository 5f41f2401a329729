"""What of a batch can be worked out without the database: its match keys and their postings.

That is half of an import, so a process of its own does it while the next batch is read: ``tmx.store.worker``
run with ``python -m``, for ``multiprocessing`` would run the caller's script a second time.
"""

import pickle
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO

import numpy as np
import numpy.typing as npt

from tmx.matching.keys import general_keys, match_keys
from tmx.matching.stems import stem_hashes
from tmx.matching.tokens import tokenize
from tmx.store.batches import Batch, Texts
from tmx.store.postings import GENERAL, WHOLE, Postings
from tmx.store.presence import Ids, Shapes, shapes_of

_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Side:
    """What the index takes of the variants of a batch in one language.

    ``rows`` are those of their units in the batch, never falling; ``postings`` are of rows.
    """

    rows: Ids
    shapes: Shapes
    postings: Postings


@dataclass(frozen=True, slots=True)
class Prepared:
    """The keys of the variants of a batch, and its sides by language."""

    keys: list[str]
    sides: dict[str, Side]


def prepare_side(language: str, ids: Ids, positions: npt.NDArray[np.int64], keys: list[str]) -> Side:
    """The side of variants by the rows of their units, their positions in these, and their match keys."""
    tokens = tokenize(keys)
    numbers = [number for number, key in enumerate(keys) if _DIGIT.search(key)]  # other keys are general as they are
    general = tokenize(general_keys([keys[number] for number in numbers])).whole
    terms = (stem_hashes(language).of(tokens), tokens.whole ^ WHOLE, general ^ GENERAL)
    postings = Postings.of(np.concatenate(terms), np.concatenate((ids[tokens.rows], ids, ids[numbers])))
    return Side(ids, shapes_of(keys, positions), postings)


def prepare(texts: Texts) -> Prepared:
    """What there is to prepare of a batch."""
    rows, positions = texts.places()
    keys = [""] * len(texts.texts)
    sides: dict[str, Side] = {}
    of_language: dict[str, list[int]] = {}
    for number, language in enumerate(texts.languages):
        of_language.setdefault(language, []).append(number)
    for language, numbers in of_language.items():
        own = match_keys([texts.texts[number] for number in numbers])
        sides[language] = prepare_side(language, rows[numbers], positions[numbers], own)
        for number, key in zip(numbers, own, strict=True):
            keys[number] = key
    return Prepared(keys, sides)


def prepared(batches: Iterable[Batch]) -> Iterator[tuple[Batch, Prepared]]:
    """Each batch with what was prepared of it; from the second batch on they are worked out ahead, in another process.

    It works on the next batch while one is written and another read.
    """
    remaining = iter(batches)
    current = next(remaining, None)
    if current is None:
        return
    following = next(remaining, None)
    if following is None:
        yield current, prepare(current.texts)
        return
    with ExitStack() as stack:
        worker = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-P", "-m", "tmx.store.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        )
        assert worker.stdin
        assert worker.stdout
        stack.callback(worker.kill)
        ready = prepare(current.texts)  # in the time that the worker takes to start
        _send(following.texts, worker.stdin)
        yield current, ready
        while following is not None:
            del current, ready  # what was written goes before another is read
            current = following
            following = next(remaining, None)
            ready = pickle.load(worker.stdout)  # noqa: S301
            if following is not None:
                _send(following.texts, worker.stdin)
            yield current, ready


def _send(texts: Texts, stream: IO[bytes]) -> None:
    pickle.dump(texts, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()
