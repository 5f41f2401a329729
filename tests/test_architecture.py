"""The house: which package may import which, what a module may be called, what starts fast."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

ALLOWED = {"corpus": {"corpus"}, "tmx": {"tmx"}, "aligner": {"aligner", "corpus", "tmx"}}
MODULES = sorted(path for package in ALLOWED for path in (ROOT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add((node.module or "").split(".")[0])
    return names


def test_modules_were_found() -> None:
    assert len(MODULES) > 20


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_dependencies_point_inwards(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    others = imported(path) & (ALLOWED.keys() | {"training", "benchmarks", "tests"})
    assert others <= ALLOWED[package]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_short_and_named_for_what_they_hold(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "misc", "manager"}
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("package", sorted(ALLOWED))
def test_facade_names_exist(package: str) -> None:
    module = __import__(package)
    assert module.__all__ == sorted(module.__all__)
    for name in module.__all__:
        assert hasattr(module, name)


@pytest.mark.parametrize("arguments", [["--help"], ["align", "--help"], ["align", "EXAMPLE", "-o", "OUT"]])
def test_torch_stays_away(arguments: list[str], example: Path, tmp_path: Path) -> None:
    places = {"EXAMPLE": str(example), "OUT": str(tmp_path / "out.tmx")}
    command = ["loom", *(places.get(argument, argument) for argument in arguments)]
    script = (
        f"import sys; sys.argv = {command!r}\n"
        "from aligner.cli import main\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'scipy', 'sklearn'} & sys.modules.keys()\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
