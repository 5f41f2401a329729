"""Files that belong together by what they say.

Each document is one vector, the mean of those of its segments; FAISS finds the nearest ones of the
other language. Of these few, the segments decide: of a translation, most are each other's nearest.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aligner.encoder import Encoder, unit
from corpus import Document, LanguageError, read_document, split_document, whole_side
from corpus.language import letters, primary

_SMALLER = 0.15  # of the letters: what the second language of a file with two has at least
_MOST = 64  # segments of a document that are compared, from its beginning
_NEAREST = 4  # documents that are compared with one
_ALIKE = 0.4  # cosine from which two segments may be each other's translation
# The logistic over the cosine of two documents and the share of segments; see benchmarks/pairing.py.
_COSINE, _SHARE, _BIAS = 3.38, 27.84, -14.60


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """What a file holds: its language, or both of them, and the vectors of its first segments.

    ``segments`` has a row for each; none of a file in two languages.
    """

    languages: tuple[str, ...]
    segments: npt.NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Likeness:
    """A source and a target document, by their places, and the probability that one translates the other."""

    source: int
    target: int
    score: float


def read_content(path: Path, encoder: Encoder, languages: Sequence[str], encoding: str | None = None) -> Content:
    """What a file holds; where two ``languages`` are named, it is in one of them or in both.

    Of a bilingual file there are no vectors. Raises ``CorpusError``.
    """
    document = read_document(path, encoding)
    try:
        return Content(_bilingual(document, languages), np.zeros((0, 0), np.float16))
    except LanguageError:
        side = whole_side(document)
    language = next((tag for tag in languages if primary(tag) == primary(side.language)), side.language)
    return Content((language,), encoder.encode(list(islice(side.texts(), _MOST))).astype(np.float16))


def find_alike(source: Sequence[Content], target: Sequence[Content]) -> list[Likeness]:
    """Documents of two languages with the probability that they are each other's translation, the surest first.

    Each document is in one pair at most.
    """
    found = (Likeness(*places, _probability(*values)) for places, values in features(source, target))
    candidates = sorted(found, key=lambda one: (-one.score, one.source, one.target))
    used: tuple[set[int], set[int]] = set(), set()
    kept: list[Likeness] = []
    for one in candidates:
        if one.source not in used[0] and one.target not in used[1]:
            used[0].add(one.source)
            used[1].add(one.target)
            kept.append(one)
    return kept


def features(source: Sequence[Content], target: Sequence[Content]) -> Iterator[tuple[tuple[int, int], list[float]]]:
    """For each source and the nearest of the targets, by their places: the cosine, and the share of segments."""
    import faiss

    if not source or not target:
        return
    own, other = (unit(np.array([_mean(one) for one in side], np.float32)) for side in (source, target))
    index = faiss.IndexFlatIP(own.shape[1])
    index.add(other)
    cosines, places = index.search(own, min(_NEAREST, len(target)))
    for row in range(len(source)):
        for cosine, column in zip(cosines[row].tolist(), places[row].tolist(), strict=True):
            yield (row, column), [cosine, _share(source[row], target[column])]


def _mean(content: Content) -> npt.NDArray[np.float32]:
    return np.asarray(content.segments.astype(np.float32).mean(axis=0), np.float32)


def _share(source: Content, target: Content) -> float:
    """How many segments are each other's nearest, of the geometric mean of how many there are."""
    table = source.segments.astype(np.float32) @ target.segments.astype(np.float32).T
    best, back = table.argmax(axis=1), table.argmax(axis=0)
    mutual = (back[best] == np.arange(len(table))) & (table.max(axis=1) >= _ALIKE)
    return float(mutual.sum() / np.sqrt(table.size))


def _probability(cosine: float, share: float) -> float:
    return round(float(1 / (1 + np.exp(-(_COSINE * cosine + _SHARE * share + _BIAS)))), 4)


def _bilingual(document: Document, languages: Sequence[str]) -> tuple[str, str]:
    """The two languages of a document; raises ``LanguageError`` where one of them has next to no text."""
    sides = split_document(document, *(languages if len(languages) == 2 else ()))
    counts = Counter({side.language: sum(map(letters, side.texts())) for side in (sides.source, sides.target)})
    if min(counts.values()) < _SMALLER * counts.total():
        raise LanguageError(f"{document.name}: in one language with some words of another")
    return sides.source.language, sides.target.language
