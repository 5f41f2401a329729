"""What a project holds; that OmegaT takes it is in tests/clients/test_project.py."""

import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from aligner.errors import OutputError
from aligner.exporting import ExportOptions, export_project
from tests.aligner.exporting.conftest import Unit
from tmx import TranslationUnit, read_tmx


def sources(path: Path) -> list[str]:
    return [unit.source.text for unit in read_tmx(path)]


def memory(project: Path) -> set[str]:
    return {path.relative_to(project / "tm").as_posix() for path in (project / "tm").rglob("*.tmx")}


def test_units_are_where_their_score_and_kind_belong(unit: Unit, tmp_path: Path) -> None:
    units = [
        unit("جاء.", "He came.", score=0.95),
        unit("رأى.", "He saw.", score=0.85),
        unit("غلب.", "He won.", score=0.7),
        unit("عاد.", "He returned.", score=0.1),
        unit("نام.", "He slept."),  # people made it
        unit("جاء. رأى.", "He came and saw.", score=0.95),
        unit("قام. قعد.", "He stood. He sat.", score=0.95),
        unit("ذهب\u200f.", "He went.", score=0.95),
        TranslationUnit(unit("", "").variants[:1]),
    ]
    exported = export_project(tmp_path / "p", units, "ar", "en")
    tm = tmp_path / "p" / "tm"
    assert sources(tm / "auto" / "memory.sent.tmx") == ["جاء.", "نام.", "ذهب."]
    assert sources(tm / "penalty-10" / "memory.sent.tmx") == ["رأى."]
    assert sources(tm / "penalty-30" / "memory.sent.tmx") == ["غلب."]
    assert sources(tm / "penalty-50" / "memory.sent.tmx") == ["عاد."]
    assert sources(tm / "auto" / "memory.para.tmx") == ["جاء. رأى."]
    assert sources(tm / "auto" / "memory.block.tmx") == ["قام. قعد."]
    assert sources(tm / "auto" / "memory.marked.tmx") == ["ذهب\u200f."]
    assert len(memory(tmp_path / "p")) == 7
    assert (exported.read, exported.other, exported.filled) == (9, 1, 6)
    headers = {path.name: etree.parse(path).find("header") for path in (tm / "auto").iterdir()}
    assert {
        name: (header.get("segtype"), header.get("srclang")) for name, header in headers.items() if header is not None
    } == {
        "memory.sent.tmx": ("sentence", "ar"),
        "memory.para.tmx": ("paragraph", "ar"),
        "memory.block.tmx": ("block", "ar"),
        "memory.marked.tmx": ("sentence", "*all*"),
    }


def test_a_threshold_decides_what_is_filled_in(unit: Unit, tmp_path: Path) -> None:
    units = [unit("جاء.", "He came.", score=0.95), unit("رأى.", "He saw.", score=0.65)]
    export_project(tmp_path / "all", units, "ar", "en", ExportOptions(auto_from=0.5))
    export_project(tmp_path / "none", units, "ar", "en", ExportOptions(auto_from=1.1))
    assert memory(tmp_path / "all") == {"auto/memory.sent.tmx"}
    assert memory(tmp_path / "none") == {"memory.sent.tmx", "penalty-30/memory.sent.tmx"}


