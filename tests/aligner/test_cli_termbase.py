"""``loom terms``: glossaries kept in a memory, and the known terms of a text."""

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Loom, Outcome
from tmx.store import Memory
from tmx.terms.concept import Concept, Glossary, Status, Term
from tmx.terms.termbase import Termbase

CSV = """\
id,en,ar,en status,definition
1,Presidential Council,المجلس الرئاسي,,Head of state of Libya.
2,civil society,المجتمع المدني,,
3,presidium,المجلس الرئاسي,deprecated,
"""


@pytest.fixture
def politics(tmp_path: Path) -> Path:
    path = tmp_path / "politics.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "memory.loom"
    concept = Concept(
        "c",
        (
            Term("election", "en"),
            Term("polls", "en", Status.DEPRECATED),
            Term("اقتراع", "ar", Status.SUPERSEDED),
            Term("انتخابات", "ar", Status.PREFERRED),
        ),
        notes=("by secret ballot",),
    )
    with Memory.create(path) as made:
        Termbase(made).add(Glossary("votes", (concept,), 2))
    return path


def rows(outcome: Outcome) -> list[dict[str, Any]]:
    assert outcome.code == 0, outcome.err
    return [json.loads(line) for line in outcome.out.splitlines()]


def names(loom: Loom, memory: Path) -> list[tuple[str, int, int]]:
    return [(row["name"], row["priority"], row["concepts"]) for row in rows(loom("terms", "list", memory, "--json"))]


def test_all_commands_are_there(loom: Loom) -> None:
    wanted = {"extract", "lookup", "annotate", "check", "convert", "import", "export", "list", "remove"}
    listed = set(re.findall(r"^│ (\w+) ", loom("terms", "--help").out, re.M))
    assert wanted <= listed


def test_import_says_what_it_did_and_twice_is_once(loom: Loom, tmp_path: Path, politics: Path) -> None:
    path = tmp_path / "new.loom"
    first = loom("terms", "import", path, politics, "--priority", 5)
    assert (first.out, first.err) == ("", f"loom: {politics}: politics: 3 concepts: 3 new, 0 known\n")
    (again,) = rows(loom("terms", "import", path, politics, "--json"))
    assert (again["new"], again["known"]) == (0, 3)
    assert names(loom, path) == [("politics", 5, 3)]


def test_another_glossary_of_the_same_name(loom: Loom, memory: Path, politics: Path) -> None:
    assert loom("terms", "import", memory, politics).code == 0
    politics.write_text(CSV.replace("civil society", "civic society") + "4,vote,صوت,,\n", encoding="utf-8")
    refused = loom("terms", "import", memory, politics)
    assert refused.code == 1
    assert "--replace" in refused.err
    assert len(refused.err.splitlines()) == 1
    assert "4 concepts: 1 new, 1 changed, 2 known" in loom("terms", "import", memory, politics, "--replace").err
    assert loom("terms", "import", memory, politics, "--name", "more", "--priority", "-1").code == 0
    assert names(loom, memory) == [("votes", 2, 1), ("politics", 0, 4), ("more", -1, 4)]
    assert loom("terms", "import", memory, politics, politics, "--name", "one").code == 2


def test_import_of_a_broken_file_leaves_no_memory_behind(loom: Loom, tmp_path: Path) -> None:
    broken = tmp_path / "broken.tbx"
    broken.write_text("<martif type='TBX-Basic'><text>", encoding="utf-8")
    outcome = loom("terms", "import", tmp_path / "new.loom", broken)
    assert outcome.code == 1
    assert "broken.tbx" in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["broken.tbx"]


