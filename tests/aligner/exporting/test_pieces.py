import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment import Extent
from aligner.exporting.pieces import Pieces
from tmx import Variant


def pieces(text: str, language: str = "ar") -> Pieces:
    return Pieces.of(Variant(language, text))


@pytest.mark.parametrize(
    ("marked", "sentences", "asked"),
    [
        ("هل نقاوم؟ ‖نعم نقاوم. ‖سننتصر!", [(0, 1), (1, 2), (2, 3)], [(0, 2)]),
        ("قال: «جاء علي. ‖ذهب زيد» ثم سكت. ‖عاد.", [(0, 2), (2, 3)], [(0, 1), (1, 2)]),
        ("وصل د. محمد. ‖عاد.", [(0, 1), (1, 2)], []),  # no cut after an abbreviation
    ],
)
def test_a_text_is_cut_where_we_or_omegat_cut(
    marked: str, sentences: list[tuple[int, int]], asked: list[tuple[int, int]]
) -> None:
    found = pieces(marked.replace("‖", ""))
    assert found.texts() == [part.strip() for part in marked.split("‖")]
    assert [(run.start, run.stop) for run in found.sentences] == sentences
    assert [(run.start, run.stop) for run in found.asked] == [*sentences, *asked]


def test_an_extent_is_read_from_the_text_itself() -> None:
    found = pieces("من؟  أنا هنا.")
    assert found.slice(Extent(range(2))) == "من؟  أنا هنا."
    assert found.slice(Extent(range(1, 2), 4)) == "هنا."
    assert found.slice(Extent(range(2), 0, 3)) == "من؟  أنا"


@given(st.text(alphabet=st.sampled_from('ابab .؟!?…«»"\n'), max_size=60))
def test_pieces_hold_all_that_is_not_white_space(text: str) -> None:
    found = pieces(text)
    assert "".join("".join(found.texts()).split()) == "".join(text.split())
    assert all(piece == piece.strip() and piece for piece in found.texts())
    assert all(run.stop <= len(found.spans) for run in found.asked)
