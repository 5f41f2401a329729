from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tmx import (
    Attributes,
    Header,
    InvalidUnit,
    Note,
    Property,
    SegType,
    TmxWriter,
    TranslationUnit,
    Variant,
    Written,
    write_tmx,
)

DTD = etree.DTD(str(Path(__file__).with_name("tmx14.dtd")))
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
WHEN = datetime(2026, 8, 12, 9, 30, tzinfo=UTC)
HEADER = Header("en", "bitext-loom", "0", created=WHEN, properties=(Property("x-encoder", "none"),))


def unit(source: str, target: str) -> TranslationUnit:
    return TranslationUnit(
        (Variant("en", source, (Property("x-context-pre", "before\x1f"),)), Variant("ar", target)),
        (Property("x-score", "0.9000"),),
        SegType.SENTENCE,
        WHEN,
        WHEN,
    )


def written(*units: TranslationUnit, header: Header = HEADER) -> tuple[etree._Element, Written]:
    out = BytesIO()
    report = write_tmx(out, header, units)
    root = etree.fromstring(out.getvalue())
    assert DTD.validate(root), DTD.error_log
    return root, report


def attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def segs(root: etree._Element) -> list[str | None]:
    return [seg.text for seg in root.iter("seg")]


def test_a_unit_has_its_attributes_in_the_form_that_clients_read() -> None:
    root, report = written(unit("One & two", "واحد < اثنان"))
    assert report == Written(1, 0, 0, 0)
    header, tu = root.find("header"), root.find("body/tu")
    assert header is not None
    assert tu is not None
    assert attributes(header) == {
        "creationtool": "bitext-loom",
        "creationtoolversion": "0",
        "segtype": "sentence",
        "o-tmf": "bitext-loom",
        "adminlang": "en",
        "srclang": "en",
        "datatype": "plaintext",
        "creationdate": "20260812T093000Z",
    }
    assert attributes(tu) == {
        "creationdate": "20260812T093000Z",
        "changedate": "20260812T093000Z",
        "segtype": "sentence",
    }
    assert [tuv.get(LANG) for tuv in tu.iter("tuv")] == ["en", "ar"]
    assert [child.tag for child in tu] == ["prop", "tuv", "tuv"]
    assert segs(root) == ["One & two", "واحد < اثنان"]


def test_illegal_characters_go_and_are_counted() -> None:
    root, report = written(unit("vertical\x0btab\x1f", "نص\uffff\ud800"))
    assert segs(root) == ["verticaltab", "نص"]
    assert report.illegal == 4


def test_bidi_controls_go_from_sources_only() -> None:
    root, report = written(unit("\u200fHello\u2069 there", "\u200fمرحبا \u2067UN\u2069"))
    assert segs(root) == ["Hello there", "\u200fمرحبا \u2067UN\u2069"]
    assert report.bidi == 2


def test_white_space_is_trimmed_and_line_breaks_folded() -> None:
    root, _ = written(unit("  a  line\r\n  broken\u2028twice ", " س \n"))
    assert segs(root) == ["a  line broken twice", "س"]


def test_empty_segments_are_never_written() -> None:
    root, report = written(unit("text", " \u200b\x01".replace("\u200b", "")), unit("a", "ا"))
    assert segs(root) == ["a", "ا"]
    assert report.empty == 1


def test_typographic_characters_stay() -> None:
    text = "L\u2019\u00e9t\u00e9\u00a0: \u201coui\u201d \U0001f600 e\u0301"
    root, _ = written(unit(text, text))
    assert segs(root) == [text, text]


@pytest.mark.parametrize("tag", ["ar_SA", ""])
def test_languages_need_hyphens(tag: str) -> None:
    with pytest.raises(InvalidUnit, match="BCP 47"):
        written(header=replace(HEADER, source_language=tag))
    with pytest.raises(InvalidUnit, match="BCP 47"):
        written(TranslationUnit((Variant(tag, "x"),)))


def test_a_unit_needs_a_variant() -> None:
    with pytest.raises(InvalidUnit, match="without a variant"):
        written(TranslationUnit(()))


