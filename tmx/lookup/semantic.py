"""Look-up by meaning: the vectors of all units of a language in a FAISS index beside the memory.

The index is a file of its own, ``MEMORY.LANGUAGE.vectors``, and follows the memory: units that were
added since are encoded when it is opened, those that were deleted no longer come back. Up to 20,000
units it is exact; beyond, an inverted file of 8-bit vectors (Jégou, Douze and Schmid, Product
Quantization for Nearest Neighbor Search, 2011), which is mapped, not read.
"""

import os
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from tmx.errors import UnreadableMemory
from tmx.store.addition import transaction
from tmx.store.memory import Memory
from tmx.store.schema import VARIANTS

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]
"""From texts to vectors of unit length (texts x dimension)."""
Progress = Callable[[int, int], None]

_EXACT = 20_000
_BATCH = 8192
_PROBED, _FEWEST = 1 / 25, 160  # of the lists of the inverted file; benchmarks/memory.txt has the recall
_TRAINED, _ROUNDS = 30, 8  # texts a list is trained on, and how often


class Semantic:
    """The vectors of one language of a memory, made with one model."""

    def __init__(self, memory: Memory, language: str, encode: Encode, model: str) -> None:
        self._memory, self._encode, self._model = memory, encode, model
        self._numbers = memory.numbers_of(language)
        self.path = memory.path.with_name(f"{memory.path.name}.{language}.vectors")
        self._index: Any = None
        self._last = 0

    def refresh(self, progress: Progress | None = None) -> None:
        """Bring the index up to the memory; raises ``UnreadableMemory`` where it cannot be written."""
        newest = self._newest()
        if self._index is not None and self._last == newest:
            return
        index, last = self._read()
        if last < newest:
            missing = self._count(last)
            if index is None or not _is_large_enough(index, missing):
                index, last, missing = None, 0, self._count(0)
            index = self._filled(index, last, missing, progress)
            self._write(index, newest)
            index, last = self._read()
        self._index, self._last = index, last

    def nearest(self, text: str, number: int) -> list[tuple[int, float]]:
        """The ids of the units nearest in meaning, and their cosines, nearest first."""
        self.refresh()
        if self._index is None:
            return []
        cosines, units = self._index.search(self._encode([text]), number)
        return [(int(unit), float(cosine)) for unit, cosine in zip(units[0], cosines[0], strict=True) if unit >= 0]

    def _newest(self) -> int:
        return int(self._memory.connection.execute("SELECT coalesce(max(id), 0) FROM unit").fetchone()[0])

    def _count(self, last: int) -> int:
        query = f"SELECT count(*) FROM variant WHERE {self._wanted()} AND id >= ?"
        return int(self._memory.connection.execute(query, ((last + 1) * VARIANTS,)).fetchone()[0])

    def _wanted(self) -> str:
        return f"language IN ({','.join(map(str, self._numbers))})"

    def _filled(self, index: Any, last: int, missing: int, progress: Progress | None) -> Any:
        """``index`` with the vectors of units after ``last``, or a new one of ``missing`` vectors."""
        query = f"SELECT id, text FROM variant WHERE {self._wanted()} AND id >= ? ORDER BY id"
        if index is None:
            index = self._made(missing, query)
        rows = self._memory.connection.execute(query, ((last + 1) * VARIANTS,))
        done = 0
        while batch := list(islice(rows, _BATCH)):
            ids = np.array([variant // VARIANTS for variant, _ in batch], np.int64)
            index.add_with_ids(self._encode([text for _, text in batch]), ids)
            done += len(batch)
            if progress:
                progress(done, missing)
        return index

    def _made(self, size: int, query: str) -> Any:
        """An empty index, trained on every n-th text where it is an inverted file."""
        import faiss

        dimension = self._encode(["1"]).shape[1]
        if size <= _EXACT:
            return faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        lists = int(4 * size**0.5)
        step = max(size // (_TRAINED * lists), 1)
        rows = self._memory.connection.execute(query, (0,))
        sample = self._encode([text for _, text in islice(rows, None, None, step)])
        index: Any = faiss.index_factory(dimension, f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
        index.cp.niter, index.cp.min_points_per_centroid = _ROUNDS, 1  # or it complains on stderr
        index.train(sample)
        return index

    def _read(self) -> tuple[Any, int]:
        """The index in the file, mapped, and the last unit in it; none where it is not what the memory remembers."""
        import faiss

        row = self._memory.connection.execute(
            "SELECT last, total FROM vectors WHERE name = ? AND model = ?", (self.path.name, self._model)
        ).fetchone()
        if row is None or not self.path.exists():
            return None, 0
        try:
            index = faiss.read_index(str(self.path), faiss.IO_FLAG_MMAP)
        except RuntimeError:
            return None, 0
        if index.ntotal != row[1]:
            return None, 0
        if isinstance(index, faiss.IndexIVF):
            index.nprobe = max(int(index.nlist * _PROBED), _FEWEST)
        return index, int(row[0])

    def _write(self, index: Any, last: int) -> None:
        import faiss

        part = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        try:
            faiss.write_index(index, str(part))
            part.replace(self.path)
        except (OSError, RuntimeError) as error:
            message = f"{self.path}: cannot be written ({error}); look up without meaning (--no-semantic)"
            raise UnreadableMemory(message) from error
        finally:
            part.unlink(missing_ok=True)
        with transaction(self._memory.connection):
            self._memory.connection.execute(
                "REPLACE INTO vectors VALUES (?, ?, ?, ?)", (self.path.name, self._model, last, index.ntotal)
            )


def _is_large_enough(index: Any, more: int) -> bool:
    """Whether ``index`` is made for as many vectors as it would have with ``more``."""
    total = index.ntotal + more
    return bool(total <= _EXACT or (hasattr(index, "nlist") and total <= index.nlist**2))
