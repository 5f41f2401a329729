"""Where the shared data is, the rule that CI skips nothing while it is there, and the command to run."""

import os
import signal
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from aligner.cli import main

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the checkout")
    return SHARED


@pytest.fixture
def example() -> Path:
    return ROOT / "examples" / "harbour-library.en-ar.txt"


# `make check` runs all tests a second time, slowly, to see which lines they reach: it need not look as far.
settings.register_profile("coverage", max_examples=15, deadline=None)


def pytest_configure() -> None:
    if os.environ.get("COVERAGE_RUN"):
        settings.load_profile("coverage")
    # A shell that runs the tests in the background has Ctrl-C ignored, in all that they start as well.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get("CI") and SHARED.is_dir():
        report.outcome = "failed"
        report.longrepr = f"skipped in CI although ../shared is there: {report.longrepr}"
    return report


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Loom = Callable[..., Outcome]


@pytest.fixture
def loom(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Loom:
    """Run the command in this process."""

    def run(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["loom", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as stop:
            main()
            raise SystemExit(0)
        written = capfd.readouterr()
        return Outcome(int(stop.value.code or 0), written.out, written.err)

    return run
