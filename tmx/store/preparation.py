"""What of a batch can be worked out without the database: its match keys and their postings.

That is half of an import, so a process of its own does it while the next batch is read: ``tmx.store.worker``
run with ``python -m``, for ``multiprocessing`` would run the caller's script a second time.
"""

import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO

import numpy as np

from tmx.matching.keys import general_keys, match_keys
from tmx.matching.stems import stem_hashes
from tmx.matching.tokens import tokenize
from tmx.store.postings import GENERAL, WHOLE, Postings
from tmx.store.presence import Ids, Shapes, shapes_of
from tmx.unit import TranslationUnit

Texts = dict[str, tuple[list[int], list[int], list[str]]]
"""The texts of a batch by language, with the rows of their units in it, and their positions in their units."""


@dataclass(frozen=True, slots=True)
class Side:
    """The texts of a batch in one language.

    ``rows`` are those of their units in the batch, never falling; ``postings`` are of rows.
    """

    rows: Ids
    keys: list[str]
    shapes: Shapes
    postings: Postings


def prepare_keys(language: str, rows: Sequence[int], positions: Sequence[int], keys: list[str]) -> Side:
    """The side of variants by their rows, their positions in their units, and their match keys."""
    ids = np.array(rows, np.int32)
    tokens = tokenize(keys)
    whole, general = tokens.whole, tokenize(general_keys(keys)).whole
    numbers = np.flatnonzero(whole != general)
    terms = (stem_hashes(language).of(tokens), whole ^ WHOLE, general[numbers] ^ GENERAL)
    postings = Postings.of(np.concatenate(terms), np.concatenate((ids[tokens.rows], ids, ids[numbers])))
    return Side(ids, keys, shapes_of(keys, positions), postings)


def prepare(texts: Texts) -> dict[str, Side]:
    """The sides of a batch."""
    return {
        language: prepare_keys(language, rows, positions, match_keys(found))
        for language, (rows, positions, found) in texts.items()
    }


def texts_of(batch: Sequence[TranslationUnit]) -> Texts:
    """The texts of the units of a batch."""
    texts: Texts = {}
    for row, unit in enumerate(batch):
        for position, variant in enumerate(unit.variants):
            if variant.language not in texts:
                texts[variant.language] = [], [], []
            rows, positions, found = texts[variant.language]
            rows.append(row)
            positions.append(position)
            found.append(variant.text)
    return texts


def prepared(
    batches: Iterable[list[TranslationUnit]],
) -> Iterator[tuple[list[TranslationUnit], dict[str, Side]]]:
    """Each batch with its sides; from the second batch on they are worked out ahead, in another process.

    It works on the next batch while one is written and another read.
    """
    remaining = iter(batches)
    current = next(remaining, None)
    if current is None:
        return
    following = next(remaining, None)
    if following is None:
        yield current, prepare(texts_of(current))
        return
    with ExitStack() as stack:
        worker = stack.enter_context(
            subprocess.Popen([sys.executable, "-m", "tmx.store.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        )
        assert worker.stdin
        assert worker.stdout
        stack.callback(worker.kill)
        sides = prepare(texts_of(current))  # in the time that the worker takes to start
        _send(texts_of(following), worker.stdin)
        yield current, sides
        while following is not None:
            current, following = following, next(remaining, None)
            sides = pickle.load(worker.stdout)  # noqa: S301
            if following is not None:
                _send(texts_of(following), worker.stdin)
            yield current, sides


def _send(texts: Texts, stream: IO[bytes]) -> None:
    pickle.dump(texts, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()
