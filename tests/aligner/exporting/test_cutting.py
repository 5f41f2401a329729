import pytest

from aligner.exporting.cutting import Kind, kind_of, plain_sentences
from aligner.exporting.pairs import pair_of
from tests.aligner.exporting.conftest import Unit


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("ar", "هل نقاوم؟ نعم نقاوم. ‖سننتصر!"),
        ("ar", "ذهب… ثم عاد. ‖قال د. ‖محمد: «نعم.» ثم سكت."),
        ("fr", "Il part... mais non. ‖Il reste... ‖Oui."),
        ("zh", "你呢？‖我来。"),
        ("en", "He said “no.” Then he left."),
    ],
)
def test_plain_rules_know_three_signs(language: str, marked: str) -> None:
    assert plain_sentences(marked.replace("‖", ""), language) == [part.strip() for part in marked.split("‖")]


@pytest.mark.parametrize(
    ("source", "target", "can_be_cut", "kind"),
    [
        ("جاء.", "He came. He saw.", False, Kind.SENTENCE),
        ("عنوان", "A heading", False, Kind.SENTENCE),
        ("جاء. رأى.", "He came and saw.", False, Kind.PARAGRAPH),
        ("جاء. رأى.", "He came. He saw.", False, Kind.BLOCK),
        ("جاء. رأى.", "He came. He saw.", True, Kind.PARAGRAPH),
        # Three and two by our rules, two and two by OmegaT's, at places that do not correspond.
        ("من؟ أنا. جاء.", "Who? Me, who came.", False, Kind.BLOCK),
        ("من؟ أنا. جاء.", "Who? Me. He came.", True, Kind.PARAGRAPH),
    ],
)
def test_a_unit_goes_where_no_client_cuts_it_wrongly(
    unit: Unit, source: str, target: str, can_be_cut: bool, kind: Kind
) -> None:
    pair = pair_of(unit(source, target), ("ar", "en"), 1.0)
    assert pair is not None
    assert kind_of(pair, can_be_cut=can_be_cut) is kind
