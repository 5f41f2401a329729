import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import Loom
from tests.tmx.exchange.conftest import Read, Write
from tmx import Header, Property, SegType, TranslationUnit, UnreadableMemory, Variant
from tmx.exchange import Form, Languages, read_units, write_units
from tmx.unit import Note

TEXT = st.text(max_size=12) | st.sampled_from(["", "مرحبا\u200f", "a\u2028b", "\x00\x1f", '"\\\n', "\ud800"])
ATTRIBUTES = st.dictionaries(st.sampled_from(["o-tmf", "tuid", "xml:lang"]), TEXT).map(
    lambda found: tuple(found.items())
)
PROPERTIES = st.lists(st.builds(Property, TEXT, TEXT, ATTRIBUTES), max_size=2).map(tuple)
NOTES = st.lists(st.builds(Note, TEXT, ATTRIBUTES), max_size=2).map(tuple)
MOMENT = st.none() | st.datetimes(timezones=st.just(UTC))
VARIANT = st.builds(Variant, st.sampled_from(["en", "ar-LY"]), TEXT, PROPERTIES, NOTES, TEXT, ATTRIBUTES)
UNIT = st.builds(
    TranslationUnit,
    st.lists(VARIANT, max_size=3).map(tuple),
    PROPERTIES,
    st.none() | st.sampled_from(SegType),
    MOMENT,
    MOMENT,
    NOTES,
    ATTRIBUTES,
)


@settings(max_examples=40)
@given(st.lists(UNIT, max_size=2))
@example([TranslationUnit((Variant("en", "\ud800 half a pair, and مرحبا"),))])
def test_nothing_is_lost(units: list[TranslationUnit]) -> None:
    out = io.BytesIO()
    counts = write_units(Form.JSONL, out, Header("en", "test", "1"), units)
    assert counts.units == len(units)
    assert out.getvalue().count(b"\n") == len(units)
    out.seek(0)
    assert list(read_units(out, Form.JSONL)) == units


def test_arabic_is_written_as_it_is_and_empty_fields_are_not(write: Write) -> None:
    unit = TranslationUnit((Variant("en", "one"), Variant("ar", "")), created=datetime(2026, 8, 12, tzinfo=UTC))
    data, _ = write(Form.JSONL, [unit])
    assert json.loads(data) == {
        "variants": [{"language": "en", "text": "one"}, {"language": "ar", "text": ""}],
        "created": "2026-08-12T00:00:00+00:00",
    }
    assert "مرحبا" in write(Form.JSONL, [TranslationUnit((Variant("ar", "مرحبا"),))])[0].decode()


def test_times_of_other_zones_become_utc(read: Read) -> None:
    row = '{"variants": [], "created": "2026-08-12T11:30:00+02:00", "changed": "2026-08-12T09:30:00"}'
    (unit,) = read(row, Form.JSONL)
    assert unit.created == unit.changed == datetime(2026, 8, 12, 9, 30, tzinfo=UTC)
    assert unit.created is not None
    assert unit.created.utcoffset() == timedelta(0)


ALIGNED = {
    "source": {"language": "en", "text": "One. Two.", "segments": [3, 4], "offsets": [[0, 4], [5, 9]]},
    "target": {"language": "ar", "text": "واحد واثنان.", "segments": [3], "offsets": [[0, 12]]},
    "score": 0.93124,
    "bead": "2-1",
    "moved": True,
}


def test_a_unit_of_loom_align_keeps_what_tmx_would_say(read: Read) -> None:
    alone = ALIGNED | {"target": {"language": "ar", "text": "", "segments": [], "offsets": []}}
    (unit,) = read(f"{json.dumps(alone)}\n\n{json.dumps(ALIGNED)}\n", Form.JSONL)
    assert unit.variants == (Variant("en", "One. Two."), Variant("ar", "واحد واثنان."))
    assert {prop.type: prop.text for prop in unit.properties} == {
        "x-score": "0.9312",
        "x-bead": "2-1",
        "x-source-segments": "3 4",
        "x-target-segments": "3",
        "x-moved": "yes",
    }


@pytest.mark.parametrize("form", ["jsonl", "tsv"])
def test_what_loom_align_writes_is_read(form: str, loom: Loom, example: Path, tmp_path: Path) -> None:
    assert loom("align", example, "-o", tmp_path / f"a.{form}").code == 0
    units = list(read_units(tmp_path / f"a.{form}", languages=Languages("en", "ar")))
    assert len(units) > 5
    assert all(unit.property("x-score") and unit.property("x-bead") for unit in units)
    assert units[0].source.language == "en"
    assert any("\u0600" < char < "\u0700" for char in units[0].target.text)


@pytest.mark.parametrize(
    ("row", "languages", "expected"),
    [
        (
            {"source": "one", "target": "واحد", "source_lang": "en_GB", "target_lang": "ar"},
            Languages("de", "fr"),
            TranslationUnit((Variant("en-GB", "one"), Variant("ar", "واحد"))),
        ),
        (
            {"source": "one", "target": "واحد", "score": 1, "id": 7},
            Languages("en", "ar"),
            TranslationUnit((Variant("en", "one"), Variant("ar", "واحد")), (Property("x-score", "1.0000"),)),
        ),
        ({"source": "one", "target": " ", "score": None}, Languages("en", "ar"), None),
    ],
)
def test_plain_pairs_are_units(
    row: dict[str, object], languages: Languages, expected: TranslationUnit | None, read: Read
) -> None:
    assert read(json.dumps(row), Form.JSONL, languages) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "not JSON .*column 2"),
        ("one\tواحد", "not JSON"),
        ("[]", "not a unit .no object"),
        ("{}", "not a unit .no 'source'"),
        ('{"source": 1, "target": "x"}', "not a unit .source is no text"),
        ('{"source": {"text": "x"}, "target": {}}', "not a unit .no 'language'"),
        (
            '{"source": {"text": "x", "language": "?"}, "target": {"text": "x", "language": "ar"}}',
            "not a unit .'.' is no language tag",
        ),
        ('{"source": "x", "target": "y", "score": "high"}', "not a unit .could not convert"),
        ('{"variants": [{"language": "en"}]}', "not a unit .no 'text'"),
        ('{"variants": [{"language": "en", "text": "x", "properties": ["p"]}]}', "not a unit"),
        ('{"variants": "en"}', "not a unit"),
        ('{"variants": [], "segtype": "verse"}', "not a unit .'verse'"),
        ('{"variants": [], "created": "yesterday"}', "not a unit .Invalid isoformat"),
        ("[" * 100_000, "not a unit"),
    ],
)
def test_lines_that_are_no_unit_are_placed(line: str, what: str, read: Read) -> None:
    with pytest.raises(UnreadableMemory, match=f"^memory: line 2: {what}.*; ") as caught:
        read('{"variants": []}\n' + line + "\n", Form.JSONL, Languages("en", "ar"))
    assert "\n" not in str(caught.value)
