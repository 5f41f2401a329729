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
    assert all(float(row.rsplit(":", 1)[1]) > 0.7 for row in rows if "[]" not in row)


def test_the_tmx_holds_the_text_byte_for_byte(loom: Loom, example: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.tmx"
    assert loom("align", example, "-o", out) == Outcome(0, "", "")
    root = etree.parse(out).getroot()
    text = example.read_text(encoding="utf-8")
    segs = [seg.text or "" for seg in root.iter("seg")]
    assert len(segs) == 30
    assert all(part in text for seg in segs for part in seg.split("\n"))
    first = root.find("body/tu")
    assert first is not None
    assert {prop.get("type"): prop.text for prop in first.findall("prop")} == {
        "x-score": first.findtext("prop"),
        "x-bead": "1-1",
        "x-source-file": example.name,
        "x-target-file": example.name,
        "x-source-segments": "0",
        "x-target-segments": "0",
    }
    assert [prop.get("type") for prop in first.findall("tuv/prop")] == ["x-context-post", "x-context-post"]
    segtypes = {tu.findtext("prop[@type='x-bead']"): tu.get("segtype") for tu in root.iter("tu")}
    assert segtypes["1-1"] == "sentence"
    header = root.find("header")
    assert header is not None
    assert header.get("segtype") == "paragraph"


def test_filters_leave_beads_out_and_say_how_many(loom: Loom, example: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.tsv"
    outcome = loom("align", example, "-o", out, "--filter", "min-words=8", "--filter", "!match=library")
    assert outcome.code == 0
    assert re.fullmatch(r"loom: left out by filters: min-words 8 \d+, !match library \d+\n", outcome.err)
    sources = [row.split("\t")[0] for row in out.read_text(encoding="utf-8").splitlines()]
    assert sources
    assert all("library" not in source and len(source.split()) >= 6 for source in sources)
    outcome = loom("align", example, "-o", tmp_path / "none.tsv", "--filter", "min-words=many")
    assert (outcome.code, outcome.err.count("\n")) == (1, 1)
    assert not (tmp_path / "none.tsv").exists()


def test_formats_follow_the_suffix(loom: Loom, example: Path, tmp_path: Path) -> None:
    assert loom("align", example, "-o", tmp_path / "x.tsv").code == 0
    rows = [row.split("\t") for row in (tmp_path / "x.tsv").read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 15
    assert {len(row) for row in rows} == {4}
    assert loom("align", example, "-o", tmp_path / "x.jsonl").code == 0
    beads = [json.loads(row) for row in (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()]
    text = example.read_text(encoding="utf-8")
    assert len(beads) == 16
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
    assert len(done.stdout.decode().splitlines()) == 15
    assert done.stderr == b""


def test_show_prints_pairs_with_isolated_lines(loom: Loom, example: Path, tmp_path: Path) -> None:
    outcome = loom("align", example, "-o", tmp_path / "x.tmx", "--show")
    assert "\u2067الدخول مجاني للجميع،\u2069" in outcome.out
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
        (b"%PDF-1.4\n", "PDF"),
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


def test_units_below_the_sentence(loom: Loom, tmp_path: Path) -> None:
    english = write(
        tmp_path / "en.txt",
        b"The fishermen returned to the harbour in the evening. The council opened the new market. "
        b"The children planted trees around the school.\nThe library is closed on Fridays.\n",
    )
    arabic = write(
        tmp_path / "ar.txt",
        "عاد الصيادون إلى الميناء في المساء، وافتتح المجلس السوق الجديدة، وزرع الأطفال الأشجار حول المدرسة.\n"
        "المكتبة مغلقة أيام الجمعة.\n".encode(),
    )
    whole = loom("align", english, arabic, "-f", "tsv", "--granularity", "sentence").out.splitlines()
    assert [row.split("\t")[3] for row in whole] == ["3-1", "1-1"]
    rows = [
        row.split("\t")
        for row in loom("align", english, arabic, "-f", "tsv", "--granularity", "clause").out.splitlines()
    ]
    assert [row[:2] for row in rows[:3]] == [
        ["The fishermen returned to the harbour in the evening.", "عاد الصيادون إلى الميناء في المساء،"],
        ["The council opened the new market.", "وافتتح المجلس السوق الجديدة،"],
        ["The children planted trees around the school.", "وزرع الأطفال الأشجار حول المدرسة."],
    ]
    beads = loom("align", english, arabic, "-f", "beads", "--granularity", "clause").out.splitlines()
    assert [bead.rsplit(":", 1)[0] for bead in beads] == ["[0, 1, 2]:[0]", "[3]:[1]"]
    out = loom("align", english, arabic, "-f", "jsonl", "--granularity", "clause").out.splitlines()
    text = arabic.read_text(encoding="utf-8")
    for row in map(json.loads, out[:3]):
        ((start, end),) = row["target"]["offsets"]
        assert text[start:end] == row["target"]["text"]
        assert row["bead"] == "3-1"
    root = etree.fromstring(loom("align", english, arabic, "--granularity", "clause").out.encode())
    assert [tu.get("segtype") for tu in root.iter("tu")] == ["sentence"] * 4


@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_plot_is_written_beside_the_memory(loom: Loom, example: Path, tmp_path: Path, form: str) -> None:
    picture = tmp_path / f"x.{form}"
    assert loom("align", example, "-o", tmp_path / "x.tmx", "--plot", picture) == Outcome(0, "", "")
    assert picture.read_bytes().startswith(b"\x89PNG" if form == "png" else b"<?xml")
    assert (tmp_path / "x.tmx").stat().st_size > 1000


def test_a_plot_that_cannot_be_written_is_said_before_any_work(loom: Loom, example: Path, tmp_path: Path) -> None:
    assert loom("align", example, "-o", tmp_path / "x.tmx", "--plot", tmp_path / "x.pdf").code == 2
    assert loom("align", example, "-o", tmp_path / "x.tmx", "--plot", tmp_path / "no" / "x.png").code == 1
    outcome = loom("align", example, "-o", tmp_path / "x.png", "--plot", tmp_path / "x.png", "-f", "tmx")
    assert (
        outcome.err == f"loom: error: {tmp_path / 'x.png'}: this is the output as well; name another file for --plot\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_explain_says_what_words_found(loom: Loom, example: Path, tmp_path: Path) -> None:
    outcome = loom("align", example, "-o", tmp_path / "x.tmx", "--explain")
    assert outcome.code == 0
    assert re.search("covered: [1-9][0-9]% of the en and [1-9][0-9]% of the ar words", outcome.out)
    assert "\u2068photograph\u2069 = \u2068صورة\u2069" in outcome.out
    assert loom("align", example, "--explain").code == 2
