import gzip
import io
from pathlib import Path

import pytest

from tests.tmx.exchange.conftest import Write
from tmx import Header, TmxError, TranslationUnit, UnreadableMemory, Variant
from tmx.exchange import Form, Languages, UnknownForm, UnknownLanguages, form_of, read_units, write_units

ROWS = "en\tar\none\tواحد\ntwo\tاثنان\n"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.tmx", Form.TMX),
        ("a.b.TMX.gz", Form.TMX),
        ("a.tsv", Form.TSV),
        ("a.csv.gz", Form.CSV),
        ("a.jsonl", Form.JSONL),
        ("a.xlf", Form.XLIFF),
        ("a.xliff", Form.XLIFF),
        ("a.docx.sdlxliff", Form.XLIFF),
        ("ar.po", Form.PO),
        ("messages.pot", Form.PO),
        ("a.parquet", Form.PARQUET),
    ],
)
def test_suffixes_name_formats(name: str, form: Form) -> None:
    assert form_of(Path(name)) is form


@pytest.mark.parametrize("name", ["a.docx", "a", "a.gz", "tsv"])
def test_other_suffixes_are_answered_with_those_that_are_known(name: str) -> None:
    with pytest.raises(UnknownForm, match=rf"^{name}: .*\.tmx \.tsv .*\.po"):
        form_of(Path(name))


@pytest.mark.parametrize("form", [Form.MOSES, Form.PARQUET])
def test_what_is_only_written_says_what_to_read_instead(form: Form) -> None:
    with pytest.raises(UnknownForm, match=f"a.x: {form} is not read.*jsonl"):
        list(read_units(Path("a.x"), form))


@pytest.mark.parametrize(("form", "hint"), [(Form.MOSES, "two files"), (Form.PO, "only read")])
def test_what_is_not_written_to_one_stream_says_so(form: Form, hint: str) -> None:
    with pytest.raises(UnknownForm, match=hint):
        write_units(form, io.BytesIO(), Header("en", "test", "1"), [])


@pytest.mark.parametrize(
    "data",
    [
        ROWS.encode(),
        ROWS.encode("utf-8-sig"),
        ROWS.encode("utf-16"),
        b"\xfe\xff" + ROWS.encode("utf-16-be"),
        ROWS.replace("\n", "\r\n").encode(),
        gzip.compress(ROWS.encode()),
        gzip.compress(ROWS.encode("utf-16")),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big-endian", "crlf", "gzip", "gzip of utf-16"],
)
def test_text_comes_out_of_any_wrapping(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes(data)
    stream = io.BytesIO(data)
    for source, name in ((tmp_path / "a.tsv", ""), (stream, "a.tsv")):
        units = list(read_units(source, name=name))
        assert [(unit.source.text, unit.target.text) for unit in units] == [("one", "واحد"), ("two", "اثنان")]
    assert not stream.closed


def test_a_stream_stays_open_when_reading_stops_halfway() -> None:
    for data in (ROWS.encode(), ROWS.encode("utf-16"), gzip.compress(ROWS.encode())):
        stream = io.BytesIO(data)
        units = read_units(stream, Form.TSV)
        next(units)
        units.close()  # type: ignore[attr-defined]
        assert not stream.closed


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"en\tar\none\t\xd9\x88\ntwo\t\xd9\n", "^a.tsv: line 3: not utf-8 .*; save it as UTF-8$"),
        ("en\tar\n".encode("utf-16") + b"\x00\xd8\x00\x00", "^a.tsv: line [123]: not utf-16"),
        (gzip.compress(ROWS.encode())[:-9], "^a.tsv: the gzip file is cut off or damaged"),
        (b"\x1f\x8b but no gzip", "^a.tsv: the gzip file is cut off or damaged"),
    ],
)
def test_bytes_that_cannot_be_read_are_placed(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableMemory, match=message) as caught:
        list(read_units(io.BytesIO(data), name="a.tsv"))
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "folder.tsv").mkdir()
    for name in ("none.tsv", "folder.tsv"):
        with pytest.raises(UnreadableMemory, match=f"{name}: cannot be read"):
            list(read_units(tmp_path / name))


@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "a.jsonl", "a.po"])
def test_without_languages_the_options_are_named(name: str) -> None:
    text = {
        ".tsv": "hello there\tمرحبا\n",
        ".csv": "hello there,مرحبا\n",
        ".jsonl": '{"source": "hello", "target": "مرحبا"}\n',
        ".po": 'msgid "hello"\nmsgstr "مرحبا"\n',
    }[Path(name).suffix]
    with pytest.raises(UnknownLanguages, match=f"^{name}: .*--source-lang and --target-lang$"):
        list(read_units(io.BytesIO(text.encode()), name=name))
    (unit,) = read_units(io.BytesIO(text.encode()), languages=Languages("en", "ar-LY"), name=name)
    assert [variant.language for variant in unit.variants] == ["en", "ar-LY"]


@pytest.mark.parametrize("form", [Form.TSV, Form.CSV, Form.JSONL, Form.PO])
def test_an_empty_file_has_no_units(form: Form) -> None:
    assert list(read_units(io.BytesIO(b""), form)) == []


def test_tmx_is_one_of_the_formats(tmp_path: Path, memory: list[TranslationUnit], write: Write) -> None:
    data, counts = write(Form.TMX, [*memory, TranslationUnit((Variant("en", "\u200fone\x00"), Variant("ar", "")))])
    assert (counts.units, counts.empty, counts.illegal, counts.bidi) == (len(memory), 1, 1, 1)
    (tmp_path / "a.tmx.gz").write_bytes(gzip.compress(data))
    assert list(read_units(tmp_path / "a.tmx.gz")) == list(read_units(io.BytesIO(data), Form.TMX)) == memory
    with pytest.raises(UnreadableMemory, match=r"^b\.tmx: line 1"):
        list(read_units(io.BytesIO(b"<html/>"), name="b.tmx"))


def test_errors_are_of_the_package() -> None:
    assert issubclass(UnknownForm, TmxError)
    assert issubclass(UnknownLanguages, TmxError)
