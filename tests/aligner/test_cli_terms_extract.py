"""``loom terms extract``."""

import json
from pathlib import Path

import pytest

from tests.conftest import Loom
from tmx.terms.formats import read_glossary

ROWS = (
    ("The committee for human rights meets tomorrow.", "تجتمع لجنة حقوق الإنسان غدا."),
    ("They wrote about human rights in the newspaper.", "كتبوا عن حقوق الإنسان في الصحيفة."),
    ("Nobody doubts human rights.", "لا أحد يشك في حقوق الإنسان."),
)
NAMED = "--source-lang", "en", "--target-lang", "ar"


@pytest.fixture
def units(tmp_path: Path) -> Path:
    path = tmp_path / "units.tsv"
    path.write_text("".join(f"{one}\t{other}\n" for one, other in ROWS), encoding="utf-8")
    return path


def test_a_file_of_units_gives_a_glossary(loom: Loom, units: Path, tmp_path: Path) -> None:
    glossary = tmp_path / "terms.tbx"
    outcome = loom("terms", "extract", units, *NAMED, "-o", glossary)
    assert outcome.code == 0, outcome.err
    terms = {(next(one.terms_in("en")).text, next(one.terms_in("ar")).text) for one in read_glossary(glossary).concepts}
    assert ("human rights", "حقوق الإنسان") in terms
    assert "3 units" in outcome.err
    assert outcome.out == ""


def test_a_memory_gives_the_same(loom: Loom, units: Path, tmp_path: Path) -> None:
    memory, glossary = tmp_path / "memory.loom", tmp_path / "terms.tbx"
    assert loom("tm", "import", memory, units, *NAMED).code == 0
    assert loom("terms", "extract", memory, "-o", glossary).code == 0
    assert any(next(one.terms_in("en")).text == "human rights" for one in read_glossary(glossary).concepts)


def test_json_counts_and_lists(loom: Loom, units: Path, tmp_path: Path) -> None:
    outcome = loom("terms", "extract", units, *NAMED, "-o", tmp_path / "terms.tsv", "--json")
    answer = json.loads(outcome.out)
    assert answer["units"] == 3
    assert "human rights" in [term["source"]["text"] for term in answer["terms"]]


def test_seeds_and_stop_words_are_left_out(loom: Loom, units: Path, tmp_path: Path) -> None:
    known, stops, out = tmp_path / "known.txt", tmp_path / "stops.txt", tmp_path / "terms.tbx"
    known.write_text("human rights\tحقوق الإنسان\n", encoding="utf-8")
    stops.write_text("newspaper\n", encoding="utf-8")
    outcome = loom(
        "terms", "extract", units, *NAMED, "-o", out, "--seed", known, "--stop-list", stops, "--min-score", 0
    )
    assert outcome.code == 0, outcome.err
    texts = [term.text for one in read_glossary(out).concepts for term in one.terms]
    assert "human rights" not in texts
    assert not [text for text in texts if "newspaper" in text]


def test_an_input_is_never_overwritten(loom: Loom, units: Path) -> None:
    outcome = loom("terms", "extract", units, *NAMED, "-f", "tsv", "-o", units)
    assert outcome.code == 1
    assert "input" in outcome.err
