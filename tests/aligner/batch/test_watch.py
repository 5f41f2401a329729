"""When a file in a folder that keeps filling counts as whole."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from aligner.batch.watch import Patience, arrivals


class Clock:
    """Time that passes only while somebody sleeps; what happens meanwhile is a list of deeds by second."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        self.deeds: dict[int, list[tuple[Path, str]]] = {}
        monkeypatch.setattr(time, "monotonic", lambda: self.now)
        monkeypatch.setattr(time, "time", lambda: 1_000_000 + self.now)
        monkeypatch.setattr(time, "sleep", self.sleep)

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        for path, text in self.deeds.pop(int(self.now), []):
            self.write(path, text)

    def write(self, path: Path, text: str, age: float = 0) -> None:
        path.write_text(text)
        moment = int((time.time() - age) * 1e9)
        os.utime(path, ns=(moment, moment))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def names(rounds: Iterator[frozenset[Path]], clock: Clock) -> list[tuple[float, str]]:
    return [(clock.now, "".join(sorted(path.name for path in whole))) for whole in rounds]


def test_files_are_taken_when_nobody_has_written_to_them_for_a_while(tmp_path: Path, clock: Clock) -> None:
    clock.write(tmp_path / "a", "old", age=60)
    clock.write(tmp_path / "b", "just begun", age=1)
    clock.deeds = {
        2: [(tmp_path / "b", "goes on")],
        4: [(tmp_path / "b", "is whole")],
        20: [(tmp_path / "a", "changed"), (tmp_path / "c", "new")],
    }
    found = arrivals(tmp_path.iterdir, Patience(settle=5, idle=12, poll=1))
    assert names(found, clock) == [(0, "a"), (9, "ab"), (25, "abc")]
    assert clock.now == 37


def test_a_file_that_is_gone_is_news(tmp_path: Path, clock: Clock) -> None:
    for name in "ab":
        clock.write(tmp_path / name, "", age=60)
    found = arrivals(tmp_path.iterdir, Patience(settle=5, idle=12, poll=1))
    assert sorted(path.name for path in next(found)) == ["a", "b"]
    (tmp_path / "a").unlink()
    assert names(found, clock) == [(1, "b")]


def test_a_file_that_grows_forever_does_not_keep_the_others_back(tmp_path: Path, clock: Clock) -> None:
    clock.deeds = {second: [(tmp_path / "log", str(second))] for second in range(1, 30)} | {3: [(tmp_path / "x", "")]}
    found = arrivals(tmp_path.iterdir, Patience(settle=2, idle=5, poll=1))
    assert names(found, clock)[0] == (5, "x")


def test_without_idle_there_is_no_end(tmp_path: Path, clock: Clock) -> None:
    clock.write(tmp_path / "a", "", age=9)
    rounds = arrivals(tmp_path.iterdir, Patience(settle=5, poll=100))
    assert next(rounds)
    clock.deeds = {5_000: [(tmp_path / "b", "")]}
    assert len(next(rounds)) == 2
