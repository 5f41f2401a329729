"""The fitted weights of the evidence for a bead; ``weights.json`` is written by ``training.weights``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aligner.searching.lattice import Nulls

# A unit with a sentence too many does more harm than a sentence left out: where both are as likely,
# the sentence stays alone. Costs 0.0 to 0.8 F1 on gold sets whose annotators would join them.
_CAUTION = 0.3
_FILE = Path(__file__).parent / "weights.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature of a bead (``aligner.scoring.evidence``) adds to its log-odds, and null beads' scores."""

    features: Mapping[str, float]
    nulls: Nulls


@cache
def load_weights(kind: str) -> Weights:
    """The weights for encoders with word vectors (``words``) or without (``pooled``)."""
    found = json.loads(_FILE.read_text(encoding="utf-8"))[kind]
    nulls = Nulls(found["nulls"]["open"] + _CAUTION, found["nulls"]["extend"])
    return Weights(found["features"], nulls)