@pytest.mark.parametrize("suffix", ["tbx", "csv", "tsv", "xlsx", "tbx.gz"])
def test_export_and_import_again_changes_nothing(loom: Loom, memory: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"votes.{suffix}"
    assert loom("terms", "export", memory, "-o", out).code == 0
    assert "1 concepts: 0 new, 1 known" in loom("terms", "import", memory, out).err


def test_export_of_all_or_one(loom: Loom, memory: Path, politics: Path, tmp_path: Path) -> None:
    loom("terms", "import", memory, politics)
    everything = loom("terms", "export", memory, "-o", "-", "-f", "tsv")
    assert len(everything.out.splitlines()) == 1 + 2 + 3  # two terms in a language are two rows
    assert everything.err == "loom: -: 4 concepts\n"
    one = loom("terms", "export", memory, "-o", tmp_path / "g.txt", "--glossary", "politics")
    assert one.code == 0
    assert "civil society\tالمجتمع المدني" in (tmp_path / "g.txt").read_text(encoding="utf-8")
    assert "election" not in (tmp_path / "g.txt").read_text(encoding="utf-8")
    assert loom("terms", "export", memory, "-o", "-", "--glossary", "sport").code == 1
    assert loom("terms", "export", memory, "-o", memory).code == 1


def test_glossaries_with_the_same_ids_are_exported_as_one(loom: Loom, memory: Path, politics: Path) -> None:
    loom("terms", "import", memory, politics)
    loom("terms", "import", memory, politics, "--name", "again")
    lines = loom("terms", "export", memory, "-o", "-", "-f", "csv").out.splitlines()
    assert len({line.split(",")[0] for line in lines}) == 1 + 1 + 6


def test_remove(loom: Loom, memory: Path) -> None:
    assert loom("terms", "remove", memory, "votes").err == f"loom: {memory}: votes: 1 concepts removed\n"
    nothing = loom("terms", "list", memory)
    assert (nothing.out, "no glossaries" in nothing.err) == ("", True)
    assert loom("terms", "remove", memory, "votes").code == 1
    assert loom("terms", "annotate", "a text", "-m", memory).code == 1


def test_list_for_a_person(loom: Loom, memory: Path) -> None:
    assert "votes" in loom("terms", "list", memory).out


def test_annotate(loom: Loom, memory: Path, politics: Path) -> None:
    text = "The polls, said the Presidential Council, are elections."
    (answer,) = rows(loom("terms", "annotate", text, "-m", memory, "-g", politics, "--json"))
    assert (answer["text"], answer["source_language"], answer["target_language"]) == (text, "en", "ar")
    assert [text[one["start"] : one["end"]] for one in answer["terms"]] == [
        "polls",
        "Presidential Council",
        "elections",
    ]
    assert [one["term"]["forbidden"] for one in answer["terms"]] == [True, False, False]
    assert [one["glossary"] for one in answer["terms"]] == ["votes", "politics", "votes"]
    translations = [(one["text"], one["forbidden"]) for one in answer["terms"][0]["translations"]]
    assert translations == [("انتخابات", False), ("اقتراع", True)]


def test_annotate_for_a_person(loom: Loom, memory: Path) -> None:
    outcome = loom("terms", "annotate", "The polls are elections; elections!", "-m", memory)
    assert outcome.code == 0
    lines = [line.rstrip() for line in outcome.out.splitlines()]
    assert lines[0].endswith("\u2066The [polls] are [elections]; [elections]!\u2069")
    shown = [tuple(line[:26].split()) for line in lines[1:5]]
    assert shown == [("forbidden", "en"), ("preferred", "ar"), ("superseded", "ar"), ("note",)]
    assert lines[2].endswith("\u2067انتخابات\u2069")
    assert sum("\u2066election\u2069" in line for line in lines) == 1  # once, though it is there twice


def test_annotate_knows_the_language_of_a_text(loom: Loom, politics: Path) -> None:
    (answer,) = rows(loom("terms", "annotate", "اجتمع بالمجلس الرئاسيّ أمس", "-g", politics, "--json"))
    assert (answer["source_language"], answer["target_language"]) == ("ar", "en")
    assert [one["found"] for one in answer["terms"]] == ["بالمجلس الرئاسيّ", "بالمجلس الرئاسيّ"]
    assert [one["concept"] for one in answer["terms"]] == ["1", "3"]


def test_annotate_a_document_or_standard_input_by_paragraphs(
    loom: Loom, memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "No known word.\n\nThe election of the Council.\n\nElections.\n"
    path = tmp_path / "news.txt"
    path.write_text(text, encoding="utf-8")
    answers = rows(loom("terms", "annotate", path, "-m", memory, "--json"))
    assert [len(answer["terms"]) for answer in answers] == [0, 1, 1]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert rows(loom("terms", "annotate", "-", "-m", memory, "--json")) == answers
    shown = loom("terms", "annotate", path, "-m", memory)
    assert "No known word" not in shown.out


def test_what_cannot_be_annotated(loom: Loom, memory: Path) -> None:
    nothing = loom("terms", "annotate", "No known word.", "-m", memory)
    assert (nothing.code, nothing.out, "no known term in en" in nothing.err) == (0, "", True)
    assert loom("terms", "annotate", "A text.").code == 2
    unknown = loom("terms", "annotate", "A text.", "-m", memory, "--target-lang", "fr")
    assert (unknown.code, "there are terms in: en, ar" in unknown.err) == (1, True)
