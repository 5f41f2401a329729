"""Segments with inline elements that are read without a tree are those that libxml2 reads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx.test_plain_units import HEAD, TAIL, both, line_of
from tmx.reading.forms import NotPlain
from tmx.reading.plain_inline import PlainInline

UNIT = """<tu tuid="{0}"><prop type="x-a">a</prop>
<tuv xml:lang="en"><seg>{1}</seg></tuv>
<tuv xml:lang="ar"><seg>{2}</seg></tuv></tu>
"""


@pytest.mark.parametrize(
    ("segment", "text", "markup"),
    [
        (
            'a <bpt i="1">&lt;b></bpt>b<ept i="1"/> &amp; c',
            "a b & c",
            'a <bpt i="1">&lt;b&gt;</bpt>b<ept i="1"/> &amp; c',
        ),
        ("<hi x='1' />a <hi>b<hi>c</hi></hi>", "a bc", '<hi x="1"/>a <hi>b<hi>c</hi></hi>'),
        ("a<ph>x<sub>text<hi>!</hi></sub>y</ph> b", "a b", "a<ph>x<sub>text<hi>!</hi></sub>y</ph> b"),
        ('<it pos="end"></it><ut >"</ut>&quot;\ue000', '"\ue000', '<it pos="end"/><ut>"</ut>"\ue000'),
        ('<ph type="a&lt;&#10;">{<ph type="&quot;"/>', "", ""),
        ("<bpt>x</bpt>", "", ""),
        ("<sub>x</sub>", "", ""),
        ("<ph><hi>x</hi></ph>", "", ""),
        ('<hi xmlns="urn:x">a</hi>', "", ""),
        ("<hi>a</hi> &nbsp;", "", ""),
        ("<hi>" * 150 + "</hi>" * 150, "", ""),
    ],
)
def test_text_and_markup(segment: str, text: str, markup: str) -> None:
    if markup:
        assert PlainInline().read(segment) == (text, markup)
    else:
        with pytest.raises(NotPlain):
            PlainInline().read(segment)


def test_tags_that_differ_in_values_are_told_apart() -> None:
    inline = PlainInline()
    for segment in ('<it pos="end" x="1"/>a', '<it pos="end" x="2"/>b', '<it pos="end" x="&amp;"/>c'):
        assert inline.read(segment) == (segment[-1], segment)
    for segment in ('<it pos="a" x="1"/>', '<it pos="end" x="1" x="2"/>', '<it pos="end" x="<"/>'):
        with pytest.raises(NotPlain):
            inline.read(segment)


WORDS = ["", "a ", "ب", "\ue000", "\n", "&amp;", "&lt;b>", "&gt;", '"', "&quot;", "'", "&apos;", "xmlns=", "/>", "></"]
ODD_WORDS = ["&#x41;", "&nbsp;", "&", "<!-- <hi> -->", "<![CDATA[<hi>]]>", "<?a <hi>?>", "]]>", "\r\n", "<b>", "</hi>"]
ATTRIBUTES = [
    "",
    ' x="2"',
    ' type="a-b c" x="1"',
    " x='\"'",
    '  type="&amp;&gt;"',
    ' type="a>b"',
    ' xml:lang="en"',
    "\n",
]
ODD_ATTRIBUTES = [
    ' x="1" x="1"',
    ' a:x="1"',
    ' xmlns="urn:a"',
    ' xmlns:a="urn:a" a:x="1"',
    ' type="&#10;&x;"',
    " x",
    "\t",
]
NATIVE = ["ph", "ut", 'bpt i="1"', 'ept i="1"', 'it pos="end"']
ODD_NAMES = ["bpt", "ept", 'it pos="a"', "seg", "b"]


def segments(words: list[str], attributes: list[str], odd: list[str]) -> st.SearchStrategy[str]:
    """Inline elements in their places; ``odd`` ones, in any place."""

    def element(tag: str, more: str, inside: str, end: str) -> str:
        name = tag.split()[0]
        return f"<{tag}{more}{end}>" if end.strip() else f"<{tag}{more}>{inside}</{name}{end}>"

    def elements(names: list[str], inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.builds(
            element,
            st.sampled_from(names),
            st.sampled_from(attributes),
            inside,
            st.sampled_from(["", "", " ", "/", " /"]),
        )

    def several(*kinds: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        return st.lists(st.one_of(*kinds), max_size=4).map("".join)

    text = st.sampled_from(words)
    return several(
        text,
        st.recursive(
            elements(NATIVE, text),
            lambda inner: (
                elements(["hi", *odd], several(text, inner))
                | elements(NATIVE, several(text, elements(["sub", *odd], several(text, inner))))
            ),
            max_leaves=4,
        ),
    )


USUAL = segments(WORDS, ATTRIBUTES, [])
ODD = segments(WORDS + ODD_WORDS, ATTRIBUTES + ODD_ATTRIBUTES, ODD_NAMES)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(USUAL, USUAL), min_size=1, max_size=3), st.booleans())
def test_units_are_those_of_libxml2(found: list[tuple[str, str]], recover: bool) -> None:
    text = HEAD + "".join(UNIT.format(number, *pair) for number, pair in enumerate(found)) + TAIL
    plain, whole = both(text, recover=recover)
    assert plain == whole


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(ODD | USUAL, USUAL), min_size=1, max_size=3), st.booleans())
def test_faults_are_seen_as_by_libxml2(found: list[tuple[str, str]], recover: bool) -> None:
    text = HEAD + "".join(UNIT.format(number, *pair) for number, pair in enumerate(found)) + TAIL
    plain, whole = both(text, recover=recover)
    # Of two faults, libxml2 sees first what is not well-formed, and units one by one what comes first.
    assert plain == whole or (not recover and 0 < line_of(plain) < line_of(whole))
