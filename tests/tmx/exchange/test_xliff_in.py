import io

import pytest

from tests.tmx.exchange.conftest import Read
from tmx import Property, TranslationUnit, UnreadableMemory, Variant
from tmx.exchange import Form, Languages, UnknownLanguages, read_units
from tmx.inline import text_of
from tmx.unit import Note


def xliff12(body: str, languages: str = 'source-language="en" target-language="ar"') -> str:
    return (
        '<?xml version="1.0"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
        f'<file original="a.txt" datatype="plaintext" {languages}><body>{body}</body></file></xliff>'
    )


def xliff20(body: str, version: str = "2.0") -> str:
    return (
        f'<xliff version="{version}" srcLang="en" trgLang="ar" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        f'<file id="f1" original="a.txt">{body}</file></xliff>'
    )


def properties(of: TranslationUnit | Variant) -> dict[str, str]:
    return {prop.type: prop.text for prop in of.properties}


def test_a_translated_unit_of_1_2_says_where_it_stood(read: Read) -> None:
    text = xliff12(
        '<group id="g"><trans-unit id="1"><source>One &amp; only</source></trans-unit>'
        '<trans-unit id="2" resname="menu.open"><source>Open</source>'
        '<target state="needs-review-translation" state-qualifier="leveraged-mt">افتح</target>'
        "<alt-trans><source>Opened</source><target>مفتوح</target></alt-trans>"
        '<note>a verb</note><note annotates="target">informal</note></trans-unit></group>'
        '<trans-unit id="3"><source>Close</source><target>أغلق</target></trans-unit>'
    )
    first, second = read(text, Form.XLIFF)
    assert first == TranslationUnit(
        (
            Variant("en", "Open", (Property("x-context-pre", "One & only"), Property("x-context-post", "Close"))),
            Variant("ar", "افتح", (Property("x-context-post", "أغلق"),), (Note("informal"),)),
        ),
        (
            Property("x-source-file", "a.txt"),
            Property("x-id", "menu.open"),
            Property("x-state", "needs-review-translation"),
            Property("x-state-qualifier", "leveraged-mt"),
        ),
        notes=(Note("a verb"),),
    )
    assert (properties(second)["x-id"], properties(second.source)) == ("3", {"x-context-pre": "Open"})


@pytest.mark.parametrize(
    ("attributes", "target", "state"),
    [
        ("", "<target>x</target>", None),
        ('approved="yes"', "<target>x</target>", "final"),
        ('approved="yes"', '<target state="translated">x</target>', "translated"),
        ('approved="no"', '<target state="needs-translation">x</target>', "needs-translation"),
    ],
)
def test_the_state_of_1_2_is_kept(attributes: str, target: str, state: str | None, read: Read) -> None:
    (unit,) = read(xliff12(f'<trans-unit id="1" {attributes}><source>one</source>{target}</trans-unit>'), Form.XLIFF)
    assert properties(unit).get("x-state") == state


@pytest.mark.parametrize(
    "unit",
    [
        "<source>one</source>",
        "<source>one</source><target/>",
        "<source>one</source><target>  </target>",
        '<source>one</source><target><x id="1"/></target>',
        "<source/><target>واحد</target>",
        "<target>واحد</target>",
        "<source>one</source><alt-trans><target>واحد</target></alt-trans>",
    ],
)
def test_units_without_text_on_a_side_are_left_out(unit: str, read: Read) -> None:
    assert read(xliff12(f'<trans-unit id="1">{unit}</trans-unit>'), Form.XLIFF) == []


SEGMENTS = (
    '<source>One. Two.</source><seg-source><g id="1"><mrk mtype="seg" mid="a">One.</mrk> <mrk mtype="seg" mid="b">'
    "Two.</mrk></g></seg-source>"
)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (
            '<mrk mtype="seg" mid="b">اثنان.</mrk> <mrk mtype="seg" mid="a">واحد.</mrk>',
            [("One.", "واحد.", "a"), ("Two.", "اثنان.", "b")],
        ),
        ('<mrk mtype="seg" mid="a"></mrk> <mrk mtype="seg" mid="b">اثنان.</mrk>', [("Two.", "اثنان.", "b")]),
        ('<mrk mtype="seg" mid="a">واحد واثنان.</mrk>', [("One. Two.", "واحد واثنان.", None)]),
        ("واحد واثنان.", [("One. Two.", "واحد واثنان.", None)]),
    ],
)
def test_segments_of_1_2_are_units_where_the_target_has_the_same(
    target: str, expected: list[tuple[str, str, str | None]], read: Read
) -> None:
    units = read(xliff12(f'<trans-unit id="1">{SEGMENTS}<target>{target}</target></trans-unit>'), Form.XLIFF)
    assert [(unit.source.text, unit.target.text, properties(unit).get("x-segment")) for unit in units] == expected


