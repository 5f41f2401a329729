"""``loom terms convert``: from one format to another, and what that costs."""

import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from tests.conftest import Loom
from tmx.terms.formats import TermForm, read_glossary

CSV = "id,en,ar,ar status,definition\n1,quay,رصيف,preferred,Where ships lie.\n1,,كي,deprecated,\n2,pier,,,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def test_a_table_becomes_tbx_and_comes_back(loom: Loom, table: Path, tmp_path: Path) -> None:
    done = loom("terms", "convert", table, "-o", tmp_path / "a.tbx")
    assert (done.code, done.out) == (0, "")
    assert done.err == f"loom: {tmp_path / 'a.tbx'}: 2 concepts\n"
    assert loom("terms", "convert", tmp_path / "a.tbx", "-o", tmp_path / "b.xlsx").code == 0
    assert read_glossary(tmp_path / "b.xlsx").concepts == read_glossary(table).concepts


def test_what_is_lost_is_said(loom: Loom, table: Path, tmp_path: Path) -> None:
    done = loom("terms", "convert", table, "-o", tmp_path / "a.txt")
    lines = (tmp_path / "a.txt").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == ["quay\tرصيف\tpreferred; Where ships lie.; not: كي"]
    assert f"loom: {tmp_path / 'a.txt'}: 1 concepts\n" in done.err
    assert "left out: concepts without a term in a language that is written: 1" in done.err
    answer = json.loads(loom("terms", "convert", table, "-o", tmp_path / "a.txt", "--json").out)
    assert (answer["concepts"], answer["lost"]["writing"]["concepts"]) == (1, 1)


def test_standard_input_and_output_where_the_formats_are_named(
    loom: Loom, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(table.read_bytes())))
    done = loom("terms", "convert", "-", "--from", "csv", "-o", "-", "-f", "tsv")
    assert done.code == 0, done.err
    assert done.out.splitlines()[0] == "id\ten\tar\tar status\tdefinition"
    assert "loom: standard output: 2 concepts" in done.err


def test_packed_files_and_the_edition_of_2019(loom: Loom, table: Path, tmp_path: Path) -> None:
    assert loom("terms", "convert", table, "-o", tmp_path / "a.tbx.gz", "-f", TermForm.TBX3).code == 0
    assert b'style="dca"' in gzip.decompress((tmp_path / "a.tbx.gz").read_bytes())
    assert len(read_glossary(tmp_path / "a.tbx.gz").concepts) == 2


def test_languages_of_a_glossary_that_does_not_say_them(loom: Loom, tmp_path: Path) -> None:
    (tmp_path / "g.txt").write_text("quay\tرصيف\n", encoding="utf-8")
    done = loom("terms", "convert", tmp_path / "g.txt", "-o", tmp_path / "g.tbx")
    assert done.code == 1
    assert done.err.strip().endswith("name them with --source-lang and --target-lang")
    assert not (tmp_path / "g.tbx").exists()
    named = ("--source-lang", "en", "--target-lang", "ar")
    assert loom("terms", "convert", tmp_path / "g.txt", "-o", tmp_path / "g.tbx", *named).code == 0
    assert read_glossary(tmp_path / "g.tbx").concepts[0].languages() == ("en", "ar")
    assert loom("terms", "convert", tmp_path / "g.txt", "-o", tmp_path / "g.tbx", *named[:2]).code == 2


def test_an_input_is_never_overwritten(loom: Loom, table: Path) -> None:
    done = loom("terms", "convert", table, "-o", table)
    assert done.code == 1
    assert "this is an input file" in done.err
    assert table.read_text(encoding="utf-8") == CSV