def test_a_project_has_all_that_omegat_looks_for(unit: Unit, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("جاء.\n", encoding="utf-8")
    options = ExportOptions(source_files=(tmp_path / "a.txt",))
    export_project(tmp_path / "p", [unit("جاء.", "He came.")], "ar-LY", "en", options)
    project = tmp_path / "p"
    for name in ("source", "target", "glossary", "dictionary", "tm"):
        assert (project / name).is_dir()
    assert (project / "source" / "a.txt").read_text(encoding="utf-8") == "جاء.\n"
    settings = etree.parse(project / "omegat.project")
    assert settings.findtext(".//source_lang") == "ar-LY"
    assert settings.findtext(".//source_tok") == "org.omegat.tokenizer.LuceneArabicTokenizer"
    assert settings.findtext(".//sentence_seg") == "true"
    assert etree.parse(project / "omegat" / "segmentation.srx").getroot().tag.endswith("}srx")
    conf = etree.parse(project / "omegat" / "segmentation.conf")
    patterns = [element.text for element in conf.iterfind(".//void[@property='pattern']/string")]
    assert patterns[0] == "(?i)ar([-_].*)?"
    assert patterns[-1] == ".*"
    assert etree.parse(project / "omegat" / "filters.xml").find(".//option").get("value") == "BREAKS"  # type: ignore[union-attr]


def test_a_project_that_is_there_keeps_all_but_the_memory(unit: Unit, tmp_path: Path) -> None:
    project = tmp_path / "p"
    first = export_project(project, [unit("جاء.", "He came.", score=0.3)], "ar", "en")
    (project / "omegat" / "project_save.tmx").write_text("work", encoding="utf-8")
    (project / "omegat" / "filters.xml").write_text("mine", encoding="utf-8")
    (project / "tm" / "theirs.sent.tmx").write_text("theirs", encoding="utf-8")
    second = export_project(project, [unit("رأى.", "He saw.")], "AR", "en")
    assert (first.updated, second.updated) == (False, True)
    assert memory(project) == {"auto/memory.sent.tmx", "theirs.sent.tmx"}
    assert (project / "omegat" / "project_save.tmx").read_text(encoding="utf-8") == "work"
    assert (project / "omegat" / "filters.xml").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_something_else_is_refused(unit: Unit, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match=r"full: this is no empty folder and no OmegaT project; name another"):
        export_project(tmp_path / "full", [], "ar", "en")
    export_project(tmp_path / "p", [unit("جاء.", "He came.")], "ar", "en")
    with pytest.raises(OutputError, match=r"p: this project is from ar to en, not from en to ar; name another"):
        export_project(tmp_path / "p", [], "en", "ar")
    (tmp_path / "p" / "omegat.project").write_text("<omegat", encoding="utf-8")
    with pytest.raises(OutputError, match=r"omegat\.project: cannot be read"):
        export_project(tmp_path / "p", [], "ar", "en")


def test_an_error_in_the_memory_leaves_no_half_of_a_project(unit: Unit, tmp_path: Path) -> None:
    def broken() -> Iterator[TranslationUnit]:
        yield unit("جاء.", "He came.")
        raise ValueError("line 7")

    with pytest.raises(ValueError, match="line 7"):
        export_project(tmp_path / "p", broken(), "ar", "en")
    assert memory(tmp_path / "p") == set()
    assert not (tmp_path / "p" / "omegat.project").exists()
    export_project(tmp_path / "p", [unit("جاء.", "He came.")], "ar", "en")


def test_units_are_not_held_in_memory(unit: Unit, tmp_path: Path) -> None:
    size, count = 20_000, 700
    units = (unit(f"جاء رقم {number}.", "Come.", remark=f"{number:{size}}") for number in range(count))
    tracemalloc.start()
    try:
        export_project(tmp_path / "p", units, "ar", "en")
        assert tracemalloc.get_traced_memory()[1] < 0.6 * size * count
    finally:
        tracemalloc.stop()


def test_joined_and_split_units_are_counted(document: Callable[..., list[TranslationUnit]], tmp_path: Path) -> None:
    units = document(("من؟", "Who?"), ("أنا.", "Me."))
    assert export_project(tmp_path / "a", units, "ar", "en").joined == 1
    assert export_project(tmp_path / "b", units, "ar", "en", ExportOptions(joined=False)).joined == 0
    assert sources(tmp_path / "a" / "tm" / "auto" / "memory.sent.tmx") == ["من؟", "أنا."]
    assert sources(tmp_path / "a" / "tm" / "auto" / "memory.block.tmx") == ["من؟ أنا."]
