"""What speaks for a bead."""

import numpy as np
import pytest

from aligner.alignment import Bead
from aligner.encoder import FloatArray
from aligner.scoring.blocks import Blocks, Pair, in_batches
from aligner.scoring.evidence import Evidence, Facts, shape_name
from aligner.scoring.marks import (
    UNFINISHED,
    begin_with_sign,
    classify_ends,
    count_numbers,
    count_signs,
    end_with_quotation,
)
from aligner.scoring.profile import profile, with_chances
from aligner.scoring.weights import Weights, load_weights
from aligner.searching.anchors import Anchors
from aligner.searching.confidence import WORDS, Calibration, Company, probabilities
from aligner.searching.lattice import Nulls, bead_types
from tests.aligner.conftest import KnownWordsEncoder, PlainEncoder

SOURCE = ["a b c d e f", "g h i j", "k l m n o p?", "In 2024 there were 17."]
TARGET = ["a b c", "d e f", "g h i j", "k l m n o p؟", "٢٠٢٤ q r ١٧"]


WHOLE = (range(len(SOURCE)), range(len(TARGET)))


def evidence(encoder: PlainEncoder, *pairs: Pair) -> Evidence:
    sides = with_chances(profile(SOURCE, encoder), profile(TARGET, encoder))
    facts = Facts(0.0, 0.0, Weights({"coverage": 2.0, "1-2": 0.5}, Nulls(-1, -1)))
    return Evidence.of(*sides, Blocks(pairs or (WHOLE,)), 8, facts)


def of_whole(beads: Evidence, size: int, run: int) -> dict[str, FloatArray]:
    """Features of the first block."""
    shape = beads.table(size, run).shape
    return {name: np.broadcast_to(value, shape)[0] for name, value in beads.features(size, run)}


def test_numbers_count_in_the_digits_of_any_script() -> None:
    counts = count_numbers(["2024 and 17", "٢٠٢٤ ثم ١٧", "१७ 2024", "none"])
    assert (counts[0] == counts[1]).all()
    assert (counts[0] == counts[2]).all()
    assert counts.sum(axis=1).tolist() == [2, 2, 2, 0]


def test_signs_are_the_same_in_every_script() -> None:
    texts = ["Who?! “He” . . . waits;", "من؟! «هو»… ينتظر؛", "谁？！「他」……等；"]
    counts = count_signs(texts)
    assert counts[0].tolist() == counts[1].tolist() == [1, 1, 2, 1, 1, 1]
    assert counts[2].tolist() == [1, 1, 2, 2, 1, 1]
    ends = classify_ends(["Who?", "من؟»", "谁？」", "So.", "然后。", "no end", ""])
    assert ends[0] == ends[1] == ends[2] != ends[3] == ends[4]
    assert ends[5] == ends[6] == 0
    assert begin_with_sign(["“Yes”", "— no", "a", ""]).tolist() == [1, 1, 0, 0]


@pytest.mark.parametrize(
    ("text", "begun", "is_closed"),
    [
        ('"Come," she said, "and stay."', 2, 1),
        ("'It's the sailors' boat,' he said.", 1, 0),
        ("‘It’s late’", 1, 1),
        ("she said: “it rained”", 1, 1),
        ("»So«, sagte er.", 1, 0),
        ("قالت: «سنأتي» ثم «نبقى»", 2, 1),
        ("他说“你好”，我说『好』", 2, 1),
        ("no quotation, 5' long, the ships' masts", 0, 0),
        ("the end of one”", 0, 1),
        ("", 0, 0),
    ],
)
def test_quotations_begin_and_end(text: str, begun: int, is_closed: int) -> None:
    assert count_signs([text])[0, 5] == begun
    assert end_with_quotation([text])[0] == is_closed


