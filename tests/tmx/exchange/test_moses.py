import io
from pathlib import Path

import pytest

from tmx import TranslationUnit, UnreadableMemory, Variant
from tmx.exchange import Languages, read_moses, write_moses

EN_AR = Languages("en", "ar")


def test_what_is_written_is_read(tmp_path: Path, memory: list[TranslationUnit]) -> None:
    units = [*memory, TranslationUnit((Variant("en", "two\r\nlines\tand a tab"), Variant("ar", "سطران\u2028هنا")))]
    with (tmp_path / "m.en").open("wb") as source, (tmp_path / "m.ar").open("wb") as target:
        counts = write_moses(source, target, EN_AR, [*units, TranslationUnit((Variant("en", "alone"),))])
    assert (counts.units, counts.flattened, counts.unpaired) == (len(units), 2, 1)
    back = list(read_moses(tmp_path / "m.en", tmp_path / "m.ar", EN_AR))
    assert [unit.target.text for unit in back] == [*(unit.target.text for unit in memory), "سطران هنا"]
    assert back[-1].source.text == "two lines and a tab"
    assert back[0] == TranslationUnit((Variant("en", "The harbour is open."), Variant("ar", "الميناء مفتوح.")))


def test_lines_without_text_on_a_side_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "m.en").write_text("one\n\nthree\n", encoding="utf-8")
    (tmp_path / "m.ar").write_text("واحد\nاثنان\n \n", encoding="utf-8")
    assert [unit.source.text for unit in read_moses(tmp_path / "m.en", tmp_path / "m.ar", EN_AR)] == ["one"]


@pytest.mark.parametrize(("ours", "theirs", "shorter"), [("a\nb\n", "أ\n", "m.ar"), ("a\n", "أ\nب\n", "m.en")])
def test_files_of_different_length_are_no_bitext(tmp_path: Path, ours: str, theirs: str, shorter: str) -> None:
    (tmp_path / "m.en").write_text(ours, encoding="utf-8")
    (tmp_path / "m.ar").write_text(theirs, encoding="utf-8")
    with pytest.raises(UnreadableMemory, match=f"{shorter}: ends before line 2"):
        list(read_moses(tmp_path / "m.en", tmp_path / "m.ar", EN_AR))


def test_streams_stay_open() -> None:
    source, target = io.BytesIO(), io.BytesIO()
    write_moses(source, target, EN_AR, [TranslationUnit((Variant("ar", "واحد"), Variant("en", "one")))])
    assert (source.getvalue(), target.getvalue().decode()) == (b"one\n", "واحد\n")
