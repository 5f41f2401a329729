"""From the name of a model to an encoder."""

from functools import cache
from pathlib import Path

from aligner.encoder import Encoder
from aligner.static import StaticEncoder, is_static
from aligner.transformer import TransformerEncoder

EMBEDDED = Path(__file__).parent / "model"


@cache
def load_encoder(name: str | None = None) -> Encoder:
    """The embedded model, a saved model's folder, or a model of the hub by name.

    Raises ``EncoderError``. A static model loads without torch, wherever it lies.
    """
    if name is None:
        return StaticEncoder(EMBEDDED, f"embedded-{(EMBEDDED / 'VERSION').read_text(encoding='utf-8').strip()}")
    folder = Path(name)
    return StaticEncoder(folder, name) if is_static(folder) else TransformerEncoder(name)