CODES12 = [
    ("no codes &lt;b&gt;", ""),
    (
        'a <g id="1" ctype="bold" equiv-text="&lt;b&gt;">b</g>',
        'a <bpt i="1" x="1" type="bold">&lt;g id="1" ctype="bold" equiv-text="&amp;lt;b&amp;gt;"&gt;</bpt>b'
        '<ept i="1">&lt;/g&gt;</ept>',
    ),
    (
        'a<x id="x7"/> <g id="g"><g id="2">c</g></g>',
        'a<ph x="7">&lt;x id="x7"/&gt;</ph> <bpt i="1" x="1">&lt;g id="g"&gt;</bpt><bpt i="2" x="2">&lt;g id="2"&gt;'
        '</bpt>c<ept i="2">&lt;/g&gt;</ept><ept i="1">&lt;/g&gt;</ept>',
    ),
    (
        '<bx id="1" rid="9"/>a<ex id="2" rid="9"/><bx id="3"/>',
        '<bpt i="1" x="9">&lt;bx id="1" rid="9"/&gt;</bpt>a<ept i="1">&lt;ex id="2" rid="9"/&gt;</ept>'
        '<it pos="begin" x="3">&lt;bx id="3"/&gt;</it>',
    ),
    (
        '<bpt id="1">&lt;i&gt;</bpt>a<ept id="1">&lt;/i&gt;</ept><it id="2" pos="close">&lt;/u&gt;</it>',
        '<bpt i="1" x="1">&lt;i&gt;</bpt>a<ept i="1">&lt;/i&gt;</ept><it pos="end" x="2">&lt;/u&gt;</it>',
    ),
    (
        'a<ph id="1" assoc="preceding" ctype="image">&lt;img alt="<sub>a <x id="2"/></sub>"&gt;</ph>',
        'a<ph x="1" type="image" assoc="p">&lt;img alt="<sub>a <ph x="2">&lt;x id="2"/&gt;</ph></sub>"&gt;</ph>',
    ),
    ('a <mrk mtype="term">b<x id="1"/></mrk>', 'a <hi type="term">b<ph x="1">&lt;x id="1"/&gt;</ph></hi>'),
    ('<!-- c -->a<other xmlns="urn:x">b</other>', ""),
]


@pytest.mark.parametrize(("content", "markup"), CODES12)
def test_codes_of_1_2_are_those_of_tmx(content: str, markup: str, read: Read) -> None:
    target = "<target>هدف</target>"
    (unit,) = read(xliff12(f'<trans-unit id="1"><source>{content}</source>{target}</trans-unit>'), Form.XLIFF)
    assert unit.source.markup == markup
    if markup:
        assert unit.source.text == text_of(markup)


def test_codes_have_the_same_number_on_both_sides(read: Read) -> None:
    unit = '<source>a<x id="lb"/><x id="1"/></source><target>أ<x id="1"/><x id="lb"/></target>'
    (found,) = read(xliff12(f'<trans-unit id="1">{unit}</trans-unit>'), Form.XLIFF)
    assert found.source.markup == 'a<ph x="1">&lt;x id="lb"/&gt;</ph><ph x="2">&lt;x id="1"/&gt;</ph>'
    assert found.target.markup == 'أ<ph x="2">&lt;x id="1"/&gt;</ph><ph x="1">&lt;x id="lb"/&gt;</ph>'


CODES20 = [
    ("no codes", ""),
    (
        'a <pc id="1" type="fmt">b</pc>',
        'a <bpt i="1" x="1" type="fmt">&lt;pc id="1" type="fmt"&gt;</bpt>b<ept i="1">&lt;/pc&gt;</ept>',
    ),
    (
        '<pc id="1" dataRefStart="d1" dataRefEnd="d2">b</pc>',
        '<bpt i="1" x="1">&lt;b&gt;</bpt>b<ept i="1">&lt;/b&gt;</ept>',
    ),
    ('a<ph id="p3" dataRef="d1"/><ph id="4"/>', 'a<ph x="3">&lt;b&gt;</ph><ph x="4">&lt;ph id="4"/&gt;</ph>'),
    (
        '<sc id="1" dataRef="d1"/>a<ec startRef="1" dataRef="d2"/><ec id="2" isolated="yes"/>',
        '<bpt i="1" x="1">&lt;b&gt;</bpt>a<ept i="1">&lt;/b&gt;</ept><it pos="end" x="2"></it>',
    ),
    ('a <mrk id="m1" type="term">b</mrk><sm id="m2"/>c<em startRef="m2"/>', 'a <hi type="term">b</hi>c'),
    ('a<cp hex="001F"/>b<cp hex="0041"/><cp hex="110000"/><cp hex="x"/><cp/>', ""),
]


@pytest.mark.parametrize("version", ["2.0", "2.1"])
@pytest.mark.parametrize(("content", "markup"), CODES20)
def test_codes_of_2_are_those_of_tmx(content: str, markup: str, version: str, read: Read) -> None:
    data = '<originalData><data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b<cp hex="001F"/>&gt;</data></originalData>'
    segment = f"<segment><source>{content}</source><target>هدف</target></segment>"
    (unit,) = read(xliff20(f'<unit id="u1">{data}{segment}</unit>', version), Form.XLIFF)
    assert unit.source.markup == markup
    if markup:
        assert unit.source.text == text_of(markup)
    else:
        assert unit.source.text in ("no codes", "abA")


