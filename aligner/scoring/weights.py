"""The fitted weights of the evidence for a bead; ``weights.json`` is written by ``training.weights``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aligner.searching.lattice import Nulls

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
    return Weights(found["features"], Nulls(**found["nulls"]))
