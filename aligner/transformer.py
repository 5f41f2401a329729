"""Any sentence-transformers model, by name or path. Torch is loaded here and nowhere else."""

from collections.abc import Sequence

import numpy as np

from aligner.encoder import FloatArray, Progress
from aligner.errors import EncoderError

_BATCH = 64


class TransformerEncoder:
    """An ``Encoder`` around ``SentenceTransformer(name)``."""

    def __init__(self, name: str) -> None:
        """Load the model ``name``; raises ``EncoderError`` with what was tried."""
        self.name = name
        try:
            from sentence_transformers import SentenceTransformer

            self._model = SentenceTransformer(name)
        except Exception as error:  # hub, file and model errors share no class
            reason = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
            raise EncoderError(
                f"--model {name}: no such folder with a model, and not to be had from the model hub ({reason})"
            ) from error

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
        width = self._model.get_sentence_embedding_dimension() or 1
        return np.concatenate(parts).astype(np.float32) if parts else np.zeros((0, width), np.float32)