def test_sentences_that_go_on_end_in_few_ways() -> None:
    texts = ["They said:", "他说：", "they waited…", "等……", "it rained;", "no sign"]
    kinds = [UNFINISHED[name] for name in ("colon", "colon", "ellipsis", "ellipsis", "comma", "no sign")]
    assert classify_ends(texts)[[0, 1, 2, 3, 5]].tolist() == [*kinds[:4], 0]
    assert classify_ends(["it rained,", "下雨，", "it rained;"]).tolist() == [6, 6, 6]
    assert len(set(UNFINISHED.values())) == len(UNFINISHED)


def test_a_quotation_may_begin_at_the_end_of_the_segment_before() -> None:
    ends = classify_ends(["She laughed. '", 'He said: " ', "She came. “", "“So it is.”", "the ships'", "'", ""])
    assert (ends == UNFINISHED["opening"]).tolist() == [True, True, True, False, False, False, False]


def test_every_feature_fits_its_table() -> None:
    for encoder in (KnownWordsEncoder(), PlainEncoder()):
        beads = evidence(encoder)
        for size, run in bead_types(4):
            shape = beads.table(size, run).shape
            assert shape == (1, len(SOURCE) - size + 1, len(TARGET) - run + 1)
            for name, value in beads.features(size, run):
                assert np.broadcast_shapes(np.shape(value), shape) == shape, name
                assert np.isfinite(value).all(), name


def test_features_say_what_they_are_called() -> None:
    beads = evidence(KnownWordsEncoder())
    one, two = (of_whole(beads, 1, run) for run in (1, 2))
    assert two["coverage"][0, 0] > 0.9 > one["coverage"][0, 0]
    assert two["weakest segment"][0, 0] > 0.9
    assert two["weakest segment"][1, 1] < 0.1  # "d e f" with "g h i j": the bead can do without
    assert two["missed segment"][1, 1] > 0
    assert one["cosine"][1, 2] > 0.9
    assert one["same end"][2, 3] == 1
    assert one["same end"][2, 2] == 0
    assert one["numbers missed"][3, 4] == 0
    assert one["numbers missed"][3, 0] == 2
    assert one["question marks"][2, 0] == 1
    assert one["both close"].max() == one["both begin"].max() == one["close unlike"].max() == one["openings"].max() == 0
    assert "weakest segment" not in one
    assert "coverage" not in dict(evidence(PlainEncoder()).features(1, 1))


@pytest.mark.parametrize("encoder", [KnownWordsEncoder(), PlainEncoder()])
def test_blocks_are_the_same_together_as_alone(encoder: PlainEncoder) -> None:
    pairs = (range(1), range(2)), (range(1, 4), range(2, 5)), (range(2, 4), range(4, 5)), WHOLE
    together = evidence(encoder, *pairs)
    for block, (rows, columns) in enumerate(pairs):
        alone = evidence(encoder, (rows, columns))
        for size, run in bead_types(4):
            if size <= len(rows) and run <= len(columns):
                inside = together.table(size, run)[block, : len(rows) - size + 1, : len(columns) - run + 1]
                assert inside == pytest.approx(alone.table(size, run)[0], abs=1e-5)


def test_the_cosine_of_a_bead_is_that_of_the_sums_of_its_vectors() -> None:
    encoder = PlainEncoder()
    vectors = [profile(texts, encoder).vectors for texts in (SOURCE, TARGET)]
    for size, run in bead_types(4):
        found = of_whole(evidence(encoder), size, run)["cosine"]
        for row, column in np.ndindex(found.shape):
            own, other = vectors[0][row : row + size].sum(axis=0), vectors[1][column : column + run].sum(axis=0)
            expected = own @ other / (np.linalg.norm(own) * np.linalg.norm(other))
            assert found[row, column] == pytest.approx(expected, abs=1e-5)


def test_batches_hold_every_block_once_and_none_too_many() -> None:
    lengths = [(1, 1), (2, 3), (40, 41), (1, 1), (600, 3), (2, 3), (7, 7), (5, 8)] * 90
    pairs = [(range(9, 9 + rows), range(columns)) for rows, columns in lengths]
    batches = list(in_batches(pairs))
    assert sorted(number for batch in batches for number in batch) == list(range(len(pairs)))
    for batch in batches:
        blocks = Blocks(tuple(pairs[number] for number in batch))
        rows, columns = (blocks.places(side).shape[1] for side in (0, 1))
        assert len(batch) == 1 or len(batch) * rows * columns <= 16_000
        assert [(place >= 0).sum() for place in blocks.places(0)] == blocks.sizes(0).tolist()


