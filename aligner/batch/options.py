"""How a batch is run, and what is made of each document in it."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

import aligner
from aligner.formats import Format
from aligner.models import load_encoder
from aligner.production import Wanted
from aligner.transformer import identity
from corpus import Reading


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is made of a document; it travels to other processes.

    ``reading`` has the languages that hold where a job has none of its own. ``form`` is written beside
    the TMX.
    """

    reading: Reading = field(default_factory=Reading)
    model: str | None = None
    wanted: Wanted = field(default_factory=Wanted)
    form: Format | None = None

    @property
    def forms(self) -> tuple[Format, ...]:
        """What is written of each document."""
        return tuple(dict.fromkeys((Format.TMX, self.form or Format.TMX)))

    def signature(self) -> str:
        """Changes whenever the same document may come out otherwise, but for its date; raises ``EncoderError``."""
        reading, wanted = self.reading, self.wanted
        parts = (
            aligner.__version__,
            load_encoder(self.model).name,
            identity(self.model) if self.model else None,
            (reading.source_language, reading.target_language, reading.encoding, reading.segmented),
            (wanted.granularity, wanted.min_confidence, wanted.filters),
            self.form,
        )
        return hashlib.blake2b(json.dumps(parts).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How a batch is run: by how many processes, each document within ``time_limit`` seconds.

    ``retry_failed`` tries documents again that failed before, and are still what they were. ``memory``
    is a store that the units go to as well.
    """

    recipe: Recipe = field(default_factory=Recipe)
    processes: int = 1
    time_limit: float = 3600.0
    retry_failed: bool = False
    memory: Path | None = None
