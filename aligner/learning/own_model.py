"""From translation pairs to the folder of a model of one's own."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aligner.encoder import Progress
from aligner.errors import EncoderError, OutputError, TrainingError
from aligner.evaluation import Retrieval, evaluate_retrieval
from aligner.learning.adapt import Adaptation, adapt
from aligner.learning.pairs import Pair, keep_back
from aligner.learning.save import save_model
from aligner.models import load_encoder, version
from aligner.static import StaticEncoder, is_static

_FEWEST = 50  # pairs: fewer say nothing, and measure nothing
_KEPT_BACK, _ENOUGH = 0.1, 1000  # share of the pairs that measure the gain, and no more than that


@dataclass(frozen=True, slots=True)
class OwnModel:
    """How many pairs were learned from, and retrieval on those kept back, before and after."""

    folder: str
    pairs: int
    before: Retrieval
    after: Retrieval


def make_model(
    pairs: Sequence[Pair],
    folder: Path,
    base: str | None = None,
    how: Adaptation | None = None,
    progress: Progress | None = None,
) -> OwnModel:
    """Adapt the static model in the folder ``base``, or the embedded one, to ``pairs``.

    Raises ``TrainingError`` for too few pairs, ``EncoderError`` for a base that is not static and
    ``OutputError`` for a folder that is there already or cannot be made, before any work is done.
    """
    if base is not None and not is_static(Path(base)):
        raise EncoderError(f"--model {base}: not the folder of a static model; without --model it is the embedded one")
    different = list(dict.fromkeys(pairs))
    shuffled = [different[index] for index in np.random.default_rng(1).permutation(len(different))]
    measured, learned = keep_back(shuffled, min(round(len(shuffled) * _KEPT_BACK), _ENOUGH))
    if len(learned) < _FEWEST or not measured:
        raise TrainingError(
            f"{len(different)} different pairs, {len(measured)} of them with texts of their own; "
            f"{_FEWEST} to learn from and one to measure are the least: give more"
        )
    encoder = load_encoder(base)
    assert isinstance(encoder, StaticEncoder)
    if folder.exists():
        raise OutputError(f"{folder}: is there already; name a new folder")
    try:
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as part:
            vectors = adapt(encoder.tokenizer, encoder.vectors(), learned, how, progress)
            made = Path(part) / "model"
            save_model(made, encoder.tokenizer, vectors, f"{encoder.name}+{len(learned)}")
            (made / "README.md").write_text(_card(encoder.name, len(learned)), encoding="utf-8")
            made.rename(folder)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror or error}); name another folder") from error
    own = StaticEncoder(folder, version(folder))
    return OwnModel(str(folder), len(learned), *(_retrieval(one, measured) for one in (encoder, own)))


def _retrieval(encoder: StaticEncoder, pairs: Sequence[Pair]) -> Retrieval:
    return evaluate_retrieval([source for source, _ in pairs], [target for _, target in pairs], encoder, "kept-back")


def _card(base: str, pairs: int) -> str:
    return f"# A model made by `loom model train`\n\n`{base}`, adapted to {pairs} pairs. Load it with `--model`.\n"
