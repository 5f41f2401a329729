"""The contract of glossaries: OmegaT and translate-toolkit find the terms in them.

OmegaT has no glossary without its window; a script that its console mode runs asks the classes
behind it: its readers, and the search that fills the pane, segment by segment.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from aligner.exporting import ExportOptions, export_project
from tmx import TranslationUnit, Variant
from tmx.terms.concept import Concept, Glossary, Status, Term, TermType
from tmx.terms.formats import TermForm, write_glossary
from tmx.unit import Property

JAR = Path("/usr/share/omegat/OmegaT.jar")
SCRIPT = r"""
import org.omegat.gui.glossary.*
if (eventType.toString() != "LOAD") return
def line(Object... cells) { println "TERM\t" + cells*.toString()*.replaceAll(/\s*\n\s*/, " | ").join("\t") }
def held = sun.misc.Unsafe.getDeclaredField("theUnsafe")
held.accessible = true
def pane = held.get(null).allocateInstance(GlossaryTextArea)
def manager = new GlossaryManager(pane)
manager.@priorityGlossary = new File(project.projectProperties.writeableGlossary)
new File(project.projectProperties.glossaryRoot).listFiles().sort().each { file ->
    def entries = manager.loadGlossaryFile(file)
    manager.@glossaries.put(file.name, entries)
    entries.each { line("read", file.name, it.srcText, it.locText, it.commentText) }
}
project.allEntries.each { entry ->
    pane.@currentlyProcessedEntry = entry
    new FindGlossaryThread(pane, entry, manager).search().each {
        it.getLocTerms(false).each { target -> line("found", entry.srcText, it.srcText, target, "") }
    }
}
"""
HARBOUR = Glossary(
    "Harbour & law",
    (
        Concept(
            "c1",
            (
                Term(
                    "political prisoner", "en", Status.PREFERRED, TermType.FULL, "noun", "They were freed.", ("a note",)
                ),
                Term("prisoner of conscience", "en-GB"),
                Term("سجين سياسي", "ar", Status.PREFERRED),
                Term("معتقل سياسي", "ar", Status.ADMITTED, part_of_speech="اسم"),
                Term("مسجون سياسي", "ar", Status.DEPRECATED),
            ),
            "Held for <what> they think.",
            "law",
            "handbook",
            ("ملاحظة",),
            (Property("x-count", "12"), Property("transactionType", "origination", (("date", "2024-01-01"),))),
        ),
        Concept("7 بحر", (Term("quay", "en"), Term("رصيف", "ar-LY"))),
    ),
)


@dataclass(frozen=True)
class Seen:
    """What OmegaT read of a glossary (source, target, comment), and found in a segment (segment, source, target)."""

    read: tuple[tuple[str, str, str], ...]
    found: tuple[tuple[str, str, str], ...]


@pytest.fixture
def omegat(tmp_path: Path) -> Callable[[Path], Seen]:
    """What OmegaT makes of the glossaries of a project."""
    if not JAR.exists() or not shutil.which("java"):
        pytest.skip("no OmegaT here (Debian package omegat)")

    def run(project: Path) -> Seen:
        home, script = tmp_path / "home", tmp_path / "ask.groovy"
        home.mkdir()
        script.write_text(SCRIPT, encoding="utf-8")
        options = ["-Xmx512m", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Duser.language=en"]
        places = [f"-Duser.home={home}", "-Djava.library.path=/usr/lib/jni", "-jar", str(JAR), str(project)]
        mode = ["--mode=console-translate", f"--config-dir={home / 'config'}", f"--script={script}"]
        done = subprocess.run(["java", *options, *places, *mode], capture_output=True, text=True, check=True)
        assert "Exception" not in done.stdout + done.stderr, done.stdout
        rows = [line.split("\t")[1:] for line in done.stdout.splitlines() if line.startswith("TERM\t")]
        return Seen(
            tuple((row[2], row[3], row[4]) for row in rows if row[0] == "read"),
            tuple((row[1], row[2], row[3]) for row in rows if row[0] == "found"),
        )

    return run


def project(tmp_path: Path, text: str, *glossaries: Glossary) -> Path:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    unit = TranslationUnit((Variant("en", "Something else."), Variant("ar", "شيء آخر.")))
    options = ExportOptions(source_files=(tmp_path / "a.txt",), glossaries=glossaries)
    export_project(tmp_path / "p", [unit], "en", "ar", options)
    return tmp_path / "p"


def test_omegat_shows_the_terms_of_an_exported_project_in_any_inflection(
    tmp_path: Path, omegat: Callable[[Path], Seen]
) -> None:
    folder = project(tmp_path, "All political prisoners left the quays.\nNothing here.\n", HARBOUR)
    seen = omegat(folder)
    first = "All political prisoners left the quays."
    assert set(seen.found) == {
        (first, "political prisoner", "سجين سياسي"),
        (first, "political prisoner", "معتقل سياسي"),
        (first, "quay", "رصيف"),
    }
    comments = {(source, target): comment for source, target, comment in seen.read}
    assert len(seen.read) == len(comments) == 5
    assert comments["quay", "رصيف"] == ""
    assert comments["political prisoner", "معتقل سياسي"] == (
        "admitted; اسم; [law]; Held for <what> they think.; ملاحظة; a note; not: مسجون سياسي; "
        "context: They were freed.; source: handbook"
    )


def test_omegat_reads_tbx(tmp_path: Path, omegat: Callable[[Path], Seen]) -> None:
    folder = project(tmp_path, "Every political prisoner.\n")
    with (folder / "glossary" / "harbour.tbx").open("wb") as out:
        write_glossary(out, TermForm.TBX, HARBOUR)
    seen = omegat(folder)
    assert {(source, target) for source, target, _ in seen.read} == {
        *(
            (source, target)
            for source in ("political prisoner", "prisoner of conscience")
            for target in ("سجين سياسي", "معتقل سياسي", "مسجون سياسي")
        ),
        ("quay", "رصيف"),
    }
    comment = next(comment for source, _, comment in seen.read if source == "political prisoner")
    for said in ("subjectField: law", "definition: Held for <what> they think.", "ملاحظة", "a note"):
        assert said in comment.split(" | ")
    assert "12" not in comment  # what is between us and ourselves is not shown
    assert ("Every political prisoner.", "political prisoner", "سجين سياسي") in seen.found


def test_translate_toolkit_loads_tbx(tmp_path: Path, shared: Path) -> None:
    path = tmp_path / "a.tbx"
    with path.open("wb") as out:
        assert not write_glossary(out, TermForm.TBX, HARBOUR)
    command = [sys.executable, str(shared / "clients" / "tt_tbx.py"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r"units= 2 \[\('political prisoner', 'سجين سياسي'\), \('quay', 'رصيف'\)\]", done.stdout)
