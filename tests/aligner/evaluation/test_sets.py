import json
import re
from pathlib import Path

import pytest

from aligner import EvaluationError
from aligner.evaluation import read_links, read_set
from tests.conftest import Loom

ENGLISH = ["The doors open at nine.", "Nobody has to pay.", "Dogs must stay outside.", "The café is on the roof."]
ARABIC = ["تفتح الأبواب في التاسعة ولا يدفع أحد.", "يجب أن تبقى الكلاب في الخارج.", "يقع المقهى على السطح."]
LINKS = " [0] : [0, 1]\n\n[1]:[2]:0.7\n[2] : [3]\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    for name, text in (("en", "\n".join(ENGLISH)), ("ar", "\n".join(ARABIC) + "\n"), ("gold", LINKS)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "001").write_text(text, encoding="utf-8")
    return tmp_path


def test_links_are_read_as_everybody_writes_them(gold: Path) -> None:
    assert read_links(gold / "gold" / "001") == [((0,), (0, 1)), ((1,), (2,)), ((2,), (3,))]


@pytest.mark.parametrize("row", ["0:1", "[a]:[1]", "[0]", "[0]:[1] [2]:[3]"])
def test_a_malformed_link_is_named_with_its_line(gold: Path, row: str) -> None:
    (gold / "gold" / "001").write_text(f"[0]:[0]\n{row}\n")
    with pytest.raises(EvaluationError, match=r"001:2: not a link"):
        read_set(gold)


def test_the_first_folder_by_alphabet_is_the_source(gold: Path) -> None:
    found = read_set(gold)
    assert (found.source_language, found.target_language) == ("ar", "en")
    assert found.documents[0].source == tuple(ARABIC)
    assert found.documents[0].target == tuple(ENGLISH)


def test_what_does_not_fit_is_refused(gold: Path) -> None:
    with pytest.raises(EvaluationError, match="gold/001: index 3, but ar has 3 lines"):
        read_set(gold, "en")
    with pytest.raises(EvaluationError, match="no folder fr; there are ar, en"):
        read_set(gold, "fr")
    (gold / "fr").mkdir()
    with pytest.raises(EvaluationError, match="a gold set is a folder"):
        read_set(gold)


def test_a_missing_side_is_named(gold: Path) -> None:
    (gold / "en" / "001").unlink()
    with pytest.raises(EvaluationError, match=r"en/001: no such file"):
        read_set(gold)
    (gold / "gold" / "001").unlink()
    with pytest.raises(EvaluationError, match="no documents"):
        read_set(gold)


def test_the_command_prints_scores_and_a_signature(gold: Path, loom: Loom) -> None:
    outcome = loom("evaluate", "alignment", gold, "--json")
    assert outcome.code == 0
    [found] = json.loads(outcome.out)
    assert found["quality"]["strict"] == {"precision": 1, "recall": 1, "f1": 1, "low": 1, "high": 1}
    assert re.search(r"pair:ar-en\|docs:1\|links:3\|encoder:embedded-\S+\|largest:8\|.*loom:\d", found["signature"])
    outcome = loom("evaluate", "alignment", gold)
    assert outcome.code == 0
    assert "1.000-1.000" in outcome.out
    assert found["signature"] in outcome.out
    assert outcome.err == ""


def test_the_command_reports_bad_sets(tmp_path: Path, loom: Loom) -> None:
    outcome = loom("evaluate", "alignment", tmp_path)
    assert outcome.code == 1
    assert outcome.err.startswith(f"loom: error: {tmp_path}: a gold set is")


@pytest.mark.parametrize(("name", "strict", "lax"), [("law", 0.98, 0.995), ("literature", 0.77, 0.95)])
def test_quality_on_real_documents_does_not_fall(shared: Path, name: str, strict: float, lax: float) -> None:
    from aligner import load_encoder
    from aligner.evaluation import evaluate as run

    found = run(read_set(shared / "data" / "dev" / "alignar" / name), load_encoder()).quality
    assert found.strict.f1 >= strict
    assert found.lax.f1 >= lax


def write_table(folder: Path, name: str, rows: str) -> Path:
    (folder / "tsv").mkdir(parents=True, exist_ok=True)
    (folder / "tsv" / name).write_text(rows, encoding="utf-8")
    return folder


def test_a_set_of_tables_says_its_languages_in_the_names(tmp_path: Path) -> None:
    rows = "下雨了。 港口关闭了。\tIt rained, the harbour closed.\n他走了。\tHe left. Nobody saw him.\n\tThe end.\n"
    gold = read_set(write_table(tmp_path / "novel", "dev.001_zh.001_en.tsv", rows))
    (document,) = gold.documents
    assert (gold.source_language, gold.target_language) == ("zh", "en")
    assert document.source == ("下雨了。", "港口关闭了。", "他走了。")
    assert document.links == (((0, 1), (0,)), ((2,), (1, 2)), ((), (3,)))
    turned = read_set(tmp_path / "novel", "en")
    assert turned.source_language == "en"
    assert turned.documents[0].source == document.target
    assert turned.documents[0].links[1] == ((1, 2), (2,))


@pytest.mark.parametrize(
    ("name", "rows", "message"),
    [
        ("one.tsv", "a\tb\n", "have to say two languages"),
        ("1_zh.1_en.tsv", "a\tb\na b\n", "1_zh.1_en.tsv:2: not two cells"),
    ],
)
def test_tables_that_are_none(tmp_path: Path, name: str, rows: str, message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        read_set(write_table(tmp_path, name, rows))
    with pytest.raises(EvaluationError, match="no language fr"):
        read_set(write_table(tmp_path / "good", "1_zh.1_en.tsv", "a\tb\n"), "fr")
