"""Whole files, one for each thing that a TMX can have or have wrong, with what the reader says about them.

``valid/NAME.json`` has the source language and the units, each variant as language, text and markup
if it has any; ``repairs`` where recovery has something to say about the header. ``invalid/NAME.json``
has the error, and what recovery makes of the file, or the error that is left. Each repair is line,
unit, what.
"""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tmx import TmxReader, TranslationUnit, UnreadableMemory, read_tmx, write_tmx

HERE = Path(__file__).parent
DTD = etree.DTD(str(HERE / "tmx14.dtd"))
VALID, INVALID = (sorted((HERE / kind).glob("*.tmx")) for kind in ("valid", "invalid"))


def expected(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return found


def texts(units: list[TranslationUnit]) -> list[list[list[str]]]:
    return [
        [
            [part for part in (variant.language, variant.text, variant.markup or None) if part is not None]
            for variant in unit.variants
        ]
        for unit in units
    ]


def recovered(path: Path) -> dict[str, Any]:
    with TmxReader(path, recover=True) as reader:
        units = list(reader)
    return {
        "source_language": reader.header.source_language,
        "units": texts(units),
        "repairs": [[repair.line, repair.unit, repair.what] for repair in reader.repairs],
    }


def test_there_are_files() -> None:
    assert len(VALID) >= 50
    assert len(INVALID) >= 60


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_file_is_read(path: Path) -> None:
    with TmxReader(path) as reader:
        units = list(reader)
    assert {"source_language": reader.header.source_language, "units": texts(units)} == {
        name: value for name, value in expected(path).items() if name != "repairs"
    }
    assert reader.repairs == []


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_recovery_leaves_a_valid_file_as_it_is(path: Path) -> None:
    assert recovered(path) == {"repairs": []} | expected(path)
    assert list(read_tmx(path, recover=True)) == list(read_tmx(path))


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_what_is_read_can_be_written_as_tmx_1_4b(path: Path) -> None:
    with TmxReader(path) as reader:
        units = list(reader)
    out = BytesIO()
    written = write_tmx(out, reader.header, units)
    assert DTD.validate(etree.fromstring(out.getvalue())), DTD.error_log
    assert written.units + written.empty == len(units)
    with TmxReader(BytesIO(out.getvalue())) as again:
        assert len(list(again)) == written.units


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_file_is_refused_with_its_place(path: Path) -> None:
    with pytest.raises(UnreadableMemory) as error:
        list(read_tmx(path))
    assert str(error.value) == f"{path}: {expected(path)['error']}"
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_recovery_saves_what_can_be_saved(path: Path) -> None:
    wanted = expected(path)
    if "still" in wanted:
        with pytest.raises(UnreadableMemory) as error:
            recovered(path)
        assert str(error.value) == f"{path}: {wanted['still']}"
    else:
        assert recovered(path) == wanted["recovered"]
        assert wanted["recovered"]["repairs"]


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_what_is_saved_can_be_written_and_is_valid(path: Path) -> None:
    if "still" in expected(path):
        return
    with TmxReader(path, recover=True) as reader:
        units = list(reader)
    out = BytesIO()
    written = write_tmx(out, reader.header, units)
    assert DTD.validate(etree.fromstring(out.getvalue())), DTD.error_log
    with TmxReader(BytesIO(out.getvalue())) as again:
        assert len(list(again)) == written.units == len(units)
