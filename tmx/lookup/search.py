"""Look-up in a memory: exact, in context, with other numbers, fuzzy, and by meaning.

The percentage is the normalised edit similarity of the match keys (insertions and deletions; Rapidfuzz's
``ratio``), as tmserver and Weblate count it: 100 for equal keys, 99 at most for others.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from tmx.lookup.candidates import Candidates
from tmx.lookup.grading import Asked, graded
from tmx.lookup.match import Kind, Match, Query
from tmx.lookup.penalties import Penalties
from tmx.lookup.semantic import Semantic
from tmx.store.index import Index
from tmx.store.memory import Memory
from tmx.store.postings import GENERAL, WHOLE
from tmx.store.presence import Ids
from tmx.store.schema import VARIANTS

_ALIKE = 200  # of units with one source, the latest, of which the surroundings are looked at
_EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Options:
    """What is looked for.

    ``threshold``: the lowest percentage, 1..100. ``limit``: matches at most. ``least``: the lowest
    cosine of a semantic match. ``only_exact``: no fuzzy and no semantic matches.
    """

    threshold: int = 70
    limit: int = 5
    least: float = 0.5
    only_exact: bool = False
    penalties: Penalties = field(default_factory=Penalties)


class Lookup:
    """Look-up from one language to another; keeps what it can between queries."""

    def __init__(
        self,
        memory: Memory,
        source: str,
        target: str,
        options: Options | None = None,
        semantic: Semantic | None = None,
    ) -> None:
        self.memory = memory
        self.options = options or Options()
        self._source, self._target = memory.numbers_of(source), memory.numbers_of(target)
        self._semantic = semantic
        self._index = Index(memory.connection)
        self._candidates = Candidates(self._index, self._source, source)

    def find(self, query: Query) -> list[Match]:
        """The matches of a query, best first; of the same source with the same target only the best."""
        with self.memory.reported():
            self._index.refresh()
            asked = Asked(query)
            matches = [match for one in self._similar(asked) for match in self._read(asked, *one)]
            is_known = any(match.kind in (Kind.CONTEXT, Kind.EXACT) for match in matches)
            if self._semantic and not self.options.only_exact and not is_known:
                matches += self._by_meaning(self._semantic, asked)
        return _best(matches, self.options)

    def _similar(self, asked: Asked) -> list[tuple[int, str, float]]:
        """Variants, their keys, and how similar these are in percent: the best, and those with other numbers."""
        same, general = asked.tokens.whole.tolist()
        alike = self._units(same ^ int(WHOLE))[-_ALIKE:]
        others = self._units(general ^ int(GENERAL))[: 4 * self.options.limit]
        keys = self._keys(np.concatenate([alike, others]))
        some = set(keys)
        least = 100 if self.options.only_exact else self.options.threshold
        if not self.options.only_exact:
            keys |= self._keys_of(self._candidates.shortlist(asked.key, asked.tokens, least / 100))
        best = process.extract(asked.key, keys, scorer=fuzz.ratio, score_cutoff=least, limit=4 * self.options.limit)
        ratios = {variant: ratio for _, ratio, variant in best}
        ratios |= {variant: fuzz.ratio(asked.key, keys[variant]) for variant in some}
        return [(variant, keys[variant], ratio) for variant, ratio in ratios.items()]

    def _units(self, term: int) -> Ids:
        return np.concatenate([np.zeros(0, np.int32), *(self._index.units(term, one) for one in self._source)])

    def _keys(self, units: Ids) -> dict[int, str]:
        """The match keys of units in the source language, by the ids of their variants."""
        rows = self.memory.connection.execute(
            "SELECT variant.id, language, variant.key FROM json_each(?) AS wanted JOIN variant"
            f" ON variant.id BETWEEN wanted.value * {VARIANTS} AND wanted.value * {VARIANTS} + {VARIANTS - 1}",
            (json.dumps(units.tolist()),),
        )
        return {variant: key for variant, language, key in rows if language in self._source}

    def _keys_of(self, variants: npt.NDArray[np.int64]) -> dict[int, str]:
        """The match keys of variants, by their ids."""
        query = "SELECT id, key FROM variant WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self.memory.connection.execute(query, (json.dumps(variants.tolist()),)))

    def _by_meaning(self, semantic: Semantic, asked: Asked) -> Iterator[Match]:
        near = dict(semantic.nearest(asked.query.text, 2 * self.options.limit))
        for variant, key in self._keys(np.array(list(near), np.int32)).items():
            cosine = near[variant // VARIANTS]
            if cosine >= self.options.least:
                for match in self._read(asked, variant, key, fuzz.ratio(asked.key, key)):
                    yield replace(match, kind=Kind.SEMANTIC, similarity=cosine)

    def _read(self, asked: Asked, variant: int, key: str, ratio: float) -> Iterator[Match]:
        """The matches that the unit of a variant of the source language gives, one for each target."""
        found = self.memory.find(variant // VARIANTS)
        source = found.variants[variant]
        for number, target in found.variants.items():
            if found.languages[number] in self._target and number != variant:
                match = Match(
                    variant // VARIANTS,
                    Kind.FUZZY,
                    min(int(ratio), 99),
                    0,
                    source,
                    target,
                    target.text,
                    document=found.document,
                    files=found.files,
                    created=found.unit.created,
                    changed=found.unit.changed,
                    author=found.author,
                    score=found.score,
                )
                match = graded(match, found.unit, asked, key)
                penalty = self.options.penalties.of(match)
                yield replace(match, percent=max(match.percent - penalty, 0), penalty=penalty)


def _best(matches: Iterable[Match], options: Options) -> list[Match]:
    """The best match of each pair of texts: by percentage, then by how it was found, by score, by age."""
    order = list(Kind)
    ranked = sorted(
        matches,
        key=lambda match: (
            -match.percent if match.kind is not Kind.SEMANTIC else 0,
            order.index(match.kind),
            -(match.similarity or 0),
            -(match.score if match.score is not None else 1),
            -(match.changed or match.created or _EPOCH).timestamp(),
        ),
    )
    kept: dict[tuple[str, str], Match] = {}
    for match in ranked:
        if match.kind is Kind.SEMANTIC or match.percent >= options.threshold:
            kept.setdefault((match.source.text, match.suggestion), match)
    return list(kept.values())[: options.limit]
