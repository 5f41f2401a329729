import gzip
import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx import (
    Header,
    Note,
    Property,
    Repair,
    SegType,
    TmxReader,
    TranslationUnit,
    UnreadableMemory,
    Variant,
    read_tmx,
    write_tmx,
)

CORPUS = Path(__file__).parent / "valid"
HEAD = '<tmx version="1.4">\n<header srclang="en"/>\n<body>\n'
TAIL = "</body>\n</tmx>\n"
UNIT = '<tu><tuv xml:lang="en"><seg>Open</seg></tuv><tuv xml:lang="ar"><seg>مفتوح</seg></tuv></tu>\n'


def first(name: str) -> TranslationUnit:
    return next(read_tmx(CORPUS / f"{name}.tmx"))


def reader(text: str | bytes, *, recover: bool = False) -> TmxReader:
    data = text.encode() if isinstance(text, str) else text
    return TmxReader(io.BytesIO(data), name="memory", recover=recover)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    units = [
        TranslationUnit((Variant("en", "Fish & chips <cheap>"), Variant("ar", "سمك «وبطاطس»"))),
        TranslationUnit((Variant("en", "two"), Variant("ar", "اثنان"), Variant("fr", "deux"))),
    ]
    with (tmp_path / "a.tmx").open("wb") as out:
        write_tmx(out, Header("en", "test", "1"), units)
    assert list(read_tmx(tmp_path / "a.tmx")) == units


def test_a_unit_comes_with_its_line_and_number() -> None:
    with reader(HEAD + UNIT + "\n" + UNIT + TAIL) as memory:
        assert (memory.line, memory.number) == (0, 0)
        assert [(memory.line, memory.number) for _ in memory] == [(4, 1), (6, 2)]


def test_lines_count_beyond_what_libxml2_can_count_to() -> None:
    with reader(HEAD + (UNIT + "\n" * 30) * 3000 + UNIT.replace('"ar"', '"ar_LY"') + TAIL) as memory:
        with pytest.raises(UnreadableMemory, match="memory: line 93004: unit 3001: 'ar_LY'"):
            list(memory)
        assert (memory.line, memory.number) == (4 + 31 * 2999, 3001)


def test_the_header_is_known_before_the_units() -> None:
    with TmxReader(CORPUS / "user-defined-encoding.tmx") as memory:
        assert memory.header == Header(
            "en",
            "Hand",
            "1",
            SegType.PARAGRAPH,
            "ar",
            "html",
            datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC),
            (Property("x-client", "ميناء"),),
            (Note("a header note"),),
            (
                '<ude name="MacRoman" base="Macintosh">'
                '<map unicode="#xF8FF" code="#xF0" ent="Apple_logo" subst="[Apple]"/></ude>',
            ),
            "Other",
            (
                ("o-encoding", "iso-8859-1"),
                ("creationid", "omar"),
                ("changedate", "20240203T040506Z"),
                ("changeid", "sara"),
            ),
        )


def test_notes_props_and_attributes_are_all_kept() -> None:
    assert first("notes-and-props") == TranslationUnit(
        (
            Variant(
                "en",
                "Quay",
                (Property("x-context-pre", "Before"),),
                (Note("in the variant"),),
                attributes=(("creationdate", "20240102T030405Z"), ("creationid", "sara")),
            ),
            Variant("ar", "رصيف"),
        ),
        (
            Property("x-score", "0.93"),
            Property("x-empty", ""),
            Property("x-domain", "موانئ & مراكب", (("xml:lang", "ar"),)),
        ),
        notes=(
            Note("ملاحظة أولى\nعلى سطرين", (("xml:lang", "ar"), ("o-encoding", "x"))),
            Note("second"),
        ),
        attributes=(("tuid", "7"), ("creationid", "sara"), ("usagecount", "3")),
    )


def test_the_older_lang_of_notes_and_props_is_xml_lang() -> None:
    assert first("tmx-1.2").notes == (Note("old note", (("xml:lang", "en"),)),)


def test_props_and_notes_may_come_late() -> None:
    unit = first("props-after-variants")
    assert unit.properties == (Property("x-late", "yes"),)
    assert unit.source.notes == (Note("after the seg"),)


def test_vendor_attributes_are_kept_under_their_names() -> None:
    assert first("vendor-attributes").attributes == (("match", "100"), ("tuid", "a1"))
    assert first("vendor-attributes").target.attributes == (("quality", "85"),)
    assert first("vendor-namespace").attributes == (("mq:status", "done"),)


