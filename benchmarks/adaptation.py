"""What ``loom model train`` gains in a domain, and what it costs everywhere else.

The pairs were kept from the embedded model's training (``training.pairs.HELD_OUT``). The English side
of the medical set is met in training through fifteen other languages. Of each set 1,000 pairs with texts
of their own are kept back, and up to 20,000 others are learned from. Elsewhere: FLORES devtest, margin
P@1, mean of both directions, to English.

    python -m benchmarks.adaptation > benchmarks/adaptation.txt
"""

import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from aligner import Encoder, load_encoder
from aligner.evaluation import Retrieval, evaluate_retrieval
from aligner.learning import Adaptation, make_model
from aligner.learning.pairs import keep_back
from training.measure import FIRST, Flores
from training.pairs import read_columns

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
DOMAINS = {
    "medical terms and definitions, nb-en": "nb-en/openehr-ckm",
    "Python documentation, es-en": "es-en/python-docs",
}
_LEARNED = 20_000  # pairs, at most: a translator's memory
_KEPT_BACK = 1_000


def read(name: str) -> list[tuple[str, str]]:
    """Different pairs of a domain, shuffled."""
    pairs = list(dict.fromkeys(read_columns(SHARED / "train" / f"{name}.tsv.gz")))
    random.Random(1).shuffle(pairs)
    return pairs


def domain(pairs: Sequence[tuple[str, str]], encoder: Encoder, name: str) -> Retrieval:
    """Retrieval on the pairs kept back."""
    return evaluate_retrieval([one for one, _ in pairs], [other for _, other in pairs], encoder, name)


def elsewhere(encoder: Encoder) -> str:
    """FLORES: Arabic, and the mean of the twenty languages."""
    flores = Flores(SHARED / "dev" / "flores", encoder)
    scores = {code: flores.score(f"{code}-en") for code in FIRST}
    return f"FLORES ar {scores['ar']:.2f}, mean of {len(FIRST)} {np.mean(list(scores.values())):.2f}"


def main() -> None:
    """Print before and after for every domain."""
    embedded = load_encoder()
    print(f"{embedded.name}: {elsewhere(embedded)}; {Adaptation()}\n")
    for name, source in DOMAINS.items():
        kept_back, rest = keep_back(read(source), _KEPT_BACK)
        before = domain(kept_back, embedded, source)
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            made = make_model(rest[:_LEARNED], Path(folder) / "model")
            seconds = time.perf_counter() - started
            adapted = load_encoder(str(Path(folder) / "model"))
            after = domain(kept_back, adapted, source)
            print(f"{name}: {made.pairs} pairs, {seconds:.0f} s")
            for kind in ("plain", "margin"):
                one, other = getattr(before, kind), getattr(after, kind)
                print(f"  {kind}: {one.forward:.1f} / {one.backward:.1f} -> {other.forward:.1f} / {other.backward:.1f}")
            print(f"  elsewhere: {elsewhere(adapted)}\n  {before.signature}\n", flush=True)


if __name__ == "__main__":
    main()
