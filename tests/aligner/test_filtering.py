import pytest

from aligner import Alignment, Bead
from aligner.alignment import Extent, Unit
from aligner.filtering import conditions, filter_alignment
from corpus import Bitext, Document, Segment, Side
from tmx.errors import UnknownFilter

PAIRS = [
    ("Open", "مفتوح"),
    ("The reading room closes at 9 on Thursdays.", "تغلق قاعة القراءة في الساعة 9 أيام الخميس."),
    ("It holds 12 chairs.", "فيها 15 كرسيا."),
]


def side(language: str, texts: list[str]) -> Side:
    text, segments = "\n".join(texts), []
    start = 0
    for number, one in enumerate(texts):
        segments.append(Segment(start, start + len(one), number))
        start += len(one) + 1
    return Side(Document(f"{language}.txt", text), language, tuple(segments))


BITEXT = Bitext(side("en", [pair[0] for pair in PAIRS]), side("ar", [pair[1] for pair in PAIRS]))
ALIGNMENT = Alignment(tuple(Bead(range(n, n + 1), range(n, n + 1), 0.9) for n in range(3)), 1.0, 1.0)


@pytest.mark.parametrize(
    ("filters", "kept", "stopped"),
    [
        ([], [0, 1, 2], {}),
        (["min-words=3"], [1, 2], {"min-words 3": 1}),
        (["check=numbers"], [0, 1], {"check numbers": 1}),
        (["min-words=2", "check=numbers"], [1], {"min-words 2": 1, "check numbers": 1}),
        (["one-to-one"], [0, 1, 2], {"one-to-one": 0}),
        (["min-score=0.95"], [], {"min-score 0.95": 3}),
    ],
)
def test_beads_that_fail_a_filter_become_null(filters: list[str], kept: list[int], stopped: dict[str, int]) -> None:
    left, counts = filter_alignment(BITEXT, ALIGNMENT, conditions(filters))
    assert [bead.source.start for bead in left.pairs()] == kept
    assert dict(counts) == stopped
    assert sorted(index for bead in left for index in bead.source) == [0, 1, 2]
    assert sorted(index for bead in left for index in bead.target) == [0, 1, 2]


def test_a_bead_of_which_a_part_fails_is_kept_whole() -> None:
    parts = tuple(Unit(Extent(range(n, n + 1)), Extent(range(n, n + 1)), 0.9, "2-2") for n in range(2))
    alignment = Alignment((Bead(range(2), range(2), 0.9, parts=parts), ALIGNMENT.beads[2]), 1.0, 1.0)
    left, counts = filter_alignment(BITEXT, alignment, conditions(["min-words=2"]))
    assert [bead.parts for bead in left] == [(), ()]
    assert len(list(left.pairs())) == 2
    assert dict(counts) == {"min-words 2": 0}


def test_a_wrong_name_lists_what_there_is() -> None:
    with pytest.raises(UnknownFilter, match=r"choose from .*check=NAME"):
        conditions(["chek=numbers"])
