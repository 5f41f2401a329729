"""The glossaries of a project of OmegaT."""

from pathlib import Path

from aligner.exporting import ExportOptions, export_project
from tests.conftest import Loom
from tmx import TranslationUnit, Variant
from tmx.store import Memory, Source
from tmx.terms.concept import Concept, Glossary, Status, Term
from tmx.terms.formats import read_glossary
from tmx.terms.termbase import Termbase

QUAY = Concept("c1", (Term("quay", "en"), Term("رصيف", "ar"), Term("كي", "ar", Status.DEPRECATED)))
HARBOUR = Glossary("harbour", (QUAY,))
UNIT = TranslationUnit((Variant("en", "The quay is old."), Variant("ar", "الرصيف قديم.")))


def export(folder: Path, *glossaries: Glossary) -> dict[str, object]:
    return dict(export_project(folder, [UNIT], "en", "ar", ExportOptions(glossaries=glossaries)).glossaries)


def test_each_is_written_for_omegat_and_whole_beside_it(tmp_path: Path) -> None:
    written = export(tmp_path / "p", HARBOUR)
    assert list(written) == ["glossary/memory.harbour.txt", "terms/memory.harbour.tbx"]
    lines = (tmp_path / "p/glossary/memory.harbour.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["quay\tرصيف\tnot: كي"]
    assert read_glossary(tmp_path / "p/terms/memory.harbour.tbx").concepts == (QUAY,)


def test_names_are_safe_and_no_glossary_takes_the_place_of_another(tmp_path: Path) -> None:
    names = ("a/b", "a b", "../../x", "glossary", "مرسى", "??")
    written = export(tmp_path / "p", *(Glossary(name, (QUAY,)) for name in names))
    assert [Path(path).stem for path in written if path.endswith(".txt")] == [
        "memory.a-b",
        "memory.a-b-2",
        "memory.x",
        "memory.glossary",
        "memory.مرسى",
        "memory.terms",
    ]
    assert all((tmp_path / "p" / path).is_file() for path in written)


def test_one_without_a_pair_is_left_out(tmp_path: Path) -> None:
    french = Glossary("french", (Concept("c1", (Term("quay", "en"), Term("quai", "fr"))),))
    assert export(tmp_path / "p", french) == {}
    assert not list((tmp_path / "p/glossary").iterdir())


def test_what_an_export_before_has_left_goes_and_what_people_wrote_stays(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    export(folder, HARBOUR, Glossary("old", (QUAY,)))
    for name in ("glossary.txt", "memory.mine.txt"):
        (folder / "glossary" / name).write_text("pier\tلسان\n", encoding="utf-8")
    export(folder, HARBOUR)
    assert sorted(path.name for path in (folder / "glossary").iterdir()) == [
        "glossary.txt",
        "memory.harbour.txt",
        "memory.mine.txt",
    ]
    assert [path.name for path in (folder / "terms").iterdir()] == ["memory.harbour.tbx"]


def test_the_command_takes_the_glossaries_of_the_memory(loom: Loom, tmp_path: Path) -> None:
    with Memory.create(tmp_path / "memory.loom") as memory:
        memory.add([UNIT], Source("a.tmx"))
        Termbase(memory).add(HARBOUR)
    done = loom("tm", "export", tmp_path / "memory.loom", "--omegat-project", tmp_path / "p")
    assert done.code == 0, done.err
    assert f"loom: {tmp_path / 'p/glossary/memory.harbour.txt'}: a glossary" in done.err
    assert (tmp_path / "p/terms/memory.harbour.tbx").is_file()
