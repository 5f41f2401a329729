"""``loom tm``: a memory on the command line, from import to export."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Loom, Outcome
from tmx import Header, Property, TranslationUnit, Variant, write_tmx

PAIRS = [
    ("The library opens on 12 May 2024.", "تفتح المكتبة أبوابها في 12 مايو 2024."),
    ("Admission is free for children.", "الدخول مجاني للأطفال."),
    ("The Council thanked the volunteers.", "شكر المجلس المتطوعين."),
]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.tmx"
    units = (
        TranslationUnit((Variant("en", one), Variant("ar", other)), (Property("x-score", f"0.{9 - number}"),))
        for number, (one, other) in enumerate(PAIRS)
    )
    with path.open("wb") as out:
        write_tmx(out, Header("en", "test", "1"), units)
    return path


@pytest.fixture
def memory(loom: Loom, tmp_path: Path, news: Path) -> Path:
    path = tmp_path / "memory.loom"
    assert loom("tm", "create", path).code == 0
    assert loom("tm", "import", path, news).code == 0
    return path


def rows(outcome: Outcome) -> list[dict[str, Any]]:
    assert outcome.code == 0, outcome.err
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_import_says_what_it_did_and_twice_is_once(loom: Loom, tmp_path: Path, news: Path) -> None:
    path = tmp_path / "new.loom"
    first = loom("tm", "import", path, news)
    assert (first.out, first.err) == ("", f"loom: {news}: 3 units read: 3 new, 0 known\n")
    *_, last = rows(loom("tm", "import", path, news, "--json"))
    assert (last["new"], last["known"], last["done"]) == (0, 3, True)


def test_import_of_a_broken_file_leaves_no_memory_behind(loom: Loom, tmp_path: Path) -> None:
    broken = tmp_path / "broken.tmx"
    broken.write_text("<tmx version='1.4'><header srclang='en'/><body><tu>", encoding="utf-8")
    outcome = loom("tm", "import", tmp_path / "new.loom", broken)
    assert outcome.code == 1
    assert "broken.tmx" in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.tmx"]


def test_import_of_other_formats(loom: Loom, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("en\tar\nOne ship.\tسفينة واحدة.\n", encoding="utf-8")
    (tmp_path / "b.tsv").write_text("Two ships.\tسفينتان.\n", encoding="utf-8")
    path = tmp_path / "m.loom"
    assert loom("tm", "import", path, tmp_path / "a.tsv").code == 0
    refused = loom("tm", "import", path, tmp_path / "b.tsv")
    assert refused.code == 1
    assert "--source-lang" in refused.err
    assert loom("tm", "import", path, tmp_path / "b.tsv", "--source-lang", "en", "--target-lang", "ar").code == 0
    assert json.loads(loom("tm", "stats", path, "--json").out)["units"] == 2


def test_stats(loom: Loom, memory: Path) -> None:
    figures = json.loads(loom("tm", "stats", memory, "--json").out)
    assert figures["pairs"] == [{"source": "en", "target": "ar", "units": 3}]
    assert "news.tmx" in loom("tm", "stats", memory).out


def test_lookup(loom: Loom, memory: Path) -> None:
    (answer,) = rows(loom("tm", "lookup", memory, "The library opens on 14 May 2025.", "--json"))
    (best,) = answer["matches"]
    assert (best["kind"], best["percent"]) == ("substituted", 98)  # score .9: 1 point
    assert best["suggestion"] == "تفتح المكتبة أبوابها في 14 مايو 2025."
    shown = loom("tm", "lookup", memory, "The Council thanked all volunteers.").out
    assert "\u2067شكر المجلس المتطوعين.\u2069" in shown
    assert "[-the-] {+all+}" in shown


def test_lookup_in_the_other_direction(loom: Loom, memory: Path) -> None:
    command = ("tm", "lookup", memory, "الدُّخول مجاني للأطفال.", "--source-lang", "ar", "--json", "--no-semantic")
    (answer,) = rows(loom(*command))
    (best,) = answer["matches"]
    assert (best["percent"], best["suggestion"]) == (98, "Admission is free for children.")  # score .8: 2 points
    (none,) = rows(loom(*command, "--exact", "--threshold", "99"))
    assert none["matches"] == []


def test_lookup_of_lines_knows_their_neighbours(
    loom: Loom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, memory: Path
) -> None:
    unit = TranslationUnit((Variant("en", "Yes."), Variant("ar", "أجل.")), (Property("prev", "Is it open?"),))
    with (tmp_path / "b.tmx").open("wb") as out:
        write_tmx(out, Header("en", "test", "1"), [unit])
    loom("tm", "import", memory, tmp_path / "b.tmx")
    lines = "Is it open?\nYes.\n\nAdmission is free for children.\n"
    (tmp_path / "talk.txt").write_text(lines, encoding="utf-8")
    answers = rows(loom("tm", "lookup", memory, tmp_path / "talk.txt", "--json"))
    assert [len(answer["matches"]) for answer in answers] == [0, 1, 1]
    assert answers[1]["matches"][0]["percent"] == 101
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert rows(loom("tm", "lookup", memory, "-", "--json")) == answers


def test_lookup_in_languages_that_are_not_there(loom: Loom, memory: Path) -> None:
    outcome = loom("tm", "lookup", memory, "Yes.", "--target-lang", "fr")
    assert outcome.code == 1
    assert "to fr" in outcome.err


def test_concordance(loom: Loom, memory: Path) -> None:
    (hit,) = rows(loom("tm", "concordance", memory, "councils", "--json"))
    assert hit["text"][slice(*hit["spans"][0])] == "Council"
    other = hit["translations"][0]
    assert [other["text"][slice(*span)] for span in other["spans"]] == ["المجلس"]
    assert "[المكتبة]" in loom("tm", "concordance", memory, "مكتبة").out
    nothing = loom("tm", "concordance", memory, "submarine")
    assert (nothing.out, "nothing found" in nothing.err) == ("", True)


def test_delete(loom: Loom, memory: Path) -> None:
    assert loom("tm", "delete", memory).code == 2
    assert "1 units deleted" in loom("tm", "delete", memory, "--below", "0.75").err
    assert loom("tm", "delete", memory, "--all").code == 0
    assert not list(memory.parent.glob("memory.loom*"))


def test_a_file_that_is_no_memory_is_not_deleted(loom: Loom, news: Path) -> None:
    assert loom("tm", "delete", news, "--all").code == 1
    assert news.exists()


FORMATS = ["tmx", "tmx.gz", "tsv", "csv", "jsonl", "xliff"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_export_and_import_again(loom: Loom, memory: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    assert loom("tm", "export", memory, "-o", out).code == 0
    again = tmp_path / "again.loom"
    assert loom("tm", "import", again, out).code == 0
    (answer,) = rows(loom("tm", "lookup", again, PAIRS[1][0], "--json", "--no-semantic", "--penalty-doubt", "0"))
    assert answer["matches"][0]["suggestion"] == PAIRS[1][1]
    assert json.loads(loom("tm", "stats", again, "--json").out)["units"] == 3


def test_export_of_some_units_to_standard_output(loom: Loom, memory: Path) -> None:
    outcome = loom("tm", "export", memory, "-o", "-", "-f", "jsonl", "--min-score", "0.85")
    assert len(outcome.out.splitlines()) == 1
    assert outcome.err == "loom: -: 1 units\nloom: left out by filters: min-score 0.85 2\n"


def test_filters_choose_what_goes_in_and_what_comes_out(loom: Loom, memory: Path, tmp_path: Path) -> None:
    outcome = loom("tm", "export", memory, "-o", "-", "-f", "tsv", "--filter", "min-words=99")
    assert (outcome.code, len(outcome.out.splitlines())) == (0, 1)  # the header
    whole, again = tmp_path / "whole.jsonl", tmp_path / "again.loom"
    loom("tm", "export", memory, "-o", whole)
    word = PAIRS[1][0].split()[0]
    assert loom("tm", "import", again, whole, "--filter", f"!match={word}").code == 0
    assert 0 < json.loads(loom("tm", "stats", again, "--json").out)["units"] < 3
    assert loom("tm", "import", again, whole).code == 0  # the same file, but not the same units
    assert json.loads(loom("tm", "stats", again, "--json").out)["units"] == 3


def test_export_as_moses(loom: Loom, memory: Path, tmp_path: Path) -> None:
    assert loom("tm", "export", memory, "-o", tmp_path / "corpus", "-f", "moses").code == 0
    assert (tmp_path / "corpus.ar").read_text(encoding="utf-8").splitlines() == [pair[1] for pair in PAIRS]


def test_export_as_a_project_twice(loom: Loom, memory: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert loom("tm", "export", memory, "--omegat-project", tmp_path / "project").code == 0
    assert (tmp_path / "project" / "omegat.project").exists()
    assert list((tmp_path / "project" / "tm").rglob("*.tmx"))
