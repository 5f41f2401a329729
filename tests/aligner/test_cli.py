import io
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from aligner.cli import main
from tests.conftest import ROOT, Loom, Outcome

EXPECTED_BEADS = """\
[0]:[0] [1]:[1] [2]:[2] [3]:[3] [4]:[4] [5]:[5] [6, 7]:[6] [8]:[7] [9, 10]:[8] [11, 12]:[9] [13]:[]
[14]:[10] [15]:[11] [16]:[12]
"""


def test_the_example_comes_out_right(loom: Loom, example: Path) -> None:
    outcome = loom("align", example, "--format", "beads")
    assert outcome.code == 0
    assert outcome.err == ""
    rows = outcome.out.splitlines()
    assert all(re.fullmatch(r"\[[\d, ]*\]:\[[\d, ]*\]:[01]\.\d{4}", row) for row in rows)
    assert [row.rsplit(":", 1)[0] for row in rows] == re.findall(r"\[[\d, ]*\]:\[[\d, ]*\]", EXPECTED_BEADS)
    assert all(float(row.rsplit(":", 1)[1]) > 0.9 for row in rows if "[]" not in row)


def test_the_tmx_holds_the_text_byte_for_byte(loom: Loom, example: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.tmx"
    assert loom("align", example, "-o", out) == Outcome(0, "", "")
    root = etree.parse(out).getroot()
    text = example.read_text(encoding="utf-8")
    segs = [seg.text or "" for seg in root.iter("seg")]
    assert len(segs) == 26
    assert all(part in text for seg in segs for part in seg.split("\n"))
    first = root.find("body/tu")
    assert first is not None
    assert {prop.get("type"): prop.text for prop in first.findall("prop")} == {
        "x-score": "1.0000",
        "x-bead": "1-1",
        "x-source-file": example.name,
        "x-target-file": example.name,
        "x-source-segments": "0",
        "x-target-segments": "0",
    }
    assert [prop.get("type") for prop in first.findall("tuv/prop")] == ["x-context-post", "x-context-post"]
    segtypes = {tu.findtext("prop[@type='x-bead']"): tu.get("segtype") for tu in root.iter("tu")}
    assert segtypes == {"1-1": "sentence", "2-1": "paragraph"}
    header = root.find("header")
    assert header is not None
    assert header.get("segtype") == "paragraph"


def test_formats_follow_the_suffix(loom: Loom, example: Path, tmp_path: Path) -> None:
    assert loom("align", example, "-o", tmp_path / "x.tsv").code == 0
    rows = [row.split("\t") for row in (tmp_path / "x.tsv").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 13
    assert {len(row) for row in rows} == {4}
    assert loom("align", example, "-o", tmp_path / "x.jsonl").code == 0
    beads = [json.loads(row) for row in (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()]
    text = example.read_text(encoding="utf-8")
    assert len(beads) == 14
    for bead in beads:
        for side in (bead["source"], bead["target"]):
            parts = [text[start:end] for start, end in side["offsets"]]
            assert all(part in side["text"] for part in parts)
    assert sum(bead["bead"] == "1-0" for bead in beads) == 1


def test_languages_decide_the_direction(loom: Loom, example: Path) -> None:
    outcome = loom("align", example, "--source-lang", "ar-LY", "--target-lang", "en_gb")
    root = etree.fromstring(outcome.out.encode())
    assert {header.get("srclang") for header in root.iter("header")} == {"ar-LY"}
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [tuv.get(lang) for tuv in root.iter("tuv")][:2] == ["ar-LY", "en-GB"]


def test_standard_input_and_output(example: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from aligner.cli import main; main()", "align", "-", "-o", "-", "-f", "tsv"]
    done = subprocess.run(command, input=example.read_bytes(), capture_output=True, check=True, cwd=ROOT)
    assert len(done.stdout.decode().splitlines()) == 13
    assert done.stderr == b""


def test_show_prints_pairs_with_isolated_lines(loom: Loom, example: Path, tmp_path: Path) -> None:
    outcome = loom("align", example, "-o", tmp_path / "x.tmx", "--show")
    assert "\u2067الدخول مجاني للجميع، وستفتح المكتبة" in outcome.out
    lines = [line for line in outcome.out.splitlines() if line]
    assert all(re.fullmatch("[^\u2066-\u2069]*[\u2066\u2067][^\u2066-\u2069]*\u2069", line) for line in lines)
    assert "\u2066HARBOUR CITY, 12 August 2026\u2069" in outcome.out
    assert "\u2067مدينة الميناء، 12 أغسطس 2026\u2069" in outcome.out
    assert "no partner" in outcome.out
    shown = "".join(re.findall("\u2067(.*)\u2069", outcome.out)).replace(" ", "")
    assert "والأسقفالخشبيةقدحُفظت؛وستوفر" in shown
    assert loom("align", example, "--show").code == 2


def test_escape_sequences_do_not_reach_the_terminal(loom: Loom, tmp_path: Path) -> None:
    text = write(tmp_path / "x.txt", "The doors \x1b[2Jopen at nine.\nتفتح الأبواب في التاسعة.\n".encode())
    outcome = loom("align", text, "-o", tmp_path / "x.tsv", "--show")
    assert "\x1b" not in outcome.out
    assert "The doors \ufffd[2Jopen at nine." in outcome.out
    assert "The doors \x1b[2Jopen at nine." in (tmp_path / "x.tsv").read_text(encoding="utf-8")


def test_the_same_input_gives_the_same_bytes(
    loom: Loom, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1786525200")
    for name in ("one.tmx", "two.tmx"):
        loom("align", example, "-o", tmp_path / name)
    assert (tmp_path / "one.tmx").read_bytes() == (tmp_path / "two.tmx").read_bytes()
    assert b'changedate="20260812T090000Z"' in (tmp_path / "one.tmx").read_bytes()


def test_a_guessed_encoding_is_reported(loom: Loom, example: Path, tmp_path: Path) -> None:
    legacy = tmp_path / "legacy.txt"
    text = example.read_text(encoding="utf-8")
    legacy.write_bytes(text.encode("cp1256"))
    outcome = loom("align", legacy, "-f", "tsv")
    assert outcome.out == loom("align", example, "-f", "tsv").out
    assert outcome.err == f"loom: {legacy}: read as cp1256, a guess; --encoding names another\n"
    assert loom("align", legacy, "-f", "tsv", "--encoding", "cp1256").err == ""


def test_unrelated_texts_are_called_that(loom: Loom, tmp_path: Path) -> None:
    english, arabic = tmp_path / "en.txt", tmp_path / "ar.txt"
    english.write_text(
        "The recipe needs two eggs and a cup of flour.\nBake the cake for forty minutes.\n"
        "Let it cool before you cut it.\nServe it with cream and strawberries.\n",
        encoding="utf-8",
    )
    arabic.write_text(
        "فاز الفريق الوطني على ضيفه بهدفين مقابل هدف.\nوأحرز المهاجم الهدف الأول من ركلة جزاء.\n"
        "وقال المدرب إن اللاعبين قدموا مباراة كبيرة.\nوتقام المباراة المقبلة في تونس.\n",
        encoding="utf-8",
    )
    outcome = loom("align", english, arabic, "-o", tmp_path / "x.beads")
    assert outcome.code == 0
    assert re.search(r"warning: only \d+% of the en and \d+% of the ar text found a partner", outcome.err)
    assert all(float(row.rsplit(":", 1)[1]) < 0.5 for row in (tmp_path / "x.beads").read_text().splitlines())
    loom("align", english, arabic, "-o", tmp_path / "x.tmx", "--min-score", "0.5")
    assert not list(etree.parse(tmp_path / "x.tmx").iter("tu"))


def test_what_tmx_forbids_is_left_out_and_said(loom: Loom, tmp_path: Path) -> None:
    text = tmp_path / "x.txt"
    text.write_text(
        "\u200fThe library opens\x0b on Monday.\nAdmission is free.\n\u200fتفتح المكتبة يوم الاثنين.\nالدخول مجاني.\n",
        encoding="utf-8",
    )
    outcome = loom("align", text, "--segmented", "-o", tmp_path / "x.tmx")
    assert "left out: characters that XML 1.0 forbids: 1" in outcome.err
    assert "look-ups: 1" in outcome.err
    segs = [seg.text for seg in etree.parse(tmp_path / "x.tmx").iter("seg")]
    assert segs[:2] == ["The library opens on Monday.", "\u200fتفتح المكتبة يوم الاثنين."]


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"Only one language here, and it is English.\n", "found only one (en 100%)"),
        (os.urandom(4000) + bytes(9), "binary content"),
        (b"%PDF-1.4\n", "a PDF file"),
        ("one\nواحد".encode() + b"\xff\xfe\xff" + "اثنان ثلاثة أربعة خمسة".encode(), "broken UTF-8 at line 2"),
    ],
)
def test_bad_input_is_one_clear_line_and_no_file(loom: Loom, tmp_path: Path, data: bytes, message: str) -> None:
    bad, out = write(tmp_path / "bad.txt", data), tmp_path / "out.tmx"
    out.write_bytes(b"what was there before")
    outcome = loom("align", bad, "-o", out)
    assert outcome.code == 1
    assert outcome.out == ""
    assert outcome.err.count("\n") == 1
    assert outcome.err.startswith(f"loom: error: {bad}: ")
    assert message in outcome.err
    assert out.read_bytes() == b"what was there before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.txt", "out.tmx"]


def test_missing_files_and_folders(loom: Loom, example: Path, tmp_path: Path) -> None:
    assert loom("align", tmp_path / "none.txt").err == f"loom: error: {tmp_path / 'none.txt'}: no such file\n"
    for out in (tmp_path / "no" / "such" / "folder.tmx", tmp_path):
        outcome = loom("align", example, "-o", out)
        assert (outcome.code, outcome.out) == (1, "")
        assert re.fullmatch(rf"loom: error: {out}: cannot be written \(.*\); name another output\n", outcome.err)
    assert list(tmp_path.iterdir()) == []


def test_an_input_is_never_overwritten(loom: Loom, example: Path, tmp_path: Path) -> None:
    text = write(tmp_path / "x.txt", example.read_bytes())
    assert loom("align", text, "-o", text).err == f"loom: error: {text}: this is an input file; name another output\n"
    assert text.read_bytes() == example.read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_reported(loom: Loom, example: Path) -> None:
    outcome = loom("align", example, "-o", "/dev/full")
    assert outcome.code == 1
    assert "/dev/full: cannot be written (No space left on device)" in outcome.err


def test_a_new_file_has_ordinary_permissions(loom: Loom, example: Path, tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        loom("align", example, "-o", tmp_path / "x.tmx")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "x.tmx").stat().st_mode) == 0o640


def test_a_model_that_is_not_there_is_one_line(
    loom: Loom, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    outcome = loom("align", example, "-o", tmp_path / "x.tmx", "--model", tmp_path / "nothing")
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1
    assert f"--model {tmp_path / 'nothing'}" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_usage_errors_exit_with_2(loom: Loom) -> None:
    assert loom("align").code == 2
    assert loom("align", "x", "--format", "docx").code == 2
    assert loom("--version").out.startswith("loom 0.")


def test_debug_shows_where_it_went_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus import UnreadableFile

    monkeypatch.setattr(sys, "argv", ["loom", "--debug", "align", str(tmp_path / "none")])
    with pytest.raises(UnreadableFile):
        main()


def test_progress_is_drawn_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    from aligner.cli.terminal import progress

    for terminal in (True, False):
        stream = io.StringIO()
        monkeypatch.setattr(stream, "isatty", lambda terminal=terminal: terminal)
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setenv("TERM", "xterm")
        with progress("aligning") as advance:
            advance(1, 2)
        assert bool(stream.getvalue()) is terminal
