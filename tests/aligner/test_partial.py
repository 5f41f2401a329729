"""Documents that lack a part: the rest is aligned as if nothing were missing."""

from pathlib import Path

import pytest

from aligner import align, load_encoder
from aligner.evaluation import read_set


@pytest.mark.parametrize("missing", ["first quarter", "second half"])
def test_a_missing_part_of_the_target_comes_out_unpaired(shared: Path, missing: str) -> None:
    document = read_set(shared / "data" / "dev" / "alignar" / "law").documents[0]
    count = len(document.target)
    kept = range(count // 4, count) if missing == "first quarter" else range(count // 2)
    found = align(document.source, [document.target[index] for index in kept], load_encoder())
    gold = {(source, tuple(index - kept.start for index in target)) for source, target in document.links}
    right = [bead for bead in found.pairs() if (tuple(bead.source), tuple(bead.target)) in gold]
    assert len(right) >= 0.95 * len(list(found.pairs()))
    unpaired = sum(len(bead.source) for bead in found if bead.is_null)
    assert unpaired >= 0.8 * len(document.source) * (1 - len(kept) / count)
    assert found.target_share > 0.95
    assert found.source_share < 0.85
