import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.tmx.exchange.conftest import Read, Write
from tmx import Property, TranslationUnit, UnreadableMemory, Variant
from tmx.characters import ILLEGAL
from tmx.exchange import Form, Languages

EN_AR = Languages("en", "ar")


def texts(units: list[TranslationUnit]) -> list[tuple[str, ...]]:
    return [tuple(f"{variant.language}={variant.text}" for variant in unit.variants) for unit in units]


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("en\tar\none\tواحد\n", None, [("en=one", "ar=واحد")]),
        ("en_GB\tar_LY\none\tواحد", None, [("en-GB=one", "ar-LY=واحد")]),
        ("id\ten\tar\n7\tone\tواحد\n", EN_AR, [("en=one", "ar=واحد")]),
        ("ar\ten\nواحد\tone\n", EN_AR, [("en=one", "ar=واحد")]),
        ("ar\ten\nواحد\tone\n", None, [("ar=واحد", "en=one")]),
        ("Source\tTarget\none\tواحد\n", EN_AR, [("en=one", "ar=واحد")]),
        ("one\tواحد\n\n \t \ntwo\tاثنان\n", EN_AR, [("en=one", "ar=واحد"), ("en=two", "ar=اثنان")]),
        ("is\tes\none\tواحد\n", EN_AR, [("en=is", "ar=es"), ("en=one", "ar=واحد")]),
        ("one\t\n\tواحد\ntwo\t اثنان \n", EN_AR, [("en=two", "ar=اثنان")]),
        ("en\tar\nno\tlines\u2028inside\n", None, [("en=no", "ar=lines\u2028inside")]),
    ],
)
def test_tsv_rows_are_units(
    text: str, languages: Languages | None, expected: list[tuple[str, ...]], read: Read
) -> None:
    assert texts(read(text, Form.TSV, languages)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("en,ar\r\none,واحد\r\n", [("en=one", "ar=واحد")]),
        ('\ufeffen;ar\none;"واحد; أو أكثر"\n', [("en=one", "ar=واحد; أو أكثر")]),
        ("en\tar\na, b\tواحد\n", [("en=a, b", "ar=واحد")]),
        ('"en","ar"\n"say ""yes""","قل ""نعم"""\n', [('en=say "yes"', 'ar=قل "نعم"')]),
        ('en,ar\n"two\nlines",سطران\nthree,ثلاثة\n', [("en=two\nlines", "ar=سطران"), ("en=three", "ar=ثلاثة")]),
    ],
)
def test_csv_rows_are_units(text: str, expected: list[tuple[str, ...]], read: Read) -> None:
    assert texts(read(text, Form.CSV)) == expected


@pytest.mark.parametrize(
    ("form", "text", "message"),
    [
        (Form.TSV, "en\tar\none\tواحد\nalone\n", "line 3: columns are 1, not 2; look for a tab"),
        (Form.TSV, "en\tar\none\ta tab\tواحد\n", "line 2: columns are 3, not 2; look for a tab"),
        (Form.TSV, "alone\n", "line 1: columns are 1, not 2; look for a tab"),
        (Form.CSV, 'en,ar\n"two\nlines",سطران\none,two,three\n', "line 4: columns are 3, not 2; put a text"),
        (Form.CSV, 'en,ar\none,واحد\n"never closed,\nand so on\n', "line 3: unexpected end of data"),
        (Form.CSV, "one;two\n", "line 1: columns are 1, not 2; .*en;ar"),
        (Form.CSV, 'en,ar\n"one"x,واحد\n', "line 2: .*quotes"),
    ],
)
def test_rows_that_are_no_pair_are_placed(form: Form, text: str, message: str, read: Read) -> None:
    with pytest.raises(UnreadableMemory, match=f"^memory: {message}"):
        read(text, form, EN_AR)