def test_order_tells_words_that_meet_in_place() -> None:
    encoder = KnownWordsEncoder()
    source = ["a b c d e f g h", "p q r s", "t u v w"]
    for target, right, wrong in (
        (["e f g h a b c d"], 0.0, 1.0),  # the halves of the first segment in each other's place
        (["a b c d e f g h"], 1.0, 0.0),
    ):
        sides = profile(source, encoder), profile(target, encoder)
        blocks = Blocks(((range(3), range(1)),))
        beads = Evidence.of(*sides, blocks, 8, Facts(0.0, 0.0, Weights({}, Nulls(-1, -1))))
        found = of_whole(beads, 1, 1)
        assert found["halves in order"][0, 0] == pytest.approx(right, abs=0.3)
        assert found["halves crossed"][0, 0] == pytest.approx(wrong, abs=0.3)
        assert found["narrow edges"][0, 0] > 0.9 or not right
        assert found["coverage"][0, 0] > 0.9
        assert found["halves in order"][1, 0] < 0.3
    sides = profile(source, encoder), profile(["p q r s t u v w"], encoder)
    beads = Evidence.of(*sides, Blocks(((range(3), range(1)),)), 8, Facts(0.0, 0.0, Weights({}, Nulls(-1, -1))))
    both, one = of_whole(beads, 2, 1), of_whole(beads, 1, 1)
    assert both["weaker half"][1, 0] > 0.9  # a segment for each half of the other
    assert both["narrow edges, weaker"][1, 0] > 0.9
    assert one["narrow edges, weaker"][1, 0] < 0.6  # "t u v w" at the end finds nothing in "p q r s"


def test_a_score_is_the_weighted_sum() -> None:
    beads = evidence(KnownWordsEncoder())
    features = dict(beads.features(2, 1))
    assert beads.table(2, 1) == pytest.approx(0.5 + 2 * np.asarray(features["coverage"]), abs=1e-5)


def test_shapes_are_the_same_in_both_directions() -> None:
    names = {kind: shape_name(*kind) for kind in bead_types(8)}
    assert all(names[kind] == names[kind[::-1]] for kind in names)
    assert names[1, 8] == "1-6"
    assert names[3, 3] == "many-many"


@pytest.mark.parametrize("kind", ["words", "pooled"])
def test_fitted_weights_prefer_what_translates(kind: str) -> None:
    weights = load_weights(kind)
    assert weights.features["cosine"] > 0 > weights.features["length"]
    assert weights.nulls.open < weights.nulls.extend
    assert ("coverage" in weights.features) is (kind == "words")


def test_company_tells_translations_from_chance() -> None:
    rows = np.arange(0, 40, 2)
    anchors = Anchors(rows, rows, np.ones(20, np.float32), np.full(20, 4))
    lonely = Anchors(rows[:0], rows[:0], np.ones(0, np.float32), rows[:0])
    beads = [Bead(range(row, row + 1), range(row, row + 1), 0.9, evidence=3.0) for row in range(40)]
    beads.append(Bead(range(40, 41), range(40, 40), 0.0))
    fit = Calibration(
        evidence=0.5, company=1.8, posterior=0.0, offset=-5.6, slope=1.0, shift=0.0, own=1.0, own_offset=0.0
    )
    assert probabilities(beads, Company.of(anchors, (41, 40)), fit)[:40].min() > 0.95
    assert probabilities(beads, Company.of(lonely, (41, 40)), fit).max() < 0.1
    assert probabilities(beads, Company.of(anchors, (41, 40)), fit)[40] == 0
    assert 0.2 < probabilities(beads[:1], Company.of(lonely, (1, 1)), WORDS)[0] < 0.95
    assert len(probabilities([], Company.of(lonely, (0, 0)), fit)) == 0
