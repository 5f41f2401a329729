"""Real CAT clients, as scripts in ../shared/clients, run on what we write."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree


@dataclass(frozen=True)
class Filled:
    """What OmegaT made of a source text with one TMX."""

    segments: int
    translated: int
    pairs: tuple[tuple[str, str], ...]


OmegaT = Callable[..., Filled]


@pytest.fixture
def omegat(shared: Path, tmp_path: Path) -> OmegaT:
    """Run OmegaT headless on a TMX and a source text."""
    if not Path("/usr/share/omegat/OmegaT.jar").exists() or not shutil.which("java"):
        pytest.skip("no OmegaT here (Debian package omegat)")

    def run(memory: Path, source: str, target_language: str = "ar", *, by_sentence: bool = True) -> Filled:
        text, keep = tmp_path / "source.txt", tmp_path / "omegat"
        text.write_text(source, encoding="utf-8")
        done = subprocess.run(
            [shared / "clients" / "omegat_accepts.sh", memory, "en", target_language, text],
            env={**os.environ, "OMEGAT_SEG": str(by_sentence).lower(), "KEEP": str(keep), "SHOW": "0"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in (0, 1), done.stdout + done.stderr
        assert "TMXR_ERR" not in done.stdout, done.stdout
        counts = re.search(r"segments_total=(\d+) translated_from_tm=(\d+)", done.stdout)
        assert counts, done.stdout
        return Filled(int(counts[1]), int(counts[2]), tuple(_pairs(next((keep / "project").glob("*-level2.tmx")))))

    return run


@pytest.fixture
def is_valid(shared: Path) -> Callable[[Path], bool]:
    """DTD and OmegaT's own schema."""
    if not shutil.which("xmllint"):
        pytest.skip("no xmllint here (Debian package libxml2-utils)")

    def run(memory: Path) -> bool:
        done = subprocess.run(
            [shared / "clients" / "validate_tmx.sh", memory], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout
        return done.stdout.count(": valid") == 2

    return run


@pytest.fixture
def usable_units(shared: Path) -> Callable[[Path], int]:
    """How many units translate-toolkit finds with text on both sides."""

    def run(memory: Path) -> int:
        command = [sys.executable, str(shared / "clients" / "tt_load.py"), str(memory), "en", "ar"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found = re.search(r"usable_en_ar=(\d+)", done.stdout)
        assert found, done.stdout + done.stderr
        return int(found[1])

    return run


def _pairs(project: Path) -> list[tuple[str, str]]:
    units = etree.parse(project).iter("tu")
    return [
        ("".join(segs[0].itertext()), "".join(segs[1].itertext()))
        for unit in units
        if (segs := list(unit.iter("seg")))[1:]
    ]