def test_segments_of_2_are_units_that_say_where_they_stood(read: Read) -> None:
    text = xliff20(
        '<group id="g"><unit id="u1" name="menu"><notes><note>a verb</note><note appliesTo="source">old</note></notes>'
        '<segment id="s1" state="reviewed"><source>Open.</source><target>افتح.</target></segment>'
        "<ignorable><source> </source><target> </target></ignorable>"
        "<segment><source>Now.</source></segment>"
        "<segment><source>Close.</source><target>أغلق.</target></segment></unit></group>"
        '<unit id="u2"><segment><source>End.</source><target>نهاية.</target></segment></unit>'
    )
    first, second, third = read(text, Form.XLIFF2)
    assert properties(first) == {
        "x-source-file": "a.txt",
        "x-id": "menu",
        "x-segment": "s1",
        "x-state": "reviewed",
    }
    assert (first.notes, first.source.notes, first.target.notes) == ((Note("a verb"),), (Note("old"),), ())
    assert properties(first.source) == {"x-context-post": "Now."}
    assert properties(second.source) == {"x-context-pre": "Now.", "x-context-post": "End."}
    assert properties(second)["x-segment"] == "3"
    assert "x-segment" not in properties(third)


def test_context_ends_with_the_file(read: Read) -> None:
    file = '<file original="{}" source-language="en" target-language="ar"><body>{}</body></file>'
    unit = '<trans-unit id="1"><source>one</source><target>واحد</target></trans-unit>'
    text = f'<xliff version="1.2">{file.format("a", unit)}{file.format("b", unit)}</xliff>'
    first, second = read(text, Form.XLIFF)
    assert (properties(first)["x-source-file"], properties(second)["x-source-file"]) == ("a", "b")
    assert properties(first.source) == properties(second.source) == {}


@pytest.mark.parametrize(
    ("languages", "target", "wanted", "expected"),
    [
        ('source-language="en_GB" target-language="ar_LY"', "<target>", None, ["en-GB", "ar-LY"]),
        ('source-language="en" target-language="ar"', '<target xml:lang="ar-EG">', None, ["en", "ar-EG"]),
        ('source-language="en"', "<target>", Languages("de", "ar"), ["en", "ar"]),
        ('source-language="en"', '<target xml:lang="ar">', None, ["en", "ar"]),
    ],
)
def test_languages_are_those_of_the_file(
    languages: str, target: str, wanted: Languages | None, expected: list[str], read: Read
) -> None:
    unit = f'<trans-unit id="1"><source>one</source>{target}واحد</target></trans-unit>'
    (found,) = read(xliff12(unit, languages), Form.XLIFF, wanted)
    assert [variant.language for variant in found.variants] == expected


def test_an_unknown_language_is_an_error_with_its_line(read: Read) -> None:
    unit = '\n<trans-unit id="1"><source>one</source>\n<target>واحد</target></trans-unit>'
    with pytest.raises(UnknownLanguages, match=r"^memory: line 5: .*the target is in; .*--target-lang"):
        read(xliff12(unit, 'source-language="en"'), Form.XLIFF)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: not well-formed XML"),
        ("no xml", "line 1: not well-formed XML"),
        ('<tmx version="1.4"/>', "line 1: <tmx> where <xliff> is expected"),
        (xliff12("<trans-unit>\n</body>"), "line 4: not well-formed XML .*mismatch"),
        (xliff12("<x>&undeclared;</x>"), "line 3: not well-formed XML"),
        ('<!DOCTYPE xliff [<!ENTITY a "b">]><xliff/>', "line 1: it declares entities"),
        (
            '<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff><file><body><trans-unit><source>&a;'
            "</source></trans-unit></body></file></xliff>",
            "line 1: it declares entities",
        ),
    ],
)
def test_what_is_no_xliff_is_placed(text: str, message: str, read: Read) -> None:
    with pytest.raises(UnreadableMemory, match=f"^memory: {message}") as caught:
        read(text, Form.XLIFF)
    assert "\n" not in str(caught.value)


def test_units_come_before_the_end_of_the_file_is_read() -> None:
    unit = '<trans-unit id="1"><source>one</source><target>واحد</target></trans-unit>'
    stream = io.BytesIO(xliff12(unit * 20_000).encode())
    next(read_units(stream, Form.XLIFF))
    assert stream.tell() < 200_000 < len(stream.getvalue())


def test_encodings_are_those_that_xml_declares(read: Read) -> None:
    text = xliff12('<trans-unit id="1"><source>one</source><target>واحد</target></trans-unit>')
    for encoding in ("utf-8-sig", "utf-16", "windows-1256"):
        data = text.replace('"1.0"?', f'"1.0" encoding="{encoding.removesuffix("-sig")}"?').encode(encoding)
        assert read(data, Form.XLIFF)[0].target.text == "واحد"