def test_what_loom_align_writes_keeps_score_and_bead(read: Read) -> None:
    units = read("One. Two.\tواحد واثنان.\t0.9312\t2-1\n", Form.TSV, EN_AR)
    assert units == [
        TranslationUnit(
            (Variant("en", "One. Two."), Variant("ar", "واحد واثنان.")),
            (Property("x-score", "0.9312"), Property("x-bead", "2-1")),
        )
    ]


@pytest.mark.parametrize("form", [Form.TSV, Form.CSV])
def test_what_is_written_is_read(form: Form, memory: list[TranslationUnit], read: Read, write: Write) -> None:
    data, counts = write(form, memory)
    units = read(data, form)
    assert texts(units) == texts(memory)
    assert [unit.property("x-score") for unit in units] == [unit.property("x-score") for unit in memory]
    assert {unit.property("x-bead") for unit in units} == {"1-1"}
    assert (counts.units, counts.flattened) == (len(memory), 0)


@pytest.mark.parametrize("form", [Form.TSV, Form.CSV])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # read and write keep nothing
@given(rows=st.lists(st.tuples(st.text(max_size=9), st.text('a,;"\t\r\n ', min_size=1, max_size=9)), max_size=4))
def test_texts_come_back(form: Form, rows: list[tuple[str, str]], read: Read, write: Write) -> None:
    units = [TranslationUnit((Variant("en", source), Variant("ar", target))) for source, target in rows]
    back = [(unit.source.text, unit.target.text) for unit in read(write(form, units, EN_AR)[0], form)]
    legal = [(ILLEGAL.sub("", source).strip(), ILLEGAL.sub("", target).strip()) for source, target in rows]
    if form is Form.TSV:  # white space may be another than it was
        back, legal = (
            [("".join(one.split()), "".join(other.split())) for one, other in both] for both in (back, legal)
        )
    assert back == [row for row in legal if all(row)]


def test_tsv_has_one_line_for_each_text_and_counts_what_that_cost(read: Read, write: Write) -> None:
    units = [
        TranslationUnit((Variant("en", "one\ttwo"), Variant("ar", "سطر\r\nوسطر\u2028وثالث"))),
        TranslationUnit((Variant("en", "as\u00a0it  is"), Variant("ar", "كما هو"))),
    ]
    data, counts = write(Form.TSV, units)
    assert data.decode() == "en\tar\tscore\tbead\none two\tسطر وسطر وثالث\t\t\nas\u00a0it  is\tكما هو\t\t\n"
    assert (counts.units, counts.flattened) == (2, 2)


def test_csv_is_what_excel_reads(write: Write) -> None:
    units = [TranslationUnit((Variant("en", 'two\nlines, "quoted"'), Variant("ar", "سطران\tوجدول")))]
    data, counts = write(Form.CSV, units)
    assert data.startswith(b"\xef\xbb\xbfen,ar,score,bead\r\n")
    assert counts.flattened == 0
    _, row = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert row[:2] == ['two\nlines, "quoted"', "سطران\tوجدول"]


def test_what_has_no_pair_of_texts_is_left_out_and_counted(write: Write) -> None:
    units = [
        TranslationUnit((Variant("en", "one"), Variant("ar", "واحد"), Variant("fr", "un"))),
        TranslationUnit((Variant("en", "two"), Variant("fr", "deux"))),
        TranslationUnit((Variant("en", "\x01\x02"), Variant("ar", "ثلاثة"))),
        TranslationUnit((Variant("en", "four\x00\ud800"), Variant("ar", "أربعة"))),
    ]
    data, counts = write(Form.TSV, units)
    assert data.decode().splitlines()[1:] == ["one\tواحد\t\t", "four\tأربعة\t\t"]
    assert (counts.units, counts.unpaired, counts.empty, counts.illegal) == (2, 1, 1, 4)
    assert write(Form.TSV, units, Languages("fr", "en"))[0].decode().splitlines()[1:] == [
        "un\tone\t\t",
        "deux\ttwo\t\t",
    ]
