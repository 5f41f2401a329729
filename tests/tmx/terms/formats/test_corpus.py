"""Whole files, one for each thing that a glossary can have or have wrong, with what the readers say about them.

``valid/FILE.json`` has the glossary's name, its concepts without empty fields, and the counts of what
was lost; ``invalid/FILE.json`` the error behind the file's name. ``languages`` are those that were named.
"""

import json
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.tmx.terms.formats.test_roundtrip import settled
from tmx.errors import TmxError
from tmx.terms.formats import TermForm, read_all, read_glossary, write_glossary

HERE = Path(__file__).parent
VALID, INVALID = (
    sorted(path for path in (HERE / kind).iterdir() if path.suffix != ".json") for kind in ("valid", "invalid")
)


def expected(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.with_name(f"{path.name}.json").read_text(encoding="utf-8"))
    return found


def languages(path: Path) -> tuple[str, str] | None:
    named = expected(path).get("languages")
    return (named[0], named[1]) if named else None


def filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: kept for key, one in value.items() if (kept := filled(one))}
    return [filled(one) for one in value] if isinstance(value, (list, tuple)) else value


def test_there_are_files() -> None:
    assert len(VALID) >= 40
    assert len(INVALID) >= 35
    assert {path.suffix for path in VALID} == {".tbx", ".txt", ".utf8", ".csv", ".tsv"}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_a_valid_file_is_read(path: Path) -> None:
    reading = read_all(path, languages(path))
    assert {
        "name": reading.glossary.name,
        "concepts": [filled(asdict(concept)) for concept in reading.glossary.concepts],
        "lost": filled(asdict(reading.lost)),
    } == {name: value for name, value in expected(path).items() if name != "languages"}


@pytest.mark.parametrize("path", [path for path in VALID if path.suffix == ".tbx"], ids=lambda path: path.name)
@pytest.mark.parametrize("form", [TermForm.TBX, TermForm.TBX3])
def test_what_is_read_of_tbx_is_written_and_read_again(path: Path, form: TermForm) -> None:
    glossary, out = read_glossary(path), BytesIO()
    assert not write_glossary(out, form, glossary)
    again = read_all(BytesIO(out.getvalue()), name="again.tbx").glossary
    assert settled(again) == settled(glossary)
    assert again.name == glossary.name


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.name)
def test_an_invalid_file_is_refused_in_one_line_with_place_and_remedy(path: Path) -> None:
    with pytest.raises(TmxError) as error:
        read_glossary(path, languages(path))
    assert str(error.value) == f"{path}: {expected(path)['error']}"
    assert "\n" not in str(error.value)
    assert "; " in str(error.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.tbx", tmp_path / "none.csv"):
        with pytest.raises(TmxError, match=r"none\.\w+: cannot be read .No such file"):
            read_glossary(path)
    with pytest.raises(TmxError, match=r"cannot be read .Is a directory"):
        read_glossary(tmp_path, form=TermForm.TBX)


def test_an_unknown_suffix_lists_what_is_known(tmp_path: Path) -> None:
    with pytest.raises(TmxError, match=r"a\.docx: no format .* \.tbx \.txt .* \.xlsx"):
        read_glossary(tmp_path / "a.docx")
