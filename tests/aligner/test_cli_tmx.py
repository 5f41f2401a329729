"""``loom tmx``: whole commands, on small memories."""

import gzip
import io
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from rich.console import Console

from aligner.cli.tmx import files
from tests.conftest import ROOT, Loom
from tmx import read_tmx

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
Made = Callable[..., Path]
Pair = tuple[str, str]

PAIRS = [
    ("The harbour is open.", "الميناء مفتوح."),
    ("The ship has left.", "غادرت السفينة."),
    ("The harbour is open.", "الميناء مفتوح."),
    ("The harbour is open.", "المرفأ مفتوح."),
]


def memory(*pairs: Pair, srclang: str = "en", body: str = "") -> str:
    units = "".join(tu(*pair) for pair in pairs)
    header = (
        f'<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" '
        f'srclang="{srclang}" datatype="plaintext"/>'
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n{header}\n<body>\n{units}{body}</body>\n</tmx>\n'
    )


def tu(source: str, target: str, inside: str = "", attributes: str = "") -> str:
    variants = f'<tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="ar"><seg>{target}</seg></tuv>'
    return f"<tu{attributes}>{inside}{variants}</tu>\n"


@pytest.fixture
def made(tmp_path: Path) -> Made:
    def make(name: str, *pairs: Pair, **options: str) -> Path:
        path = tmp_path / name
        path.write_text(memory(*pairs, **options), encoding="utf-8")
        return path

    return make


def pairs(path: Path) -> list[Pair]:
    return [(unit.source.text, unit.target.text) for unit in read_tmx(path)]


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_validate_names_each_problem_with_its_place(loom: Loom, made: Made) -> None:
    path = made("a.tmx", *PAIRS[:1], (" The ship has left.", "غادرت السفينة."))
    outcome = loom("tmx", "validate", path)
    assert outcome.code == 0
    (line,) = outcome.out.splitlines()
    assert line.startswith(f"{path}: line 6: unit 2: warning: white space at the end or beginning in en")
    assert outcome.err == "loom: errors: 0; warnings: 1\n"


def test_validate_goes_on_behind_an_error_and_fails(loom: Loom, made: Made, tmp_path: Path) -> None:
    broken = made("broken.tmx", *PAIRS[:1], body="<tu><tuv><seg>no language</seg></tuv></tu>\n")
    none = tmp_path / "none.tmx"
    outcome = loom("tmx", "validate", broken, none, made("good.tmx", *PAIRS[:1]), "--json")
    assert outcome.code == 1
    problems = json.loads(outcome.out)
    assert {(problem["file"], problem["severity"]) for problem in problems} >= {
        (str(broken), "error"),
        (str(none), "error"),
    }
    assert problems[0]["line"] == 6
    assert not any("good" in problem["file"] for problem in problems)
    assert json.loads(loom("tmx", "validate", made("good.tmx", *PAIRS[:1]), "--json").out) == []


def test_validate_takes_what_recovery_repairs_for_a_warning(loom: Loom, made: Made) -> None:
    path = made("a.tmx", ("a\x0b port", "ميناء"))
    assert loom("tmx", "validate", path).code == 1
    outcome = loom("tmx", "validate", path, "--recover")
    assert outcome.code == 0
    assert "warning" in outcome.out


def test_stats_count_for_each_file_and_for_all(loom: Loom, made: Made) -> None:
    first, second = made("a.tmx", *PAIRS), made("b.tmx", *PAIRS[:1])
    rows = json.loads(loom("tmx", "stats", first, second, "--json").out)
    assert [row["file"] for row in rows] == [str(first), str(second), "all files"]
    assert [row["units"] for row in rows] == [4, 1, 5]
    assert [row["repeated_pairs"] for row in rows] == [1, 0, 2]
    assert rows[0]["languages"]["ar"] == {
        "variants": 4,
        "words": 8,
        "characters": sum(len(target) for _, target in PAIRS),
        "empty": 0,
    }
    shown = loom("tmx", "stats", first)
    assert "4 units" in shown.out
    assert "en > ar 4" in shown.out


