"""How static models learn from translation pairs. Torch is needed here; aligning does without."""

from aligner.learning.adapt import Adaptation, adapt
from aligner.learning.own_model import OwnModel, make_model
from aligner.learning.pairs import Pair, read_pairs

__all__ = ["Adaptation", "OwnModel", "Pair", "adapt", "make_model", "read_pairs"]
