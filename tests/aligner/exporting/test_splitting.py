import pytest

import aligner
from aligner.encoder import Encoder
from aligner.exporting.pairs import Pair, pair_of
from aligner.exporting.splitting import Split, split_pairs
from tests.aligner.exporting.conftest import Unit
from tmx import TranslationUnit, Variant


@pytest.fixture(scope="module")
def embedded() -> Encoder:
    return aligner.load_encoder()


def split(embedded: Encoder | None, *pairs: Pair | None) -> list[Split]:
    return list(split_pairs([pair for pair in pairs if pair], embedded))


THREE = (
    "Admission to the museum is free for children. Adults pay two dinars at the entrance. The garden closes at eight.",
    "الدخول إلى المتحف مجاني للأطفال، ويدفع الكبار دينارين عند المدخل، وتغلق الحديقة أبوابها في الثامنة.",
)


def test_each_sentence_gets_its_part_of_the_target(unit: Unit, embedded: Encoder) -> None:
    made = unit(*reversed(THREE), score=0.95, bead="1-3", source_file="a", source_segments="4", target_segments="1 2 3")
    (found,) = split(embedded, pair_of(made, ("en", "ar"), 1.0))
    assert [part.source for part in found.parts] == [part.strip() + "." for part in THREE[0].split(".")[:-1]]
    assert [part.target.split()[0] for part in found.parts] == ["الدخول", "ويدفع", "وتغلق"]
    assert " ".join(part.target for part in found.parts) == THREE[1]
    assert [part.segments for part in found.parts] == [(1,), (2,), (3,)]
    assert all(part.score <= 0.95 for part in found.parts)
    assert found.parts[1].before == found.parts[0].source
    assert not found.is_one_by_one


def test_as_many_sentences_are_cut_where_they_translate_each_other(unit: Unit, embedded: Encoder) -> None:
    source = "يفتح المتحف أبوابه في التاسعة صباحًا. الدخول مجاني للأطفال."
    target = "The museum opens at nine in the morning. Admission is free for children."
    (found,) = split(embedded, pair_of(unit(source, target), ("ar", "en"), 1.0))
    assert [part.target for part in found.parts] == [
        "The museum opens at nine in the morning.",
        "Admission is free for children.",
    ]
    assert found.is_one_by_one


def test_without_an_encoder_nothing_is_taken_apart(unit: Unit) -> None:
    (found,) = split(None, pair_of(unit("جاء. رأى.", "He came. He saw."), ("ar", "en"), 1.0))
    assert found.parts == ()


def test_what_cannot_be_taken_apart_stays(unit: Unit, embedded: Encoder) -> None:
    made = unit("جاء. رأى.", "He came. He saw.")
    coded = TranslationUnit((Variant("ar", "جاء. رأى.", markup="<ph>x</ph>جاء. رأى."), made.target))
    one = unit("جاء ورأى.", "He came. He saw.")
    pairs = [pair_of(each, ("ar", "en"), 1.0) for each in (coded, one, coded)]
    assert [found.pair for found in split(embedded, *pairs)] == pairs
    assert all(not found.parts for found in split(embedded, *pairs))
