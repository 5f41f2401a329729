"""The application: sentence alignment with multilingual embeddings, and the ``loom`` command."""

from aligner.align import Options, align
from aligner.alignment import Alignment, Bead, Extent, Unit
from aligner.encoder import Encoder, WordEncoder, Words
from aligner.errors import EncoderError, EvaluationError, LoomError, OutputError, TrainingError
from aligner.models import load_encoder
from aligner.refining.granularity import Granularity

__all__ = [
    "Alignment",
    "Bead",
    "Encoder",
    "EncoderError",
    "EvaluationError",
    "Extent",
    "Granularity",
    "LoomError",
    "Options",
    "OutputError",
    "TrainingError",
    "Unit",
    "WordEncoder",
    "Words",
    "align",
    "load_encoder",
]
__version__ = "0.1.0"