def test_clean_sets_aside_what_it_leaves_out(loom: Loom, made: Made, tmp_path: Path) -> None:
    path = made("a.tmx", *PAIRS, ("\u200fThe\nsea ", "البحر"), ("OK", "OK"), ("Empty", ""))
    out, rejected = tmp_path / "out.tmx", tmp_path / "rejected.tmx"
    outcome = loom("tmx", "clean", path, "-o", out, "--rejected", rejected)
    assert outcome.code == 0
    assert pairs(out) == [PAIRS[0], PAIRS[1], PAIRS[3], ("The sea", "البحر")]
    assert "duplicate 1, same as the source 1, empty segment 1" in outcome.err
    assert [unit.property("x-rejected") for unit in read_tmx(rejected)] == [
        "duplicate",
        "same as the source",
        "empty segment",
    ]


def test_a_clean_memory_stays_as_it_is(loom: Loom, made: Made, tmp_path: Path) -> None:
    body = tu("Open <ph x='1'>{b}</ph> the\nport ", "افتح <ph x='1'>{b}</ph> الميناء", '<prop type="file">a.txt</prop>')
    once, twice = tmp_path / "once.tmx", tmp_path / "twice.tmx"
    loom("tmx", "clean", made("a.tmx", *PAIRS, ("\u200fThe\nsea ", "البحر"), body=body + body), "-o", once)
    assert loom("tmx", "clean", once, "-o", twice).err == f"loom: {twice}: 5 units\n"
    assert twice.read_bytes() == once.read_bytes()


