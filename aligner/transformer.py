"""Any sentence-transformers model, by name or path. Torch is loaded here and nowhere else."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from aligner.encoder import FloatArray, Progress
from aligner.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_BATCH = 64
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
        for first in range(0, len(texts), _BATCH):
            batch = list(texts[first : first + _BATCH])
            parts.append(
                self._model.encode(batch, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False)
            )
            if progress:
                progress(min(first + _BATCH, len(texts)), len(texts))
        return np.concatenate(parts).astype(np.float32) if parts else np.zeros((0, 1), np.float32)


def _load(name: str) -> "SentenceTransformer":
    """From a folder or the local cache, else from the hub if it answers and has the model."""
    from huggingface_hub import HfApi
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, local_files_only=True)
    except Exception as error:  # file and model errors share no class
        if Path(name).exists():
            raise EncoderError(
                f"--model {name}: not a model that sentence-transformers reads ({_line(error)})"
            ) from error
    try:
        HfApi().model_info(name, timeout=_HUB_TIMEOUT)  # without the minute of retries that loading makes
        return SentenceTransformer(name)
    except Exception as error:  # nor do network and hub errors
        raise EncoderError(
            f"--model {name}: no such folder, not in the local cache, and not to be had from the model hub "
            f"({_line(error)})"
        ) from error


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
