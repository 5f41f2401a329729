"""Vectors on disk, so that no text is encoded twice by the same model.

For models that need a transformer: the embedded one is faster than any cache. SQLite, because
several processes may share it; ``LOOM_CACHE_DIR`` names another folder than the user's cache.
"""

import hashlib
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from aligner.encoder import Encoder, FloatArray, Progress

_LARGEST = 4_000_000_000  # bytes of the file; then the older half goes
_VARIABLES = 500  # of one SQL statement
_CHUNK = 512  # texts between two writes: what a killed run does not lose
_WAIT = 30.0  # seconds for another process to finish writing
_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB UNIQUE NOT NULL, vector BLOB NOT NULL)"

_log = logging.getLogger(__name__)


def cache_folder() -> Path:
    """Where vectors are kept."""
    named = os.environ.get("LOOM_CACHE_DIR")
    return Path(named) if named else user_cache_path("bitext-loom", appauthor=False)


class VectorCache:
    """Vectors by key, in one SQLite file; once that fails, in memory, and it is said once."""

    def __init__(self, folder: Path, largest: int = _LARGEST, wait: float = _WAIT) -> None:
        """Use the file in ``folder``, which may grow to ``largest`` bytes."""
        self._file = folder / "vectors.sqlite"
        self._largest = largest
        self._wait = wait
        self._memory: dict[bytes, FloatArray] | None = None

    def read(self, keys: Sequence[bytes]) -> dict[bytes, FloatArray]:
        """The vectors that are there."""
        found: dict[bytes, FloatArray] = {}
        with self._or_memory(), self._opened() as database:
            for first in range(0, len(keys), _VARIABLES):
                some = keys[first : first + _VARIABLES]
                query = f"SELECT key, vector FROM vectors WHERE key IN ({','.join('?' * len(some))})"  # noqa: S608
                found |= {key: np.frombuffer(vector, np.float32) for key, vector in database.execute(query, some)}
        if self._memory is not None:
            found |= {key: self._memory[key] for key in keys if key in self._memory}
        return found

    def write(self, vectors: Mapping[bytes, FloatArray]) -> None:
        """Keep ``vectors``."""
        rows = [(key, vector.astype(np.float32).tobytes()) for key, vector in vectors.items()]
        with self._or_memory(), self._opened() as database:
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
            self._drop_oldest(database)
            database.execute("COMMIT")
        if self._memory is not None:
            self._memory |= vectors

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """A connection for one operation: connections belong to a thread, encoders do not."""
        if self._memory is not None:
            raise sqlite3.OperationalError("given up")
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._file, timeout=self._wait, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(_SCHEMA)
            yield database

    @contextmanager
    def _or_memory(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:  # no reason to fail: a slow model is still a model
            if self._memory is None:
                _log.warning("loom: %s: vectors are not kept (%s); delete the file if it is damaged", self._file, error)
                self._memory = {}

    def _drop_oldest(self, database: sqlite3.Connection) -> None:
        pages, size, free = (
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size", "freelist_count")
        )
        if (pages - free) * size > self._largest:
            low, high = database.execute("SELECT min(rowid), max(rowid) FROM vectors").fetchone()
            database.execute("DELETE FROM vectors WHERE rowid <= ?", ((low + high) // 2,))


class CachedEncoder:
    """An ``Encoder`` that asks ``load`` for the real one only when a text is new."""

    def __init__(self, name: str, identity: str, load: Callable[[], Encoder], cache: VectorCache) -> None:
        """``identity`` changes whenever the model's vectors may."""
        self.name = name
        self._salt = hashlib.blake2b(identity.encode(), digest_size=32).digest()
        self._load = load
        self._encoder: Encoder | None = None
        self._cache = cache

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> FloatArray:
        """Sentence vectors at unit length."""
        keys = [self._key(text) for text in texts]
        known = self._cache.read(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        left = list(missing)
        for first in range(0, len(left), _CHUNK):
            self._encoder = self._encoder or self._load()
            some = left[first : first + _CHUNK]
            new = dict(zip(some, self._encoder.encode([missing[key] for key in some]), strict=True))
            self._cache.write(new)
            known |= new
            if progress:
                progress(len(texts) - len(left) + first + len(some), len(texts))
        return np.array([known[key] for key in keys], np.float32) if keys else np.zeros((0, 1), np.float32)

    def _key(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, key=self._salt).digest()
