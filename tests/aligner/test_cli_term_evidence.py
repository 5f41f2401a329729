"""``loom terms lookup`` and ``loom terms check`` on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Loom, Outcome
from tmx import Header, TranslationUnit, Variant, write_tmx

PAIRS = [
    ("The harbour museum opened in spring.", "افتُتح متحف الميناء في الربيع."),
    ("She works for the harbour museum.", "إنها تعمل لمتحف الميناء."),
    ("The harbour museum was closed.", "أُغلق معرض المرفأ."),
    ("Admission is free for children.", "الدخول مجاني للأطفال."),
]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.tmx"
    units = (TranslationUnit((Variant("en", one), Variant("ar", other))) for one, other in PAIRS)
    with path.open("wb") as out:
        write_tmx(out, Header("en", "test", "1"), units)
    return path


@pytest.fixture
def memory(loom: Loom, tmp_path: Path, news: Path) -> Path:
    path = tmp_path / "memory.loom"
    assert loom("tm", "import", path, news).code == 0
    return path


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    path = tmp_path / "museum.csv"
    path.write_text("en,ar\nharbour museum,متحف الميناء\n", encoding="utf-8")
    return path


def rows(outcome: Outcome) -> list[dict[str, Any]]:
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_lookup_prints_an_object_for_each_term(loom: Loom, memory: Path, glossary: Path) -> None:
    outcome = loom("terms", "lookup", "harbour museum", "متحف", "-m", memory, "-g", glossary, "--json")
    assert outcome.code == 0
    first, second = rows(outcome)
    assert (first["term"], first["language"], first["occurs"], first["units"]) == ("harbour museum", "en", True, 3)
    best = first["translations"][0]
    assert (best["text"], best["count"], best["glossaries"][0]["glossary"]) == ("متحف الميناء", 2, "museum")
    example = best["examples"][0]
    assert example["target"]["text"][slice(*example["target"]["span"])] in ("متحف الميناء", "لمتحف الميناء")
    assert (second["language"], second["translations"][0]["text"]) == ("ar", "museum")


def test_lookup_isolates_each_text_in_its_own_direction(loom: Loom, memory: Path) -> None:
    shown = loom("terms", "lookup", "harbour museum", "-m", memory, "--limit", "1").out
    assert "\u2067متحف الميناء\u2069" in shown
    assert "[لمتحف الميناء]" in shown
    assert "[harbour museum]" in shown


def test_lookup_says_how_many_units_were_looked_at(loom: Loom, memory: Path) -> None:
    assert "in 3 units, 2 of them looked at" in loom("terms", "lookup", "harbour museum", "-m", memory, "--most", 2).out


def test_lookup_marks_neighbours_as_such(loom: Loom, memory: Path) -> None:
    (answer,) = rows(loom("terms", "lookup", "harbour museums of art", "-m", memory, "--json"))
    assert (answer["occurs"], answer["translations"]) == (False, [])
    assert answer["neighbours"][0]["origin"] == "memory"
    assert "does not occur; near it in meaning" in loom("terms", "lookup", "harbour museums of art", "-m", memory).out


def test_lookup_of_what_nobody_knows(loom: Loom, memory: Path) -> None:
    outcome = loom("terms", "lookup", "qwrt", "-m", memory, "--neighbours", 0)
    assert outcome.code == 0
    assert "nothing is known of qwrt" in outcome.err


def test_lookup_without_a_memory_is_one_line(loom: Loom, tmp_path: Path) -> None:
    outcome = loom("terms", "lookup", "ship", "-m", tmp_path / "none.loom")
    assert (outcome.code, len(outcome.err.splitlines())) == (1, 1)


def test_check_reports_units_without_the_approved_translation(loom: Loom, news: Path, glossary: Path) -> None:
    outcome = loom("terms", "check", news, "-g", glossary, "--json")
    assert outcome.code == 0
    assert [(row["unit"], row["check"]) for row in rows(outcome)] == [(3, "unapproved-term"), (3, "inconsistent-term")]
    assert loom("terms", "check", news, "-g", glossary, "--fail-on", "warning").code == 1
    assert loom("terms", "check", news, "-g", glossary, "--check", "forbidden-term", "--json").out == ""


def test_check_takes_the_glossaries_of_the_memory(loom: Loom, memory: Path, glossary: Path) -> None:
    refused = loom("terms", "check", memory)
    assert refused.code == 1
    assert "no glossaries" in refused.err
    assert loom("terms", "import", memory, glossary).code == 0
    assert [row["unit"] for row in rows(loom("terms", "check", memory, "--json"))] == [3, 3]


def test_check_writes_a_page(loom: Loom, news: Path, glossary: Path, tmp_path: Path) -> None:
    assert loom("terms", "check", news, "-g", glossary, "--html", tmp_path / "page.html").code == 0
    assert "متحف الميناء" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_check_of_wrong_usage(loom: Loom, news: Path, glossary: Path) -> None:
    assert loom("terms", "check", news).code == 2
    assert loom("terms", "check", news, "-g", glossary, "--check", "numbers").code == 2


def test_the_check_of_a_memory_takes_a_glossary_along(loom: Loom, news: Path, glossary: Path) -> None:
    found = {row["check"] for row in rows(loom("tm", "check", news, "-g", glossary, "--skip", "similarity", "--json"))}
    assert found >= {"unapproved-term", "inconsistent-term"}
    only = rows(loom("tm", "check", news, "-g", glossary, "--check", "unapproved-term", "--json"))
    assert [row["unit"] for row in only] == [3]
    assert loom("tm", "check", news, "--check", "unapproved-term").code == 2
