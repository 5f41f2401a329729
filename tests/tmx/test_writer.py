from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tmx import Header, InvalidUnit, Property, SegType, TranslationUnit, Variant, Written, write_tmx

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
