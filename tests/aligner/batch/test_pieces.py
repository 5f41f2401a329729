"""Units as bytes are the units that a reader reads."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.batch.merging import Merged, header, write_memory
from aligner.batch.pieces import key_of, pieces
from aligner.units import now
from tmx import Header, Property, TmxReader, TranslationUnit, UnreadableMemory, Variant, read_tmx, write_tmx
from tmx.streams.identity import pair_digest

texts = st.text(st.sampled_from('aب &<>"\n\t\u200f]'), min_size=1, max_size=12).map(lambda text: f"x{text}x")
tags = st.sampled_from(["en", "ar", "ar-LY"])
properties = st.lists(st.builds(Property, st.sampled_from(["file", "prev", "x-score"]), texts), max_size=2).map(tuple)
variants = st.builds(Variant, tags, texts, properties)
units = st.lists(st.builds(TranslationUnit, st.tuples(variants, variants), properties), min_size=1, max_size=6)


def memory(path: Path, units: list[TranslationUnit]) -> Path:
    with path.open("wb") as out:
        write_tmx(out, Header("en", "test", "1"), units)
    return path


@given(units)
def test_a_piece_is_a_unit_and_pieces_are_alike_where_units_are(
    tmp_path_factory: pytest.TempPathFactory, units: list[TranslationUnit]
) -> None:
    path = memory(tmp_path_factory.getbasetemp() / "pieces.tmx", units)
    cut, read = list(pieces(path)), list(read_tmx(path))
    assert len(cut) == len(read) == len(units)
    assert path.read_bytes().endswith(b"<body>\n" + b"".join(cut) + b"</body>\n</tmx>\n")
    keys, digests = [key_of(piece) for piece in cut], [pair_digest(unit, "en") for unit in read]
    for one in range(len(units)):
        for other in range(one):
            assert (keys[one] == keys[other]) == (digests[one] == digests[other])


def _tuv(language: str, text: str) -> str:
    return f"<tuv xml:lang='{language}'><seg>{text.replace('&', '&#38;')}</seg></tuv>"


def test_a_file_that_was_saved_by_another_program_is_taken_as_well(tmp_path: Path) -> None:
    pairs = (("The doors & windows.", "الأبواب والنوافذ."), ("Closed.", "مغلق."))
    made = [TranslationUnit((Variant("en", one), Variant("ar", other))) for one, other in pairs]
    first = memory(tmp_path / "first.tmx", made)
    second = tmp_path / "second.tmx"
    turned = (f"<tu>{_tuv('ar', b)}{_tuv('en', a)}</tu>" for a, b in (*pairs, ("New.", "جديد.")))
    second.write_text(
        f"<tmx version='1.4'><header srclang='en'/><body>{''.join(turned)}</body></tmx>", encoding="utf-16"
    )
    out = tmp_path / "out.tmx"
    merged = write_memory(out, header(["en"], "x", now()), [first, second, first], lambda done, total: None)
    assert merged == Merged(3, 4)
    assert [unit.variants[0].text for unit in read_tmx(out)] == ["The doors & windows.", "Closed.", "جديد."]


def test_a_file_that_somebody_broke_is_named(tmp_path: Path) -> None:
    path = memory(tmp_path / "x.tmx", [TranslationUnit((Variant("en", "One & two."), Variant("ar", "واحد واثنان.")))])
    path.write_bytes(path.read_bytes().replace(b"&amp;", b"&"))
    with pytest.raises(UnreadableMemory, match=r"x\.tmx"):
        list(pieces(path))
    with pytest.raises(UnreadableMemory), TmxReader(BytesIO(path.read_bytes())) as reader:
        list(reader)