def test_commands_chain(loom: Loom, made: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = loom("tmx", "clean", made("a.tmx", *PAIRS, ("Empty", "")), "-o", "-")
    given(monkeypatch, first.out.encode())
    second = loom("tmx", "filter", "-", "-o", "-", "--match", "مفتوح")
    given(monkeypatch, second.out.encode())
    third = loom("tmx", "dedupe", "-", "-o", tmp_path / "out.tmx", "--by", "source")
    assert [outcome.code for outcome in (first, second, third)] == [0, 0, 0]
    assert pairs(tmp_path / "out.tmx") == [PAIRS[0]]


def test_a_real_pipe(made: Made, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from aligner.cli import main; main()", "tmx"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    clean = [*command, "clean", str(made("a.tmx", *PAIRS)), "-o", "-"]
    dedupe = [*command, "dedupe", "-", "-o", str(tmp_path / "out.tmx.gz"), "--by", "source"]
    with subprocess.Popen(clean, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as first:
        done = subprocess.run(dedupe, env=environment, stdin=first.stdout, capture_output=True, check=True)
        assert first.stderr
        assert first.stderr.read() == b"loom: standard output: 3 units; left out: duplicate 1\n"
    assert first.returncode == 0
    assert b"out.tmx.gz: 2 units; left out: duplicate 1\n" in done.stderr
    assert pairs(tmp_path / "out.tmx.gz") == PAIRS[:2]


@pytest.mark.parametrize("name", ["a.tmx", "-"])
def test_progress_on_a_terminal(
    loom: Loom, made: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(files, "messages", lambda: Console(file=screen, force_terminal=True, width=160))
    path = made("a.tmx", *PAIRS)
    given(monkeypatch, path.read_bytes())
    source = path if name == "a.tmx" else name
    assert loom("tmx", "filter", source, "-o", tmp_path / "out.tmx", "--lang", "en").code == 0
    assert pairs(tmp_path / "out.tmx") == PAIRS
    size = path.stat().st_size
    assert (f"{size}/{size} bytes" if name == "a.tmx" else f"{size}/? bytes") in screen.getvalue()


def test_merge_takes_each_text_once_from_the_first(loom: Loom, made: Made, tmp_path: Path) -> None:
    first = made("a.tmx", body=tu(*PAIRS[0], attributes=' tuid="1"') + tu(*PAIRS[1], attributes=' tuid="2"'))
    second = made("b.tmx", body=tu(*PAIRS[3], attributes=' tuid="1"') + tu(*PAIRS[0], attributes=' tuid="9"'))
    out = tmp_path / "out.tmx"
    outcome = loom("tmx", "merge", first, second, "-o", out, "--json")
    assert [unit.attribute("tuid") for unit in read_tmx(out)] == ["1", "2", "1-2"]
    counts = json.loads(outcome.out)
    assert (counts["units"], counts["left_out"], counts["renamed"]) == (3, {"duplicate": 1}, 1)
    assert outcome.err == ""


def test_merge_warns_where_source_languages_differ(loom: Loom, made: Made, tmp_path: Path) -> None:
    first, second = made("a.tmx", *PAIRS[:1]), made("b.tmx", *PAIRS[1:2], srclang="ar")
    outcome = loom("tmx", "merge", first, second, "-o", tmp_path / "out.tmx")
    assert "b.tmx: srclang is ar, and en in" in outcome.err
    assert pairs(tmp_path / "out.tmx") == PAIRS[:2]


def test_merge_misses_a_file_before_it_works(loom: Loom, made: Made, tmp_path: Path) -> None:
    outcome = loom("tmx", "merge", made("a.tmx", *PAIRS), tmp_path / "none.tmx", "-o", tmp_path / "out.tmx")
    assert outcome.code == 1
    assert "none.tmx: there is no such file" in outcome.err
    assert not (tmp_path / "out.tmx").exists()


@pytest.mark.parametrize("options", [("--units", "2"), ("--by", "language-pair"), ("--by", "project")])
def test_what_is_split_and_merged_is_what_it_was(
    loom: Loom, made: Made, tmp_path: Path, options: tuple[str, str]
) -> None:
    body = "".join(
        tu(f"Ship {number}", f"سفينة {number}", f'<prop type="project">مشروع {number % 3}</prop>')
        for number in range(7)
    )
    path, folder = made("fleet.tmx", body=body), tmp_path / "parts"
    outcome = loom("tmx", "split", path, "-o", folder, *options, "--json")
    files = json.loads(outcome.out)["files"]
    assert sum(files.values()) == 7
    assert sorted(files) == sorted(part.name for part in folder.iterdir())
    assert loom("tmx", "merge", *sorted(folder.iterdir()), "-o", tmp_path / "out.tmx").code == 0
    assert Counter(read_tmx(tmp_path / "out.tmx")) == Counter(read_tmx(path))


def test_split_names_files_for_what_is_in_them(loom: Loom, made: Made, tmp_path: Path) -> None:
    body = tu(*PAIRS[0], '<prop type="x-source-file">تقرير.docx</prop>') + tu(*PAIRS[1])
    loom("tmx", "split", made("port.tmx", body=body), "-o", tmp_path / "parts", "--by", "document")
    names = {path.name for path in (tmp_path / "parts").iterdir()}
    assert names == {"port.تقرير.docx.tmx", "port.without-x-source-file.tmx"}


def test_split_leaves_nothing_behind_when_it_fails(loom: Loom, made: Made, tmp_path: Path) -> None:
    path = made("a.tmx", *PAIRS, body="<tu><tuv><seg>no language</seg></tuv></tu>")
    assert loom("tmx", "split", path, "-o", tmp_path / "parts", "--units", 1).code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.tmx"]
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "mine.txt").touch()
    outcome = loom("tmx", "split", made("b.tmx", *PAIRS), "-o", tmp_path / "parts", "--units", 1)
    assert outcome.code == 1
    assert "no empty folder" in outcome.err


def test_dedupe_keeps_the_best_translation_of_each_source(loom: Loom, made: Made, tmp_path: Path) -> None:
    scores = ("0.5", "0.9", "0.7", "0.8")
    body = "".join(tu(*pair, f'<prop type="x-score">{score}</prop>') for pair, score in zip(PAIRS, scores, strict=True))
    path, out = made("a.tmx", body=body), tmp_path / "out.tmx"
    assert "2 units; left out: duplicate 2" in loom("tmx", "dedupe", path, "-o", out, "--by", "source").err
    assert pairs(out) == [PAIRS[1], PAIRS[3]]
    assert "3 units; left out: duplicate 1" in loom("tmx", "dedupe", path, "-o", out).err
    assert pairs(out) == [PAIRS[0], PAIRS[1], PAIRS[3]]
    assert "3 units\n" in loom("tmx", "dedupe", out, "-o", tmp_path / "again.tmx").err


def test_filter_counts_what_each_condition_stops(loom: Loom, made: Made, tmp_path: Path) -> None:
    body = tu(*PAIRS[0], '<prop type="x-score">0.5</prop>') + tu(*PAIRS[1], attributes=' changedate="20260101T000000Z"')
    path, out = made("a.tmx", *PAIRS[3:], body=body), tmp_path / "out.tmx"
    outcome = loom("tmx", "filter", path, "-o", out, "--min-score", 0.8, "--after", "2026-01-01", "--json")
    assert pairs(out) == [PAIRS[1]]
    counts = json.loads(outcome.out)
    assert counts["left_out"] == {"min-score 0.8": 1, "after 2026-01-01": 1}
    assert counts["read"] == 3
    loom("tmx", "filter", path, "-o", out, "--min-score", 0.8, "--after", "2026-01-01", "--invert")
    assert pairs(out) == [PAIRS[3], PAIRS[0]]


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        (["--lang", "en,ar"], 2),
        (["--lang", "fr"], 0),
        (["--prop", "project=^port"], 1),
        (["--prop", "project"], 1),
        (["--author", "AMAL"], 1),
        (["--min-length", 16], 0),
        (["--max-length", 18], 1),
        (["--length-ratio", 1.3], 1),
        (["--before", "2026-01-01"], 0),
    ],
)
def test_filter_conditions(loom: Loom, made: Made, tmp_path: Path, options: list[object], kept: int) -> None:
    body = tu(*PAIRS[0], '<prop type="project">port</prop>', ' creationid="Amal"') + tu(*PAIRS[1])
    loom("tmx", "filter", made("a.tmx", body=body), "-o", tmp_path / "out.tmx", *options)
    assert len(pairs(tmp_path / "out.tmx")) == kept


def test_named_filters_count_beside_the_options(loom: Loom, made: Made, tmp_path: Path) -> None:
    path, out = made("a.tmx", *PAIRS), tmp_path / "out.tmx"
    word = PAIRS[3][1].split()[0]
    named = ("--filter", "different", "--filter", f"match={word}")
    outcome = loom("tmx", "filter", path, "-o", out, *named, "--json")
    assert set(json.loads(outcome.out)["left_out"]) == {"different", f"match {word}"}
    assert pairs(out) == [PAIRS[3]]
    again = tmp_path / "again.tmx"
    assert f"match {word} " in loom("tmx", "convert", path, "-o", again, *named).err
    assert pairs(again) == pairs(out)
    outcome = loom("tmx", "convert", path, "-o", again, "--filter", "check=nonsense")
    assert (outcome.code, outcome.err.count("\n")) == (1, 1)
    assert "there is no such check" in outcome.err


def test_convert_turns_the_direction_and_renames(loom: Loom, made: Made, tmp_path: Path) -> None:
    path = made("a.tmx", *PAIRS[:1], body='<tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu>')
    out = tmp_path / "out.tmx.gz"
    outcome = loom(
        "tmx", "convert", path, "-o", out, "--source-lang", "ar", "--target-lang", "en", "--map-lang", "ar=ar-LY"
    )
    assert "left out: without a language that was named 1" in outcome.err
    root = etree.fromstring(gzip.decompress(out.read_bytes()))
    assert {header.get("srclang") for header in root.iter("header")} == {"ar-LY"}
    assert [tuv.get(LANG) for tuv in root.iter("tuv")] == ["ar-LY", "en"]


def test_convert_goes_to_other_formats_and_back(loom: Loom, made: Made, tmp_path: Path) -> None:
    path, table, out = made("a.tmx", *PAIRS), tmp_path / "a.tsv", tmp_path / "out.tmx"
    assert loom("tmx", "convert", path, "-o", table).code == 0
    rows = [row.split("\t")[:2] for row in table.read_text(encoding="utf-8").splitlines()]
    assert rows == [["en", "ar"], *map(list, PAIRS)]
    assert loom("tmx", "convert", table, "-o", out).code == 0
    assert pairs(out) == PAIRS


def test_convert_reads_utf_16(loom: Loom, made: Made, tmp_path: Path) -> None:
    path = tmp_path / "wide.tmx"
    path.write_bytes(memory(*PAIRS).replace("UTF-8", "UTF-16").encode("utf-16"))
    assert loom("tmx", "convert", path, "-o", tmp_path / "out.tmx").code == 0
    assert pairs(tmp_path / "out.tmx") == PAIRS
    assert b'encoding="UTF-8"' in (tmp_path / "out.tmx").read_bytes().upper().replace(b"ENCODING", b"encoding").replace(
        b"'", b'"'
    )


def test_recovery_lists_the_first_repairs(loom: Loom, made: Made, tmp_path: Path) -> None:
    path = made("a.tmx", *((f"Ship\x0b {number}", f"سفينة {number}") for number in range(30)))
    strict = loom("tmx", "dedupe", path, "-o", tmp_path / "out.tmx")
    assert strict.code == 1
    assert "a.tmx: line 5: " in strict.err
    assert not (tmp_path / "out.tmx").exists()
    lenient = loom("tmx", "dedupe", path, "-o", tmp_path / "out.tmx", "--recover", "--by", "source")
    assert lenient.code == 0
    lines = [line for line in lenient.err.splitlines() if line.startswith("loom: repaired: ")]
    assert len(lines) == 21
    assert lines[-1].endswith("a.tmx: 30 in all; the first 20 are listed")
    assert len(pairs(tmp_path / "out.tmx")) == 30


@pytest.mark.parametrize("command", ["clean", "merge", "dedupe", "filter", "convert"])
def test_an_input_is_never_the_output(loom: Loom, made: Made, tmp_path: Path, command: str) -> None:
    path = made("a.tmx", *PAIRS)
    (tmp_path / "link.tmx").symlink_to(path)
    options = ["--lang", "en"] if command == "filter" else []
    outcome = loom("tmx", command, path, "-o", tmp_path / "link.tmx", *options)
    assert outcome.code == 1
    assert "link.tmx: this is an input file" in outcome.err
    assert pairs(path) == PAIRS


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["filter", "a.tmx", "-o", "b.tmx"], "no condition given"),
        (["filter", "a.tmx", "-o", "b.tmx", "--match", "("], "no regular expression"),
        (["filter", "a.tmx", "-o", "b.tmx", "--after", "soon"], "no date"),
        (["filter", "a.tmx", "-o", "-", "--lang", "en", "--json"], "name an --output file"),
        (["split", "a.tmx", "-o", "b"], "give one of them"),
        (["split", "a.tmx", "-o", "b", "--units", "1", "--by", "document"], "give one of them"),
        (["convert", "a.tmx", "-o", "b.tmx", "--map-lang", "en"], "OLD=NEW"),
    ],
)
def test_wrong_usage_is_explained(
    loom: Loom, made: Made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], message: str
) -> None:
    made("a.tmx", *PAIRS)
    monkeypatch.chdir(tmp_path)
    outcome = loom("tmx", *arguments)
    assert outcome.code == 2
    assert message in " ".join(outcome.err.replace("│", " ").split())
    assert not (tmp_path / "b.tmx").exists()


def test_what_went_wrong_with_the_rejected_file(loom: Loom, made: Made, tmp_path: Path) -> None:
    path, out = made("a.tmx", *PAIRS), tmp_path / "out.tmx"
    assert "this is the output as well" in loom("tmx", "clean", path, "-o", out, "--rejected", out).err
    assert "this is an input file" in loom("tmx", "clean", path, "-o", out, "--rejected", path).err


def test_clean_with_checks_sets_wrong_units_aside(loom: Loom, made: Made, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.tmx", tmp_path / "bad.tmx"
    right, wrong = ("Open since 1998.", "مفتوح منذ ١٩٩٨."), ("Open since 1998.", "مفتوح منذ 1989.")
    memory = made("in.tmx", right, wrong, PAIRS[0])
    assert loom("tmx", "clean", memory, "-o", good, "--rejected", bad, "--checks").code == 0
    assert pairs(good) == [right, PAIRS[0]]
    assert [unit.property("x-rejected") for unit in read_tmx(bad)] == ["numbers"]
    assert loom("tmx", "clean", memory, "-o", good, "--check", "nonsense").code == 1