@given(st.lists(st.tuples(st.text(), st.text()), max_size=8))
def test_any_text_gives_a_valid_file(pairs: list[tuple[str, str]]) -> None:
    root, report = written(*(unit(*pair) for pair in pairs))
    texts = segs(root)
    assert len(texts) == 2 * report.units
    assert report.units + report.empty == len(pairs)
    assert all(text and text == text.strip() for text in texts)


def test_units_leave_for_the_stream_while_others_are_still_to_come() -> None:
    out = BytesIO()

    def units() -> Iterator[TranslationUnit]:
        for number in range(2000):
            if number == 1000:
                assert out.tell() > 200 * 900
            yield unit(f"text {number} " + "x" * 200, "نص")

    assert write_tmx(out, HEADER, units()).units == 2000


@pytest.mark.parametrize(
    ("markup", "inside", "lost"),
    [
        ('<bpt i="1">{</bpt>a<ept i="1">}</ept>', '<bpt i="1">{</bpt>a<ept i="1">}</ept>', (0, 0, 0)),
        (" a\n <ph x='1'>\u200f\n </ph> b ", 'a <ph x="1">\u200f\n </ph> b', (0, 0, 0)),
        ("<hi>\u200fa\u2028b</hi>\u200f", "<hi>a b</hi>", (0, 2, 0)),
        ("a<ph>\x1f</ph>\x0b", "a<ph/>", (2, 0, 0)),
        ('a<ph x="1" equiv="b"/>', 'a<ph x="1"/>', (0, 0, 1)),
        ("<ph/> a <ph/> ", "<ph/> a <ph/>", (0, 0, 0)),
    ],
)
def test_markup_is_cleaned_where_it_is_read(markup: str, inside: str, lost: tuple[int, int, int]) -> None:
    unit = TranslationUnit((Variant("en", "a", markup=markup), Variant("ar", "ا")))
    root, report = written(unit)
    segment = root.find("body/tu/tuv/seg")
    assert segment is not None
    assert etree.tostring(segment, encoding="unicode", with_tail=False) == f"<seg>{inside}</seg>"
    assert (report.illegal, report.bidi, report.foreign) == lost


def test_references_to_illegal_characters_go_too() -> None:
    root, report = written(TranslationUnit((Variant("en", "ab", markup="a&#x1F;b<ph>&#31;</ph>"), Variant("ar", "ا"))))
    assert segs(root)[0] == "ab"
    assert report.illegal == 2


@pytest.mark.parametrize("markup", ["<ph/>", ' <bpt i="1">b</bpt> <ept i="1"/>\u200f', "<ph><sub>text</sub></ph>"])
def test_codes_alone_are_an_empty_segment(markup: str) -> None:
    root, report = written(TranslationUnit((Variant("en", "", markup=markup), Variant("ar", "ا"))))
    assert segs(root) == []
    assert report.empty == 1


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("a & b", "not well-formed"),
        ("<b>a</b>", "has <b> where TMX has no place for it"),
        ("<sub>a</sub>", "has <sub> where"),
        ("<ph>a<ph/></ph>", "has <ph> where"),
        ("<bpt>a</bpt>", "has <bpt> without i"),
        ('<it pos="middle">a</it>', "has <it> without pos"),
    ],
)
def test_markup_that_no_tmx_can_hold_is_refused(markup: str, message: str) -> None:
    with pytest.raises(InvalidUnit, match=message):
        written(TranslationUnit((Variant("en", "a", markup=markup),)))