def test_dates_are_in_utc_and_whole_seconds() -> None:
    found = [unit.created for unit in read_tmx(CORPUS / "dates.tmx")]
    moment, day = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC), datetime(2024, 1, 2, tzinfo=UTC)
    assert found == [moment, moment, moment, day, moment, day, moment, None]


def test_segment_types_are_read_in_any_case() -> None:
    assert [unit.segtype for unit in read_tmx(CORPUS / "segtypes.tmx")] == [SegType.PARAGRAPH, SegType.SENTENCE, None]


def test_what_a_header_lacks_is_filled_in() -> None:
    with TmxReader(CORPUS / "bare-header.tmx") as memory:
        assert memory.header == Header("en", "unknown", "unknown", data_type="unknown")


def test_units_come_before_the_file_ends() -> None:
    """From a pipe, what has arrived is read."""

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def __init__(self) -> None:
            self.units: Iterator[str] = iter([HEAD, *[UNIT * 1000] * 50])

        def read(self, size: int = -1) -> bytes:
            return next(self.units).encode()

    with TmxReader(Endless(), name="pipe") as memory:  # type: ignore[arg-type]
        assert next(iter(memory)).source.text == "Open"


def test_a_stream_is_not_closed_and_a_file_is(tmp_path: Path) -> None:
    stream = io.BytesIO((HEAD + TAIL).encode())
    with TmxReader(stream) as memory:
        assert list(memory) == []
    assert not stream.closed
    (tmp_path / "a.tmx").write_text(HEAD + TAIL, encoding="utf-8")
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0  # noqa: PTH208
    with TmxReader(tmp_path / "a.tmx"):
        pass
    with pytest.raises(UnreadableMemory), TmxReader(CORPUS.parent / "invalid" / "html.tmx"):
        pass
    assert before == (len(os.listdir("/proc/self/fd")) if before else 0)  # noqa: PTH208


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableMemory, match=r"none.tmx: cannot be read .No such file"):
        list(read_tmx(tmp_path / "none.tmx"))


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableMemory, match=r"cannot be read .Is a directory"):
        list(read_tmx(tmp_path))


def test_a_stream_that_breaks_is_named() -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(UnreadableMemory, match=r"memory: cannot be read .Input/output error"):
        list(TmxReader(Broken(), name="memory").__enter__())


def test_a_fault_ends_strict_reading_but_costs_recovery_one_unit_of_many() -> None:
    text = HEAD + UNIT * 3000 + UNIT.replace("</seg>", "</hi>", 1) + UNIT * 3000 + TAIL
    with pytest.raises(UnreadableMemory, match="memory: line 3004: unit 3001: not well-formed XML"):
        list(reader(text).__enter__())
    with reader(text, recover=True) as memory:
        assert [unit.source.text for unit in memory] == ["Open"] * 6001
        assert {(repair.line, repair.unit) for repair in memory.repairs if repair.unit} == {(3004, 3001)}


def test_a_repair_is_listed_when_it_happens() -> None:
    with reader(HEAD + UNIT * 2 + UNIT.replace("Open", "O\x0bpen") + TAIL, recover=True) as memory:
        header = list(memory.repairs)
        assert [unit.source.text for unit in memory] == ["Open"] * 3
        assert memory.repairs[len(header) :] == [Repair(6, 3, "U+000B is no character of XML: removed")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_stream_may_come_in_pieces_of_any_size(encoding: str, pack: type[bytes], size: int) -> None:
    class Slow(io.BytesIO):
        def read(self, wanted: int | None = -1) -> bytes:
            return super().read(size)

    data = pack((HEAD + UNIT * 3 + TAIL).encode(encoding))
    with TmxReader(Slow(data)) as memory:
        assert [unit.target.text for unit in memory] == ["مفتوح"] * 3


@given(st.binary(max_size=60), st.integers(0, 300), st.booleans())
def test_damage_is_an_error_or_a_repair_and_never_anything_else(damage: bytes, place: int, recover: bool) -> None:
    data = (HEAD + UNIT * 2 + TAIL).encode()
    try:
        with reader(data[:place] + damage + data[place + len(damage) :], recover=recover) as memory:
            units = list(memory)
    except UnreadableMemory as error:
        assert "\n" not in str(error)  # noqa: PT017
    else:
        assert len(units) <= 62
