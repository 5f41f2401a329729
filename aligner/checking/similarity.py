"""The check of meaning: two texts that have little in common, by the vectors of an encoder.

The score of a pair is the cosine of its two vectors; for encoders with words, plus the mean share of
the words that find a counterpart. With the embedded model, on FLORES-200 devtest in the languages
listed here, unrelated texts of one length score .15 in the median and .29 at the 90th percentile,
translations .96 in the median and .39 at the 0.3th (benchmarks.checking).
"""

import re
from collections.abc import Sequence

import numpy as np

from aligner.checking.finding import Finding, Located, Severity, Side
from aligner.checking.languages import language_code
from aligner.checking.reservoir import Reservoir
from aligner.encoder import Encoder, FloatArray, WordEncoder
from corpus.language import letters
from tmx import TranslationUnit

NAME = "similarity"
# On ar-en (benchmarks.checking) no false alarm among 3,070 + 719 + 1,901 good pairs. In a memory about one
# subject unrelated texts are less unlike; up to the second figure, 1 good pair of 1,000 is below it.
_LOWEST, _HIGHEST = 0.35, 0.50
# Languages that the embedded model knows as well as that; what another model knows is for its user to say.
KNOWN = frozenset(
    re.findall(
        "[a-z]+", "af ar bg bn ca cs da de en es fa fr gl he hi id it ja ko mk mr ms nb nl pl pt ro ru sr sv tr uk zh"
    )
)
_LEAST, _LEAST_EAST_ASIAN = 20, 8  # letters: the vectors of a word or two are not sure enough
_CHANCE = 0.07  # see aligner.explanation
_SAMPLE = 1_000  # pairs that tell how another model scores unrelated texts
_ENOUGH = 50
_UNRELATED = 90  # percentile of their scores below which a pair is unrelated
_APART = 3  # places between two texts by length: the next one may be a near copy


class SimilarityCheck:
    """Pairs that score like unrelated texts: the survey tells, by pairing texts of the memory at random, how these do.

    Without a survey the embedded model takes its lowest threshold, and any other finds nothing.
    """

    name = NAME

    def __init__(self, encoder: Encoder) -> None:
        """``encoder`` is any that ``aligner.load_encoder`` gives."""
        self._encoder = encoder
        self._is_embedded = encoder.name.startswith("embedded")
        self._threshold: float | None = None
        self._sample = Reservoir[TranslationUnit](_SAMPLE)

    def survey(self, batch: Sequence[Located]) -> None:
        """See ``SurveyCheck``."""
        for located in batch:
            if self._can_judge(located.unit):
                self._sample.add(located.unit)
        self._threshold = None

    def find(self, batch: Sequence[Located]) -> list[tuple[Finding, ...]]:
        """See ``Check``."""
        if self._threshold is None:
            self._threshold = self._unrelated()
        chosen = [row for row, located in enumerate(batch) if self._can_judge(located.unit)]
        found: list[tuple[Finding, ...]] = [()] * len(batch)
        if not chosen or not self._threshold:
            return found
        units = [batch[row].unit for row in chosen]
        scores = pair_scores(self._encoder, [unit.source.text for unit in units], [unit.target.text for unit in units])
        for row, score in zip(chosen, scores.tolist(), strict=True):
            if score < self._threshold:
                message = f"the texts have little in common: {max(score, 0):.2f}, less than {self._threshold:.2f}"
                severity = Severity.WARNING if self._is_embedded and score >= _LOWEST else Severity.ERROR
                found[row] = (Finding(NAME, severity, message, Side.BOTH),)
        return found

    def _unrelated(self) -> float:
        """The score below which texts are unrelated; 0 where nothing is known of it."""
        units = self._sample.items
        if len(units) < _ENOUGH:
            return _LOWEST if self._is_embedded else 0.0
        # Texts of about the same length: a short text has little in common with any.
        order = sorted(units, key=lambda unit: len(unit.target.text))
        targets = [unit.target.text for unit in (*order[_APART:], *order[:_APART])]
        scores = pair_scores(self._encoder, [unit.source.text for unit in order], targets)
        found = float(np.percentile(scores, _UNRELATED))
        return min(max(found, _LOWEST), _HIGHEST) if self._is_embedded else found

    def _can_judge(self, unit: TranslationUnit) -> bool:
        for variant in unit.variants[:2]:
            code = language_code(variant.language)
            least = _LEAST_EAST_ASIAN if code in ("ja", "ko", "zh") else _LEAST
            if letters(variant.text) < least or (self._is_embedded and code not in KNOWN):
                return False
        return unit.source.text != unit.target.text


def pair_scores(encoder: Encoder, sources: Sequence[str], targets: Sequence[str]) -> FloatArray:
    """How much the texts of each pair have in common: 0 for nothing, up to 2, or 1 for an encoder without words."""
    vectors = encoder.encode([*sources, *targets])
    scores: FloatArray = (vectors[: len(sources)] * vectors[len(sources) :]).sum(axis=1)
    return scores + _coverages(encoder, sources, targets) if isinstance(encoder, WordEncoder) else scores


def _coverages(encoder: WordEncoder, sources: Sequence[str], targets: Sequence[str]) -> FloatArray:
    """The share of the words, by weight, that have a counterpart: of both sides in the mean."""
    words = encoder.words([*sources, *targets])
    shares = np.zeros(len(sources), np.float32)
    for row in range(len(sources)):
        first, second = (words.types[words.starts[text] : words.starts[text + 1]] for text in (row, len(sources) + row))
        if len(first) and len(second):
            credit = np.clip((words.vectors[first] @ words.vectors[second].T - _CHANCE) / (1 - _CHANCE), 0, 1)
            mine, its = words.weights[first], words.weights[second]
            shares[row] = credit.max(axis=1) @ mine / mine.sum() / 2 + credit.max(axis=0) @ its / its.sum() / 2
    return shares