@pytest.mark.parametrize(
    ("given", "kept", "foreign"),
    [
        ((("tuid", "a1"), ("usagecount", "2")), {"tuid": "a1", "usagecount": "2"}, 0),
        ((("match", "100"), ("xml:space", "preserve"), ("mq:status", "")), {}, 3),
        ((("tuid", " a 1\n2 "),), {"tuid": "a_1_2"}, 1),
        ((("lastusagedate", "2024-01-02"),), {"lastusagedate": "20240102T000000Z"}, 1),
        ((("lastusagedate", "never"),), {}, 1),
        ((("creationid", 'a"<&>\n\tb\x1f'),), {"creationid": 'a"<&>\n\tb'}, 0),
        ((("creationdate", "20240102T000000Z"), ("segtype", "block")), {}, 2),  # these have fields
        ((("o-tmf", ""), ("srclang", "*all*")), {"o-tmf": "", "srclang": "*all*"}, 0),
    ],
)
def test_attributes_are_those_of_tmx(given: Attributes, kept: dict[str, str], foreign: int) -> None:
    root, report = written(TranslationUnit((Variant("en", "a"), Variant("ar", "ا")), attributes=given))
    tu = root.find("body/tu")
    assert tu is not None
    assert attributes(tu) == kept
    assert report.foreign == foreign


def test_notes_come_before_props_and_props_before_variants() -> None:
    note, prop = Note("line\nbreak", (("xml:lang", "ar_LY"),)), Property("x-a", " kept\n ", (("xml:lang", "?"),))
    variant = Variant("en", "a", (prop,), (note,), attributes=(("creationid", "sara"),))
    root, report = written(TranslationUnit((variant, Variant("ar", "ا")), (prop,), notes=(note,)))
    tu = root.find("body/tu")
    assert tu is not None
    assert [child.tag for child in tu] == ["note", "prop", "tuv", "tuv"]
    assert [child.tag for child in tu[2]] == ["note", "prop", "seg"]
    assert [child.text for child in list(tu)[:2]] == ["line\nbreak", " kept\n "]
    assert attributes(tu[0]) == {LANG: "ar-LY"}
    assert attributes(tu[1]) == {"type": "x-a"}
    assert report.foreign == 4


def test_props_that_are_compared_with_segments_are_cleaned_like_them() -> None:
    props = tuple(Property(kind, " a\r\nb ") for kind in ("prev", "next", "x-context-pre", "x-context-post", "x-other"))
    root, _ = written(TranslationUnit((Variant("en", "a"), Variant("ar", "ا")), props))
    assert [prop.text for prop in root.iterfind("body/tu/prop")] == ["a b"] * 4 + [" a\r\nb "]


def test_a_prop_needs_a_type() -> None:
    with pytest.raises(InvalidUnit, match="a property without a type: 'text'"):
        written(TranslationUnit((Variant("en", "a"),), (Property("", "text"),)))


@pytest.mark.parametrize("encoding", ["<ude>", "<ude/>", '<map unicode="#x1"/>', '<ude name="a"/>', "<ude>b</ude>"])
def test_an_encoding_has_to_be_one(encoding: str) -> None:
    with pytest.raises(InvalidUnit):
        written(header=replace(HEADER, encodings=(encoding,)))


def test_bidi_controls_go_from_the_source_in_any_case_of_its_tag() -> None:
    units = TranslationUnit((Variant("EN", "\u200fa"), Variant("ar", "\u200fا")))
    root, _ = written(units)
    assert segs(root) == ["a", "\u200fا"]
    root, _ = written(units, header=replace(HEADER, source_language="*all*"))
    assert segs(root) == ["\u200fa", "\u200fا"]


def test_units_may_be_pushed_to_several_files() -> None:
    outs = [BytesIO(), BytesIO()]
    with TmxWriter(outs[0], HEADER) as first, TmxWriter(outs[1], HEADER) as second:
        for number, writer in enumerate((first, second, first)):
            writer.write(unit(f"text {number}", "نص"))
        first.write(unit("", "نص"))
        assert (first.written, second.written) == (Written(2, 1, 0, 0), Written(1, 0, 0, 0))
    assert [segs(etree.fromstring(out.getvalue()))[::2] for out in outs] == [["text 0", "text 2"], ["text 1"]]


def test_a_file_is_left_unfinished_after_an_error() -> None:
    out = BytesIO()
    with pytest.raises(InvalidUnit), TmxWriter(out, HEADER) as writer:
        writer.write(TranslationUnit(()))
    assert b"</tmx>" not in out.getvalue()
