"""The command, in an application of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from lxml import html
from typer.testing import CliRunner, Result

from aligner.cli.tm.check import check_command
from tmx import Header, TranslationUnit, Variant, read_tmx, write_tmx
from tmx.store import Memory, Source

PAIRS = [
    ("The fee is 15 dinars.", "الرسوم 51 دينارًا."),
    ("يرجى قراءة الشروط بعناية.", "Please read all the terms with care."),
    ("Two  spaces.", "مسافتان."),
    ("Where is the library?", "أين المكتبة؟"),
]
Check = Callable[..., Result]


@pytest.fixture
def check() -> Check:
    app = typer.Typer(pretty_exceptions_enable=False)
    app.command()(check_command)

    def run(*arguments: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(app, [*map(str, arguments)], input=stdin, catch_exceptions=False)

    return run


@pytest.fixture
def tmx(tmp_path: Path) -> Path:
    path = tmp_path / "m.tmx"
    units = [TranslationUnit((Variant("en", source), Variant("ar", target))) for source, target in PAIRS]
    with path.open("wb") as out:
        write_tmx(out, Header("en", "test", "1"), units)
    return path


def test_findings_are_listed_with_their_place_and_both_texts(check: Check, tmx: Path) -> None:
    result = check(tmx)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == f"{tmx}:5: unit 1"
    assert lines[1].split() == [
        "error",
        "numbers",
        "only",
        "in",
        "the",
        "source:",
        "15;",
        "only",
        "in",
        "the",
        "target:",
        "51",
    ]
    assert lines[3] == f"{'':22}ar  \u2067الرسوم [51] دينارًا.\u2069"
    assert "4 pairs checked, 3 with findings" in lines[-1]


def test_json_is_one_object_a_line_and_the_rest_is_on_stderr(check: Check, tmx: Path) -> None:
    result = check(tmx, "--json")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(record["unit"], record["check"]) for record in records] == [
        (1, "numbers"),
        (2, "language"),
        (3, "whitespace"),
    ]
    assert records[0]["file"] == str(tmx)
    assert "pairs checked" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--check", "numbers"), 1),
        (("--check", "numbers", "--fail-on", "never"), 0),
        (("--check", "whitespace"), 0),
        (("--check", "whitespace", "--fail-on", "warning"), 1),
        (("--skip", "numbers", "--skip", "language"), 0),
        (("--check", "dates"), 0),
    ],
)
def test_the_exit_status_is_what_fail_on_says(check: Check, tmx: Path, arguments: tuple[str, ...], code: int) -> None:
    assert check(tmx, *arguments).exit_code == code


def test_fix_writes_all_units_and_lists_what_was_mended(check: Check, tmx: Path, tmp_path: Path) -> None:
    fixed = tmp_path / "fixed.tmx"
    result = check(tmx, "--fix", fixed, "--skip", "numbers")
    assert result.exit_code == 0
    texts = [tuple(variant.text for variant in unit.variants) for unit in read_tmx(fixed)]
    assert texts == [PAIRS[0], PAIRS[1][::-1], ("Two spaces.", "مسافتان."), PAIRS[3]]
    assert [line.split()[:2] for line in result.stdout.splitlines() if "mended  " in line] == [
        ["mended", "language"],
        ["mended", "whitespace"],
    ]
    assert "nothing was found" in check(fixed, "--skip", "numbers").stdout


def test_html_is_a_page_and_the_list_gives_way_to_it(check: Check, tmx: Path, tmp_path: Path) -> None:
    result = check(tmx, "--html", tmp_path / "page.html")
    root: Any = html.document_fromstring((tmp_path / "page.html").read_bytes().decode("utf-8"))
    assert len(root.xpath("//article")) == 3
    assert "unit 1" not in result.stdout
    assert "4 pairs checked" in result.stdout


def test_a_memory_comes_from_standard_input_too(check: Check, tmx: Path) -> None:
    result = check("-", "--json", "--check", "numbers", stdin=tmx.read_bytes())
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == ["standard input"]


def test_a_memory_in_a_store_is_checked_by_the_numbers_of_its_units(check: Check, tmp_path: Path) -> None:
    path = tmp_path / "m.db"
    with Memory.create(path) as store:
        units = [TranslationUnit((Variant("en", source), Variant("ar", target))) for source, target in PAIRS]
        store.add(units, Source("test", ""))
    result = check(path, "--json", "--source-lang", "en", "--fix", tmp_path / "fixed.tmx")
    assert {json.loads(line)["check"] for line in result.stdout.splitlines()} == {"numbers", "language", "whitespace"}
    assert len(list(read_tmx(tmp_path / "fixed.tmx"))) == 4


def test_wrong_usage_is_refused_before_any_work(check: Check, tmx: Path, tmp_path: Path) -> None:
    wrong = check(tmx, "--check", "nubmers")
    assert wrong.exit_code == 2
    assert "nubmers: there is no such check" in " ".join(wrong.stderr.split())
    assert check(tmx, "--json", "--fix", "-").exit_code == 2
    same = tmp_path / "same"
    assert check(tmx, "--html", same, "--fix", same).exit_code == 2
    assert not same.exists()


def test_languages_that_are_not_there_are_told(check: Check, tmx: Path) -> None:
    result = check(tmx, "--target-lang", "de")
    assert result.exit_code == 0
    assert "no unit has both languages" in result.stderr
