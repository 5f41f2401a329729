"""Any sentence-transformers model, by name or path. Brings torch, which aligning with a static model does without."""

import hashlib
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aligner.encoder import FloatArray, Progress
from aligner.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 64  # texts of about one length, which sentence-transformers sorts by
_CHUNK = 8 * _BATCH
_HUB_TIMEOUT = 10.0  # seconds


class TransformerEncoder:
    """An ``Encoder`` around ``SentenceTransformer(name)``."""

    def __init__(self, name: str) -> None:
        """Load the model ``name``; raises ``EncoderError`` with what was tried."""
        self.name = name
        self._model = _load(name)

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> FloatArray:
        """Sentence vectors at unit length, in batches."""
        parts = []
        for first in range(0, len(texts), _CHUNK):
            chunk = list(texts[first : first + _CHUNK])
            parts.append(
                self._model.encode(
                    chunk, batch_size=_BATCH, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
                )
            )
            if progress:
                progress(first + len(chunk), len(texts))
        return np.concatenate(parts).astype(np.float32) if parts else np.zeros((0, 1), np.float32)


def identity(name: str) -> str | None:
    """What tells this state of the model from any other; ``None`` where the model is not on this machine.

    For a folder its files with sizes and times, for a model of the hub its commit. Loads nothing.
    Raises ``EncoderError`` for a folder that cannot be read.
    """
    folder = Path(name)
    try:
        if folder.is_dir():
            files = [(path, path.stat()) for path in sorted(folder.rglob("*")) if path.is_file()]
            states = [
                (os.fsencode(path.relative_to(folder)), state.st_size, state.st_mtime_ns) for path, state in files
            ]
            return hashlib.blake2b(repr(states).encode()).hexdigest()
    except OSError as error:
        raise EncoderError(f"--model {name}: cannot be read ({error.strerror or error})") from error
    from huggingface_hub import try_to_load_from_cache

    for known_as in _hub_names(name):
        for file in ("modules.json", "config.json"):
            with suppress(ValueError):  # no name that the hub could have
                found = try_to_load_from_cache(known_as, file)
                if isinstance(found, str):
                    return f"{known_as}@{Path(found).parent.name}"
    return None


def _hub_names(name: str) -> tuple[str, ...]:
    """As sentence-transformers takes it: a bare name is first one of its own."""
    return (name,) if "/" in name else (f"sentence-transformers/{name}", name)


def _load(name: str) -> "SentenceTransformer":
    """From a folder or the local cache, else from the hub if it answers and has the model."""
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # of loading: it says nothing about the text
    try:
        return SentenceTransformer(name, local_files_only=True)
    except Exception as error:  # file and model errors share no class
        if Path(name).exists():
            raise EncoderError(
                f"--model {name}: not a model that sentence-transformers reads ({_line(error)})"
            ) from error
    try:
        _ask_hub(name)
        return SentenceTransformer(name)
    except Exception as error:  # nor do network and hub errors
        raise EncoderError(
            f"--model {name}: no such folder, not in the local cache, and not to be had from the model hub "
            f"({_line(error)})"
        ) from error


def _ask_hub(name: str) -> None:
    """Raise where the hub does not answer or has no such model, without the minute of retries that loading makes."""
    from huggingface_hub import HfApi
    from huggingface_hub.errors import RepositoryNotFoundError

    *first, last = _hub_names(name)
    for known_as in first:
        with suppress(RepositoryNotFoundError):
            HfApi().model_info(known_as, timeout=_HUB_TIMEOUT)
            return
    HfApi().model_info(last, timeout=_HUB_TIMEOUT)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
