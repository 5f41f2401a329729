"""``loom batch``: folders on the command line, watched, interrupted and killed."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.aligner.batch.documents import write_pair
from tests.conftest import ROOT, Loom
from tmx import read_tmx


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-c", "from aligner.cli import main; main()", "batch", *map(str, arguments)]


def tree(out: Path) -> dict[str, bytes]:
    """All that a batch wrote, but for how long it took."""
    found = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if name not in ("timings.jsonl", ".lock")}


def begin(*arguments: object) -> "subprocess.Popen[str]":
    """The command in a group of processes of its own."""
    return subprocess.Popen(command(*arguments), cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE, text=True)


def wait_for(lines: int, manifest: Path, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if manifest.exists() and manifest.read_bytes().count(b"\n") >= lines:
            return
        time.sleep(0.02)
    raise AssertionError(f"{manifest} has less than {lines} lines")


def test_a_dry_run_prints_a_table_that_is_an_input(loom: Loom, tmp_path: Path) -> None:
    write_pair(tmp_path / "in", 1)
    write_pair(tmp_path / "in", 2)[1].unlink()
    outcome = loom("batch", tmp_path / "in", "--dry-run", "--no-content")
    assert outcome.code == 0
    rows = [line.split("\t") for line in outcome.out.splitlines()]
    assert rows[0] == ["source", "target", "source_language", "target_language", "by", "score", "name"]
    assert [row[2:] for row in rows[1:]] == [["en", "ar", "name", "", "text001"]]
    assert "text002.en.txt" in outcome.err
    table = tmp_path / "pairs.tsv"
    table.write_text(outcome.out, encoding="utf-8")
    again = json.loads(loom("batch", table, "--dry-run", "--json").out)
    assert [(pair["source"], pair["by"]) for pair in again["pairs"]] == [(rows[1][0], "list")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "pairs.tsv"]


def test_a_folder_to_a_memory_with_a_failure_and_a_lonely_file(loom: Loom, tmp_path: Path) -> None:
    write_pair(tmp_path / "in", 1)
    broken, _ = write_pair(tmp_path / "in", 2)
    broken.write_bytes(b"PK\x03\x04 no archive")
    write_pair(tmp_path / "in", 3)[1].unlink()
    arguments = ("batch", tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1, "--json", "--no-content")
    outcome = loom(*arguments, "--memory", tmp_path / "m.loom")
    assert outcome.code == 1
    figures = json.loads(outcome.out)
    assert [figures[name] for name in ("done", "failed", "unpaired", "aligned")] == [1, 1, 1, 2]
    assert figures["units"] == figures["imported"]["new"] == 9
    assert f"loom: failed: text002: {broken}: " in outcome.err
    assert (
        "documents done: 1, failed: 1; files without a partner: 1; memory.tmx: 9 units, 0 repeated ones left out"
        in outcome.err
    )
    assert "documents in this run: 2; 18 sentences in" in outcome.err
    assert (tmp_path / "out" / "unpaired.tsv").read_text().startswith(f"{tmp_path / 'in' / 'text003.en.txt'}\t")
    broken.unlink()
    again = loom(*arguments)
    assert again.code == 0
    for path in (tmp_path / "in").glob("text001.*"):
        path.unlink()
    assert "1 documents of an earlier run are not among the inputs any more" in loom(*arguments).err
    assert json.loads(again.out)["aligned"] == 0


def test_what_is_wrong_with_the_command_is_said_before_the_work(loom: Loom, tmp_path: Path) -> None:
    write_pair(tmp_path, 1)
    assert loom("batch", tmp_path).code == 2
    assert loom("batch", tmp_path, "-o", tmp_path / "out", "--idle", 3).code == 2
    assert loom("batch", tmp_path, "-o", tmp_path / "out", "--filter", "nonsense").code == 1
    assert loom("batch", tmp_path / "nothing", "-o", tmp_path / "out").code == 1
    assert not (tmp_path / "out").exists()
    outcome = loom("batch", tmp_path, "-o", tmp_path)
    assert outcome.err.splitlines() == [f"loom: error: {tmp_path}: a folder with other files in it; name a new one"]


def test_killed_again_and_again_it_comes_out_the_same(
    loom: Loom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1786525200")
    for number in range(12):
        write_pair(tmp_path / "in", number)
    assert loom("batch", tmp_path / "in", "-o", tmp_path / "whole", "--jobs", 1).code == 0
    out = tmp_path / "out"
    for lines in (1, 6):
        process = begin(tmp_path / "in", "-o", out, "--jobs", 2)
        wait_for(lines, out / "manifest.jsonl")
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    assert not (out / "memory.tmx").exists()
    last = loom("batch", tmp_path / "in", "-o", out, "--jobs", 2)
    assert last.code == 0
    assert "documents done: 12, failed: 0" in last.err
    assert tree(out) == tree(tmp_path / "whole")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_leaves_no_process_and_no_piece_of_a_file(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    for each in range(40):
        write_pair(tmp_path / "in", each, 20)
    process = begin(tmp_path / "in", "-o", tmp_path / "out", "--jobs", 1)
    wait_for(2, tmp_path / "out" / "manifest.jsonl")
    os.killpg(process.pid, number)
    _, messages = process.communicate(timeout=20)
    assert process.returncode == status
    assert messages.splitlines() == [
        f"loom: interrupted; what is done is kept in {tmp_path / 'out'}, and the same command goes on"
    ]
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert not list((tmp_path / "out").rglob("*.part"))
    assert not (tmp_path / "out" / "memory.tmx").exists()


def test_a_folder_is_watched_until_somebody_says_stop(loom: Loom, tmp_path: Path) -> None:
    write_pair(tmp_path / "in", 1)
    later = write_pair(tmp_path / "new", 2)
    out = tmp_path / "out"
    process = begin(tmp_path / "in", "-o", out, "--jobs", 1, "--watch", "--settle", 0.2, "--idle", 60)
    wait_for(1, out / "manifest.jsonl")
    for path in later:
        path.rename(tmp_path / "in" / path.name)
    wait_for(2, out / "manifest.jsonl")
    os.kill(process.pid, signal.SIGINT)
    _, messages = process.communicate(timeout=60)
    assert process.returncode == 0
    assert f"{out}: documents done: 2" in messages
    assert sorted(path.name for path in (out / "pairs").iterdir()) == ["text001.tmx", "text002.tmx"]
    assert {unit.property("x-source-file") for unit in read_tmx(out / "memory.tmx")} == {
        "text001.en.txt",
        "text002.en.txt",
    }
    assert json.loads((out / "batch.json").read_text())["finished"]
    idle = loom("batch", tmp_path / "in", "-o", out, "--watch", "--settle", 0, "--idle", 0.1, "--json")
    assert json.loads(idle.out)["aligned"] == 0
