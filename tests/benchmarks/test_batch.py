"""How the benchmark of batches counts time."""

import time

import pytest

from benchmarks.batch import Shares


def test_a_stage_is_counted_without_the_stages_inside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(time, "process_time", lambda: clock[0])
    shares = Shares()

    def work(seconds: float) -> float:
        clock[0] += seconds
        return seconds

    inner = shares.of("inner", work)

    def outer() -> float:
        work(1)
        inner(10)
        return work(2)

    work(100)
    assert shares.of("outer", outer)() == 2
    work(100)
    with shares.stage("outer"):
        work(4)
    assert dict(shares.seconds) == {"outer": 7, "inner": 10}
