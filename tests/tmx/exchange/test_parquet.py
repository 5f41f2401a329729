import io
import sys
from datetime import UTC, datetime

import pytest
from pyarrow import parquet

from tests.tmx.exchange.conftest import Write
from tmx import TranslationUnit, Variant
from tmx.exchange import Form, MissingLibrary


def test_a_row_holds_a_pair_and_where_it_comes_from(memory: list[TranslationUnit], write: Write) -> None:
    bare = TranslationUnit((Variant("en-GB", "bare"), Variant("ar-LY", "مجرد")))
    data, counts = write(Form.PARQUET, [*memory, bare])
    rows = parquet.read_table(io.BytesIO(data)).to_pylist()
    assert [(row["source"], row["target"]) for row in rows[:-1]] == [
        (unit.source.text, unit.target.text) for unit in memory
    ]
    assert rows[0] == {
        "source": "The harbour is open.",
        "target": "الميناء مفتوح.",
        "source_language": "en",
        "target_language": "ar",
        "score": 0.9,
        "bead": "1-1",
        "source_file": "a.txt",
        "target_file": None,
        "created": datetime(2026, 8, 12, 9, 30, tzinfo=UTC),
        "changed": None,
    }
    assert rows[-1] == dict.fromkeys(rows[0]) | {
        "source": "bare",
        "target": "مجرد",
        "source_language": "en-GB",
        "target_language": "ar-LY",
    }
    assert counts.units == len(rows)


def test_memory_is_bounded_by_row_groups(write: Write) -> None:
    unit = TranslationUnit((Variant("en", "one"), Variant("ar", "واحد")))
    data, _ = write(Form.PARQUET, [unit] * 20_001)
    file = parquet.ParquetFile(io.BytesIO(data))
    assert [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)] == [10_000, 10_000, 1]


def test_no_unit_is_a_table_without_rows(write: Write) -> None:
    data, counts = write(Form.PARQUET, [])
    assert (counts.units, parquet.read_table(io.BytesIO(data)).num_rows) == (0, 0)


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingLibrary, match=r'pip install "bitext-loom\[parquet\]"$'):
        write(Form.PARQUET, [])
