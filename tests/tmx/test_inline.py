import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx import Code, InvalidUnit, codes, escape, text_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("plain &amp; simple", "plain & simple"),
        ('a <bpt i="1">&lt;b></bpt>bold<ept i="1"/> and <hi>marked <ph/>text</hi>.', "a bold and marked text."),
        ("one<ph>code<sub>a text of its own<hi>!</hi></sub>code</ph> two", "one two"),
        ('<it pos="end">}</it>ends<ut>{</ut>', "ends"),
        ('قال <hi x="1">«<hi>نعم</hi>»</hi><ph x="2"/>.', "قال «نعم»."),
        ("a<!-- no --><?no no?><![CDATA[<b>]]>", "a<b>"),
    ],
)
def test_text_is_what_people_read(markup: str, text: str) -> None:
    assert text_of(markup) == text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff") | st.just("\r")))
def test_escaped_text_is_markup_of_that_text(text: str) -> None:
    assert text_of(escape(text)) == text
    assert codes(escape(text)) == ()


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("no code", ()),
        (
            '<bpt i="1" x="7">&lt;b></bpt>bold<ept i="1">&lt;/b></ept><ph x="2"/>',
            (Code("bpt", "7", "<b>"), Code("ept", "7", "</b>"), Code("ph", "2", "")),
        ),
        (
            '<bpt i="1">{</bpt><ept i="1">}</ept><ept i="5"/>',
            (Code("bpt", "1", "{"), Code("ept", "1", "}"), Code("ept", "5", "")),
        ),
        ('<it pos="begin" x="3">(</it><ut>u</ut>', (Code("it", "3", "("), Code("ut", "", "u"))),
        ('<hi x="1">a<ph x="2">p</ph></hi>', (Code("hi", "1", ""), Code("ph", "2", "p"))),
        ('<ph x="1">a<sub>text <ph x="9"/></sub>b</ph>', (Code("ph", "1", "ab"),)),
    ],
)
def test_codes_have_their_number_and_content(markup: str, found: tuple[Code, ...]) -> None:
    assert codes(markup) == found


@pytest.mark.parametrize("markup", ["a & b", "<b", "</seg>", "<ph>", "\x1f", "&#x1F;", "&nbsp;", "\ud800", "<v:ph/>"])
def test_what_is_no_markup_is_refused(markup: str) -> None:
    for function in (text_of, codes):
        with pytest.raises(InvalidUnit, match="is not well-formed XML"):
            function(markup)
