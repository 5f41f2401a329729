"""What is written is read again, to the last attribute."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.tmx.test_writer import DTD
from tmx import (
    Header,
    Note,
    Property,
    SegType,
    TmxReader,
    TranslationUnit,
    Variant,
    Written,
    escape,
    text_of,
    write_tmx,
)

# Letters of all kinds and directions, what XML escapes, and what looks like an escape. (Alphabets are
# strings, for hypothesis is slow with others.)
CHARACTERS = "aZ9é .,;#'\"&<>]-!?/=()*[]{}ـمرحبا؟٣«»😀🇱🇾中ß"
CHARACTERS += "\u0301\u064b\u200d\u2067\u2069\u200f\u00a0\ufeff\ufffd\x7f\x9f"
LINE = st.text(CHARACTERS, max_size=20)
TEXT = LINE.map(str.strip).filter(bool)
REMARK = st.text(CHARACTERS + "\n\t\r\u0085\u2028", max_size=30)  # notes and most props keep their line breaks
LANGUAGES = st.sampled_from(["en", "ar", "ar-LY", "EN-US", "zh-Hant-TW", "x-sign"])
MOMENTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
DATES = MOMENTS.map(lambda moment: f"{moment.year:04}{moment:%m%dT%H%M%SZ}")


def attributes(**known: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    values = {name.replace("xml_", "xml:").replace("_", "-"): value for name, value in known.items()}
    names = st.lists(st.sampled_from(sorted(values)), unique=True)
    return names.flatmap(lambda chosen: st.tuples(*(st.tuples(st.just(name), values[name]) for name in chosen)))


USE = {"usagecount": st.just("3"), "lastusagedate": DATES, "creationid": REMARK, "changeid": REMARK, "o_tmf": REMARK}
REMARK_ATTRIBUTES = st.just(()) | st.tuples(
    st.tuples(st.just("xml:lang"), LANGUAGES), st.tuples(st.just("o-encoding"), LINE)
)
PROPERTIES = st.lists(
    st.builds(Property, st.sampled_from(["x-a", "x-b", "file"]) | LINE.filter(bool), REMARK, REMARK_ATTRIBUTES)
    | st.builds(Property, st.sampled_from(["prev", "next"]), TEXT),
    max_size=2,
).map(tuple)
NOTES = st.lists(st.builds(Note, REMARK, REMARK_ATTRIBUTES), max_size=2).map(tuple)


def element(name: str, inside: str, **attributes: str) -> str:
    tag = name + "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{tag}>{inside}</{name}>" if inside else f"<{tag}/>"


NUMBERS = st.integers(1, 9).map(str)
NATIVE = st.text(CHARACTERS + "\n\t", max_size=12).map(escape)
WORDS = LINE.map(escape)
CODES = st.recursive(
    st.builds(lambda inside, i: element("bpt", inside, i=i, x=i), NATIVE, NUMBERS)
    | st.builds(lambda inside, i: element("ept", inside, i=i), NATIVE, NUMBERS)
    | st.builds(lambda inside, end: element("it", inside, pos=end), NATIVE, st.sampled_from(["begin", "end"]))
    | st.builds(lambda inside, kind: element("ph", inside, type=kind), NATIVE, st.just("fmt"))
    | st.builds(lambda inside: element("ut", inside), NATIVE),
    lambda inner: (
        st.builds(lambda a, b, c: element("hi", a + b + c, type="term"), WORDS, inner, WORDS)
        | st.builds(lambda a, b, c: element("ph", a + element("sub", b + c), x="1"), NATIVE, WORDS, inner)
    ),
    max_leaves=2,
)
MARKUP = st.lists(st.tuples(WORDS, CODES), min_size=1, max_size=3).flatmap(
    lambda parts: st.builds(
        lambda first, last: escape(first) + "".join(code + words for words, code in parts) + escape(last), TEXT, TEXT
    )
)


def variant(language: str, text: str, **fields: Any) -> Variant:
    return Variant(language, text, **fields)


VARIANT_FIELDS = {
    "properties": PROPERTIES,
    "notes": NOTES,
    "attributes": attributes(**USE, creationdate=DATES, datatype=REMARK),
}
VARIANTS = st.builds(variant, LANGUAGES, TEXT, **VARIANT_FIELDS) | MARKUP.flatmap(
    lambda markup: st.builds(variant, LANGUAGES, st.just(text_of(markup)), markup=st.just(markup), **VARIANT_FIELDS)
)
UNITS = st.builds(
    TranslationUnit,
    st.lists(VARIANTS, min_size=1, max_size=4).map(tuple),
    PROPERTIES,
    st.none() | st.sampled_from(SegType),
    st.none() | MOMENTS,
    st.none() | MOMENTS,
    NOTES,
    attributes(tuid=TEXT.map(lambda text: "_".join(text.split())), srclang=LANGUAGES, **USE),
)
HEADERS = st.builds(
    Header,
    st.just("*all*"),  # so that no variant is a source, which would lose its bidi controls
    LINE.filter(str.strip),
    LINE.filter(str.strip),
    st.sampled_from(SegType),
    LANGUAGES,
    LINE.filter(str.strip),
    st.none() | MOMENTS,
    PROPERTIES,
    NOTES,
    st.just(()) | st.just(('<ude name="Mac" base="M"><map unicode="#xF8FF" code="#xF0"/></ude>',)),
    st.just("") | st.just("another tool"),
    attributes(creationid=REMARK, changeid=REMARK, o_encoding=REMARK),
)


@settings(max_examples=40, deadline=None)
@given(HEADERS, st.lists(UNITS, max_size=3))
def test_what_is_written_is_read(header: Header, units: list[TranslationUnit]) -> None:
    out = BytesIO()
    written = write_tmx(out, header, units)
    assert written == Written(len(units), 0, 0, 0, 0)
    assert DTD.validate(etree.fromstring(out.getvalue())), DTD.error_log
    with TmxReader(BytesIO(out.getvalue())) as reader:
        assert reader.header == header
        assert list(reader) == units
    with TmxReader(BytesIO(out.getvalue()), recover=True) as reader:
        assert list(reader) == units
        assert reader.repairs == []
