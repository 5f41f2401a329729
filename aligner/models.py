"""From the name of a model to an encoder."""

from functools import cache
from pathlib import Path

from aligner.cache import CachedEncoder, VectorCache, cache_folder
from aligner.encoder import Encoder
from aligner.static import StaticEncoder, is_static
from aligner.transformer import TransformerEncoder, identity

EMBEDDED = Path(__file__).parent / "model"


@cache
def load_encoder(name: str | None = None) -> Encoder:
    """The embedded model, a saved model's folder, or a model of the hub by name.

    A static model loads without torch, wherever it lies. Vectors of other models are kept on disk
    (``aligner.cache``), and such a model is loaded only for texts that are new. Raises
    ``EncoderError``; for a folder that holds no model, the first ``encode`` does.
    """
    if name is None:
        return StaticEncoder(EMBEDDED, f"embedded-{version(EMBEDDED)}")
    if is_static(Path(name)):
        return StaticEncoder(Path(name), name)
    state = identity(name)
    if state:
        return CachedEncoder(name, state, lambda: TransformerEncoder(name), VectorCache(cache_folder()))
    encoder = TransformerEncoder(name)  # fetches it, or says why it cannot
    state = identity(name)
    return CachedEncoder(name, state, lambda: encoder, VectorCache(cache_folder())) if state else encoder


def version(folder: Path) -> str:
    """The version of a model that ``training`` or ``loom model train`` made."""
    return (folder / "VERSION").read_text(encoding="utf-8").strip()
