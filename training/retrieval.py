"""How often the nearest neighbour of a sentence is its translation, on line-aligned texts.

P@1 in percent, both ways, by cosine and by ratio margin (Artetxe and Schwenk 2019, k = 4).
"""

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aligner import load_encoder

_NEIGHBOURS = 4


def precision(similarity: npt.NDArray[np.float32]) -> tuple[float, float]:
    """P@1 forward and backward of a square matrix whose diagonal is right."""
    truth = np.arange(len(similarity))
    forward = float((similarity.argmax(1) == truth).mean())
    return 100 * forward, 100 * float((similarity.argmax(0) == truth).mean())


def margin(cosines: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Cosines over the mean of those with the nearest neighbours of either side."""
    rows = np.sort(cosines, axis=1)[:, -_NEIGHBOURS:].mean(1)
    columns = np.sort(cosines, axis=0)[-_NEIGHBOURS:].mean(0)
    ratios: npt.NDArray[np.float32] = cosines / ((rows[:, None] + columns[None, :]) / 2)
    return ratios


def main() -> None:
    """Print four figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("texts", type=Path, nargs=2)
    arguments.add_argument("--model", default=None)
    given = arguments.parse_args()
    encoder = load_encoder(given.model)
    sides = [encoder.encode(path.read_text(encoding="utf-8").splitlines()) for path in given.texts]
    cosines = sides[0] @ sides[1].T
    for name, similarity in (("cosine", cosines), ("margin", margin(cosines))):
        forward, backward = precision(similarity)
        print(f"{name}: {forward:.2f} forward, {backward:.2f} backward")


if __name__ == "__main__":
    main()
