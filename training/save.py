"""Write a model folder that ``SentenceTransformer(path)`` and our own loader both read."""

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from tokenizers import Tokenizer

_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    },
    {
        "idx": 1,
        "name": "1",
        "path": "1_Normalize",
        "type": "sentence_transformers.base.modules.normalize.Normalize",
    },
]
_SETTINGS = {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine"}


def save_model(folder: Path, tokenizer: Tokenizer, vectors: npt.NDArray[np.float32], version: str) -> None:
    """Save rows as int8 with a float scale each, the layout that model2vec and StaticEmbedding read.

    ``vectors`` is pieces x dimension. A quarter of the size; what it costs is in EXPERIMENTS.md.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1_Normalize").mkdir(exist_ok=True)
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-12) / 127
    rows = np.rint(vectors / scales[:, None]).astype(np.int8)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    tensors = folder / "model.safetensors"
    save_file({"embeddings": rows, "weights": scales.astype(np.float32)}, tensors)
    tensors.chmod(0o644)  # safetensors keeps its files to their owner
    (folder / "VERSION").write_text(version + "\n", encoding="utf-8")
    _write_json(folder / "modules.json", _MODULES)
    _write_json(folder / "config_sentence_transformers.json", _SETTINGS)
    _write_json(folder / "1_Normalize" / "config.json", {})


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")
